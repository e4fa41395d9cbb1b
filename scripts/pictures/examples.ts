/** Writes `docs/examples.png`, the first page of each example, for the README: `node scripts/pictures/examples.ts`. */
import { writeFileSync } from 'node:fs';
import { compile } from '@posthorn/engine';
import { bundleFromFolder } from '../../server/src/content/bundle-from-folder.ts';
import { palettePng } from './palette-png.ts';
import { firstPagesPicture } from './picture.ts';

const EXAMPLES = ['bank-statement', 'utility-bill', 'newsletter', 'insurance-policy', 'reminder-letter', 'contract'];

const letters: Uint8Array[] = [];
for (const name of EXAMPLES) {
  const { bundle, samples } = await bundleFromFolder(new URL(`../../examples/${name}`, import.meta.url).pathname);
  const program = await compile(bundle, { formats: ['pdf'] });
  const letter = program.compose(JSON.parse(samples.slice(0, samples.indexOf('\n'))), 'pdf');
  if (letter.format === 'pdf') letters.push(letter.bytes);
}
writeFileSync(new URL('../../docs/examples.png', import.meta.url), palettePng(await firstPagesPicture(letters, 3, 44), 'examples'));
