import { describe, expect, test } from 'vitest';
import { exampleBundle, exampleRecords, smallBrand, smallBundle, smallRecord } from '../../../test/bundles.ts';
import { compile, type DataRecord, type Program } from '../../compose.ts';
import type { TemplateBundle } from '../../template/model.ts';
import { findFaults } from './testing/conformance.ts';
import { mupdfText, popplerText } from './testing/readers.ts';

const pdf = (program: Program, record: DataRecord): Uint8Array => {
  const rendition = program.compose(record, 'pdf');
  if (rendition.format !== 'pdf') throw new Error('no PDF');
  return rendition.bytes;
};
/** Forms as large as an A4 page. */
const forms = (bytes: Uint8Array): number =>
  Buffer.from(bytes).toString('latin1').split('/Subtype/Form/BBox[0 0 595.28 841.89]').length - 1;

/** A master whose footer has four lines, the last of which is given. */
function withFooter(last: string): TemplateBundle {
  const bundle = smallBundle([{ type: 'paragraph', text: 'Body' }]);
  const text = `One\nTwo\nThree\n${last}`;
  const footer = { name: 'end', x: 25, y: 250, width: 100, height: 40, artifact: true, content: [{ type: 'paragraph' as const, text }] };
  const first = { body: { x: 25, y: 98, width: 165, height: 140 }, frames: [footer] };
  return { ...bundle, brand: { ...smallBrand, masters: { letter: { width: 210, height: 297, first, following: first } } } };
}

describe('page furniture without data', () => {
  test('is a form that all pages draw, read as before, in a document that conforms', async () => {
    const program = await compile(exampleBundle('bank-statement'), { formats: ['pdf'] });
    const [record] = exampleRecords('bank-statement');
    const bytes = pdf(program, record!);
    const pages = (await popplerText(bytes)).split('\f').slice(0, -1);
    for (const page of pages) expect(page).toContain('Vorstand: Dr. Ines Harms');
    expect((await mupdfText(bytes)).complaints).toBe('');
    expect(forms(bytes)).toBeGreaterThan(0);
    expect(await findFaults(bytes)).toEqual([]);
  });

  test.each(['shop', 'bank-statement'])('gives the same bytes whatever was composed before (%s)', async (example) => {
    const bundle = exampleBundle(example);
    const records = exampleRecords(example).slice(0, 6);
    const one = await compile(bundle, { formats: ['pdf'] });
    const other = await compile(bundle, { formats: ['pdf'] });
    const forwards = records.map((record) => pdf(one, record));
    const backwards = records.toReversed().map((record) => pdf(other, record));
    expect(backwards.toReversed().map((bytes, i) => Buffer.compare(bytes, forwards[i]!))).toEqual(records.map(() => 0));
  });
});

describe('page furniture that asks for data', () => {
  test('shows the data of each record', async () => {
    const program = await compile(withFooter('Said: {{ name }}'), { formats: ['pdf'] });
    for (const name of ['Anna', 'Berta']) {
      const bytes = pdf(program, { ...smallRecord, name });
      expect(await popplerText(bytes)).toContain(`Said: ${name}`);
      expect(forms(bytes)).toBe(0);
    }
    expect(forms(pdf(await compile(withFooter('Said: {{ brand.sender.organisation }}'), { formats: ['pdf'] }), smallRecord))).toBe(1);
  });
});
