/**
 * Writes engine/src/write/pdf/deflate/trained.ts: the codes of the streams that the PDF writer compresses itself, made for the letters of
 * all examples. `node scripts/deflate/train.ts`; twice or three times, since what repeats hangs on the codes a little.
 */
import { existsSync, writeFileSync } from 'node:fs';
import type { TrainedCodes } from '../../engine/src/write/pdf/deflate/codes.ts';
import { countSymbols, nothing } from './count-symbols.ts';
import { trainedCodes } from './huffman.ts';

const FILE = new URL('../../engine/src/write/pdf/deflate/trained.ts', import.meta.url);

const KINDS = {
  CONTENT: 'Content of pages',
  INDEX: 'Numbers and places at the beginning of an object stream',
  OBJECTS: 'The objects behind them',
  REFERENCES: 'Cross-references, each row as the difference to the one above',
} as const;
type Kind = keyof typeof KINDS;

const kinds = Object.keys(KINDS) as Kind[];
const counted = Object.fromEntries(kinds.map((kind) => [kind, nothing()])) as Record<Kind, ReturnType<typeof nothing>>;
if (existsSync(FILE)) await countExamples((await import(FILE.href)) as Record<Kind, TrainedCodes>);
writeFileSync(FILE, `${HEAD()}${kinds.map((kind) => codeText(kind, trainedCodes(counted[kind]))).join('\n')}`);

function HEAD(): string {
  return `import type { TrainedCodes } from './codes.ts';\n\n// Written by scripts/deflate/train.ts; see there.\n\n`;
}

function codeText(kind: Kind, { lengths, head }: TrainedCodes): string {
  return `/** ${KINDS[kind]}. */\nexport const ${kind}: TrainedCodes = {\n  lengths:\n    '${lengths}',\n  head: '${head}',\n};\n`;
}

async function countExamples(codes: Record<Kind, TrainedCodes>): Promise<void> {
  const { documentsOf, exampleNames } = await import('../conformance/documents.ts');
  for (const example of exampleNames()) {
    for (const { pdf } of await documentsOf(example, true)) countDocument(pdf, codes);
  }
}

function countDocument(pdf: Uint8Array, codes: Record<Kind, TrainedCodes>): void {
  const text = Buffer.from(pdf).toString('latin1');
  for (const { 0: head, 1: dictionary, 2: length, index } of text.matchAll(/\d+ 0 obj\n(<<.*?\/Length (\d+)>>)\nstream\n/g)) {
    const from = index + head.length;
    const blocks = blocksOf(dictionary!).map((kind) => ({ codes: codes[kind], into: counted[kind] }));
    countSymbols(pdf.subarray(from, from + Number(length)), blocks);
  }
}

/** The blocks of a stream by its dictionary. */
function blocksOf(dictionary: string): Kind[] {
  if (dictionary.startsWith('<</Type/ObjStm')) return ['INDEX', 'OBJECTS'];
  return [dictionary.startsWith('<</Type/XRef') ? 'REFERENCES' : 'CONTENT'];
}
