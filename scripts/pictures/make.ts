/**
 * Composes every example that the reference shows and writes its picture: `node scripts/pictures/make.ts [name…]`. Tests notice
 * pictures that were made of something else than the page shows.
 */
import { createHash } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { composeExample } from './compose-example.ts';
import { palettePng } from './palette-png.ts';
import { sheetsPicture, stripPicture } from './picture.ts';
import { REFERENCE, type ShownExample, shownExamples } from './shown-examples.ts';

export const PICTURES = new URL('pictures/', REFERENCE);

/** What a picture is noted to be made of: the JSON on the page, however it is laid out. */
export function digestOf({ source, whole }: ShownExample): string {
  return createHash('sha256')
    .update(JSON.stringify([JSON.parse(source), whole]))
    .digest('hex')
    .slice(0, 32);
}

async function make(example: ShownExample): Promise<void> {
  const { pdf, findings } = await composeExample(example);
  for (const { code, message, place } of findings) console.error(`${example.page}, ${example.name}: ${code}: ${message} ${place.pointer}`);
  const picture = await (example.whole ? sheetsPicture(pdf.bytes) : stripPicture(pdf.bytes));
  const png = palettePng(picture, digestOf(example));
  writeFileSync(new URL(`${example.name}.png`, PICTURES), png);
  console.log(`${example.name}.png ${picture.width} × ${picture.height}, ${(png.length / 1000).toFixed(1)} KB`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const wanted = process.argv.slice(2);
  const examples = shownExamples();
  for (const example of examples)
    if (wanted.length === 0 || wanted.includes(example.name))
      await make(example).catch((error: Error) => console.error(`${example.page}, ${example.name}: ${error.message}`));
  const names = new Set(examples.map(({ name }) => `${name}.png`));
  for (const file of readdirSync(PICTURES)) if (!names.has(file)) rmSync(new URL(file, PICTURES));
}
