import { expect, test } from 'vitest';
import { openPdf } from '../../preflight/read/index.ts';
import { CrossReferences, concat, ObjectStream } from './objects.ts';
import { OwnPdf } from './read-own-pdf.ts';

/** A file of one object stream, with a catalog and so many objects behind it. */
function fileOf(count: number): Uint8Array {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const head = encode('%PDF-1.7\n');
  const small = new ObjectStream();
  const references = new CrossReferences();
  small.add(1, '<</Type/Catalog/Pages 2 0 R>>');
  for (let number = 2; number <= count; number++) small.add(number, `<</Count ${number}>>`);
  small.numbers.forEach((number, i) => {
    references.inStream(number, count + 1, i);
  });
  references.inFile(count + 1, head.length);
  const stream = small.write(count + 1);
  const offset = head.length + stream.length;
  const table = references.write(count + 2, offset, '/Root 1 0 R');
  return concat([head, stream, table, encode(`startxref\n${offset}\n%%EOF\n`)]);
}

test.each([[3], [65_536], [70_000]])('%d objects of one stream are found by their numbers', (count) => {
  const bytes = fileOf(count);
  const file = openPdf(bytes);
  expect(file.faults).toEqual([]);
  const own = new OwnPdf(bytes);
  for (const number of [2, count - 1, count].filter((n) => n > 1)) expect(own.object(number).text).toBe(`<</Count ${number}>>`);
  expect(file.catalog.dict('Pages')?.get('Count')).toBe(2);
});
