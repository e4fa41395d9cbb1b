import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { smallBundle, smallRecord } from '../../../test/bundles.ts';
import { compile } from '../../compose.ts';
import { preflight } from '../../preflight/preflight.ts';
import type { Node } from '../../template/model.ts';
import { concat } from './objects.ts';
import { type PdfContext, preparePdf } from './prepare-pdf.ts';
import { createPrintStream, type PieceEntry, type PieceFacts, type PrintStreamOptions } from './print-stream.ts';
import { ForeignPdfError } from './read-own-pdf.ts';
import { splitPrintStream } from './split-print-stream.ts';
import { findFaults } from './testing/conformance.ts';
import { popplerInfo, popplerPixels, popplerStructure, popplerText, qpdfCheck, qpdfObjects } from './testing/readers.ts';
import { REPERTOIRE, type SampleType, sampleLetter, sampleType } from './testing/sample-documents.ts';
import { writePdf } from './write-pdf.ts';

const logo = readFileSync(new URL('../../../../examples/shop/assets/logo.png', import.meta.url));

// The readers are programs of their own, which take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let type: SampleType;
let context: PdfContext;
/** A letter with fields, an enclosure and an attached file. */
let rich: Uint8Array;

beforeAll(async () => {
  type = await sampleType();
  const faces = [type.regular, type.bold].map((face) => ({ face, words: type.words(face, REPERTOIRE) }));
  context = preparePdf({ faces, images: { logo } });
  const body: Node[] = [
    { type: 'paragraph', text: 'Rich letter' },
    { type: 'field', kind: 'text', name: 'a', label: 'Field', value: "'filled in'" },
    {
      type: 'field',
      kind: 'radio',
      name: 'b',
      label: 'Choose',
      value: "'y'",
      options: [
        { value: 'y', label: 'Yes' },
        { value: 'n', label: 'No' },
      ],
    },
    { type: 'enclosure', asset: 'given', title: 'Given' },
  ];
  const bundle = smallBundle(body);
  const program = await compile({ ...bundle, assets: { ...bundle.assets, given: letter('Enclosed', 2) } }, { formats: ['pdf'] });
  const rendition = program.compose(smallRecord, 'pdf', {
    attachments: [{ name: 'a.txt', mediaType: 'text/plain', relationship: 'Data', bytes: new Uint8Array([65]) }],
  });
  if (rendition.format === 'pdf') rich = rendition.bytes;
});

const letter = (name: string, rows: number): Uint8Array => writePdf(context, sampleLetter(type, name, rows));

async function join(
  pieces: readonly Uint8Array[],
  options: Partial<PrintStreamOptions> = {},
  facts: (i: number) => PieceFacts = () => ({}),
) {
  const chunks: Uint8Array[] = [];
  const stream = createPrintStream((chunk) => void chunks.push(chunk), { title: 'Run 7', language: 'en', ...options });
  const entries: PieceEntry[] = [];
  for (const [i, piece] of pieces.entries()) entries.push(await stream.append(piece, facts(i)));
  await stream.finish();
  return { pdf: concat(chunks), entries };
}

/** What a document says and shows: text, structure, pixels of its first page. */
async function faceOf(pdf: Uint8Array) {
  const structure = (await popplerStructure(pdf)).replace(/Object \d+ 0/g, 'Object');
  return { text: await popplerText(pdf), structure, pixels: (await popplerPixels(pdf)).ppm.toString('base64') };
}

describe('a print stream that is split', () => {
  it('gives the documents that went in, in text, structure and picture', async () => {
    const pieces = [letter('Anna', 3), letter('Łuc Ørsted', 60), rich, letter('Cid', 1)];
    const split = [...splitPrintStream((await join(pieces, { duplex: true })).pdf)];
    expect(split).toHaveLength(4);
    for (const [i, { pdf, piece }] of split.entries()) {
      expect(piece).toBe(i + 1);
      expect(await qpdfCheck(pdf)).toContain('No syntax or stream encoding errors');
      expect(await faceOf(pdf)).toEqual(await faceOf(pieces[i]!));
    }
  });

  it('and merged again is the same stream in text, structure and picture', async () => {
    const { pdf } = await join([letter('Anna', 3), rich, letter('Ben', 60)]);
    const again = await join([...splitPrintStream(pdf)].map((piece) => piece.pdf));
    expect(await faceOf(again.pdf)).toEqual(await faceOf(pdf));
    expect(again.pdf.length).toBeLessThan(pdf.length * 1.05);
  });

  it('gives documents that keep to PDF/A-2a and PDF/UA-1', async () => {
    const { pdf } = await join([letter('Anna', 3), letter('Ben', 60)]);
    for (const piece of splitPrintStream(pdf)) expect(await findFaults(piece.pdf)).toEqual([]);
  });

  it('tells what was kept with each piece', async () => {
    const { pdf } = await join([letter('Anna', 1), letter('Ben', 1)], {}, (i) => ({ Reference: `(${i}) ä`, Title: `Letter ${i}` }));
    const split = [...splitPrintStream(pdf)];
    expect(split.map(({ facts }) => facts)).toEqual([
      { Reference: '(0) ä', Title: 'Letter 0' },
      { Reference: '(1) ä', Title: 'Letter 1' },
    ]);
    expect(await popplerInfo(split[1]!.pdf)).toMatch(/Title: +Letter 1/);
  });

  it('is refused when it is no print stream', () => {
    expect(() => [...splitPrintStream(letter('Anna', 1))]).toThrow(ForeignPdfError);
    expect(() => [...splitPrintStream(new Uint8Array(10))]).toThrow(ForeignPdfError);
  });
});

describe('the index of a print stream', () => {
  it('has the place, the address and the weight of each piece', async () => {
    const address = ['Ada Lovelace', '1 High Street'];
    const { pdf, entries } = await join([letter('Anna', 1), letter('Ben', 60)], { duplex: true, paper: { grams: 80 } }, () => ({
      address,
    }));
    expect(entries[0]).toMatchObject({ piece: 1, pages: 2, sheets: 1, address });
    // A sheet of A4 is a sixteenth of a square metre.
    expect(entries[0]!.grams).toBeCloseTo(5, 1);
    expect(entries[1]!.offset).toBeGreaterThan(entries[0]!.offset);
    expect(entries[1]!.offset).toBeLessThan(pdf.length);
    expect(await qpdfObjects(pdf)).toMatch(/\/Address \[\s*\(Ada Lovelace\)\s*\(1 High Street\)\s*\]/);
  });
});

describe('a print stream of letters with fields, enclosures and files', () => {
  it('is clean, has given pages once, and no forms or files', async () => {
    const { pdf } = await join([rich, rich, rich]);
    expect(await qpdfCheck(pdf)).toContain('No syntax or stream encoding errors');
    expect(await findFaults(pdf)).toEqual([]);
    expect((await popplerText(pdf)).match(/filled in/g)).toHaveLength(3);
    const objects = await qpdfObjects(pdf);
    expect(objects).not.toMatch(/AcroForm|EmbeddedFile/);
    expect(pdf.length).toBeLessThan(rich.length * 1.3);
  });
});

describe('a print stream of letters with footnotes', () => {
  it('tells the notes of all pieces apart, and gives them their own names again', async () => {
    const note: Node = {
      type: 'paragraph',
      text: [
        { type: 'text', text: 'Text' },
        { type: 'footnote', text: 'A note' },
      ],
    };
    const program = await compile(smallBundle([note]), { formats: ['pdf'] });
    const rendition = program.compose(smallRecord, 'pdf');
    if (rendition.format !== 'pdf') throw new Error('no PDF');
    const { pdf } = await join([rendition.bytes, rendition.bytes]);
    const names = async (file: Uint8Array) => [...(await qpdfObjects(file)).matchAll(/\/ID \(([^)]*)\)/g)].map(([, id]) => id);
    expect(await names(pdf)).toEqual(['000000001-note-1', '000000002-note-1']);
    expect(await qpdfObjects(pdf)).toMatch(/\/IDTree <<\s*\/Kids/);
    for (const piece of splitPrintStream(pdf)) expect(await names(piece.pdf)).toEqual(['note-1']);
    for (const file of [pdf, ...[...splitPrintStream(pdf)].map((piece) => piece.pdf)]) {
      expect(preflight(file, { profiles: ['ua1', '2a'] }).flatMap(({ findings }) => findings)).toEqual([]);
    }
  });
});
