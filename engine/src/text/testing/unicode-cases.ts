import { existsSync, readFileSync } from 'node:fs';

/** Unicode's conformance files lie outside of the repository (21 MB); tests that read them are skipped where they are not there. */
const FOLDER = process.env.POSTHORN_UNICODE_TESTS ?? '/work/shared/data/unicode-tests';

export const hasUnicodeCases: boolean = existsSync(`${FOLDER}/LineBreakTest.txt`);

/** The lines of a file without comments and empty ones. */
export function unicodeCases(file: string): string[] {
  return readFileSync(`${FOLDER}/${file}`, 'utf8')
    .split('\n')
    .map((line) => (line.split('#')[0] as string).trim())
    .filter((line) => line !== '');
}

/** A case of LineBreakTest or GraphemeBreakTest (`÷ 0061 × 0308 ÷`): the text, and where it may be cut, without its ends. */
export function breakCase(line: string): { readonly text: string; readonly cuts: readonly number[] } {
  let text = '';
  const cuts: number[] = [];
  for (const token of line.split(/\s+/)) {
    if (token === '÷') cuts.push(text.length);
    else if (token !== '×') text += String.fromCodePoint(Number.parseInt(token, 16));
  }
  return { text, cuts: cuts.filter((at) => at > 0 && at < text.length) };
}
