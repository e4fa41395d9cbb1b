/**
 * Composes every example that the reference shows, and the letter of the guide, and writes pictures: `node scripts/pictures/make.ts [name…]`. Tests notice
 * pictures that were made of something else than the page shows.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { composeExample } from './compose-example.ts';
import { GUIDE_PICTURE, guideFiles, guideLetter } from './guide.ts';
import { palettePng } from './palette-png.ts';
import { sheetsPicture, stripPicture } from './picture.ts';
import { REFERENCE, type ShownExample, shownExamples } from './shown-examples.ts';

export const PICTURES = new URL('pictures/', REFERENCE);

/** What a picture is noted to be made of: the JSON on the page, however it is laid out. */
export function digestOf({ source, whole }: ShownExample): string {
  return digestOfText(JSON.stringify([JSON.parse(source), whole]));
}

export function digestOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

async function make(example: ShownExample): Promise<void> {
  const { pdf, findings } = await composeExample(example);
  for (const { code, message, place } of findings) console.error(`${example.page}, ${example.name}: ${code}: ${message} ${place.pointer}`);
  const picture = await (example.whole ? sheetsPicture(pdf.bytes) : stripPicture(pdf.bytes));
  const png = palettePng(picture, digestOf(example));
  writeFileSync(new URL(`${example.name}.png`, PICTURES), png);
  console.log(`${example.name}.png ${picture.width} × ${picture.height}, ${(png.length / 1000).toFixed(1)} KB`);
}

async function makeGuide(): Promise<void> {
  const picture = await sheetsPicture(await guideLetter());
  mkdirSync(new URL('./', GUIDE_PICTURE), { recursive: true });
  writeFileSync(GUIDE_PICTURE, palettePng(picture, digestOfText(JSON.stringify(guideFiles()))));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const wanted = process.argv.slice(2);
  const examples = shownExamples();
  for (const example of examples)
    if (wanted.length === 0 || wanted.includes(example.name))
      await make(example).catch((error: Error) => console.error(`${example.page}, ${example.name}: ${error.message}`));
  if (wanted.length === 0 || wanted.includes('guide')) await makeGuide();
  const names = new Set(examples.map(({ name }) => `${name}.png`));
  for (const file of readdirSync(PICTURES)) if (!names.has(file)) rmSync(new URL(file, PICTURES));
}
