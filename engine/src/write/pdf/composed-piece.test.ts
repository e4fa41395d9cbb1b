import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ByteWriter } from './byte-writer.ts';
import { concat } from './objects.ts';
import { type PdfContext, preparePdf } from './prepare-pdf.ts';
import { createPrintStream, type PieceEntry } from './print-stream.ts';
import { ForeignPdfError } from './read-own-pdf.ts';
import { relocate } from './relocate.ts';
import { splitPrintStream } from './split-print-stream.ts';
import { findFaults } from './testing/conformance.ts';
import {
  ghostscriptComplaints,
  mupdfText,
  popplerPixels,
  popplerStructure,
  popplerText,
  qpdfCheck,
  qpdfObjects,
} from './testing/readers.ts';
import { node, REPERTOIRE, SampleDocument, type SampleType, sampleLetter, sampleType } from './testing/sample-documents.ts';
import { writePdf } from './write-pdf.ts';
import { type WrittenPiece, writePiece } from './write-piece.ts';

const logo = readFileSync(new URL('../../../../examples/shop/assets/logo.png', import.meta.url));

// The readers are programs of their own, which take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let type: SampleType;
let context: PdfContext;

beforeAll(async () => {
  type = await sampleType();
  context = newContext();
});

function newContext(): PdfContext {
  const faces = [type.regular, type.bold].map((face) => ({ face, words: type.words(face, REPERTOIRE) }));
  return preparePdf({ faces, images: { logo } });
}

/** Names and lengths of letters; the second has letters that the base fonts lack. */
const letters: readonly (readonly [name: string, rows: number])[] = [
  ['Anna', 3],
  ['Łuc (7 0 R)', 42],
  ['Cid', 1],
];

const piecesBy = (made: PdfContext): WrittenPiece[] => letters.map(([name, rows]) => writePiece(made, sampleLetter(type, name, rows))!);
const pdfs = (): Uint8Array[] => letters.map(([name, rows]) => writePdf(context, sampleLetter(type, name, rows)));

/** The structure, without the numbers of objects. */
const structureOf = async (pdf: Uint8Array): Promise<string> => (await popplerStructure(pdf)).replace(/Object \d+/g, 'Object');

async function join(pieces: readonly (WrittenPiece | Uint8Array)[], duplex = false) {
  const chunks: Uint8Array[] = [];
  const stream = createPrintStream((chunk) => void chunks.push(chunk), { title: 'Run 7', language: 'en', duplex });
  const entries: PieceEntry[] = [];
  for (const [i, piece] of pieces.entries()) {
    if (!(piece instanceof Uint8Array)) stream.share(piece.shared);
    entries.push(await stream.append(piece instanceof Uint8Array ? piece : piece.bytes, { Reference: `R${i}`, address: ['Anna', 'Bath'] }));
  }
  const totals = await stream.finish();
  return { pdf: concat(chunks), entries, totals };
}

describe('a print stream of composed pieces', () => {
  it('says, shows and structures what one of whole PDFs does, with letters that are rare and links', async () => {
    const [composed, copied] = [await join(piecesBy(context)), await join(pdfs())];
    expect(await popplerText(composed.pdf)).toBe(await popplerText(copied.pdf));
    expect(await structureOf(composed.pdf)).toBe(await structureOf(copied.pdf));
    for (const page of [1, 2, 4]) {
      const [one, other] = [await popplerPixels(composed.pdf, page), await popplerPixels(copied.pdf, page)];
      expect(one.ppm.equals(other.ppm), `page ${page}`).toBe(true);
    }
    const places = ({ entries }: typeof composed) => entries.map(({ offset, ...entry }) => entry);
    expect(places(composed)).toEqual(places(copied));
  });

  it('is clean for other readers, conforms, and has what its pieces share once', async () => {
    const { pdf, totals } = await join(piecesBy(context), true);
    expect(totals).toMatchObject({ pieces: 3, pages: 6, sheets: 3, bytes: pdf.length });
    expect(await qpdfCheck(pdf)).toContain('No syntax or stream encoding errors found');
    expect(await findFaults(pdf)).toEqual([]);
    expect((await mupdfText(pdf)).complaints).toBe('');
    expect(await ghostscriptComplaints(pdf)).toBe('');
    const objects = await qpdfObjects(pdf);
    // Two fonts of the program, and one of the second letter's own.
    expect(objects.match(/\/FontFile2 /g)).toHaveLength(3);
    expect(objects.match(/\/Subtype \/Image/g)).toHaveLength(2);
    const keys = [...objects.matchAll(/\/StructParents? (\d+)/g)].map(([, key]) => Number(key)).sort((a, b) => a - b);
    expect(keys).toEqual(Array.from(keys, (_, i) => i));
    expect(objects).toContain(`/ParentTreeNextKey ${keys.length}`);
  });

  it('is the same whoever composed its pieces, and however often that gave what they share', async () => {
    const [own, other] = [piecesBy(context), piecesBy(newContext())];
    const alone = await join(own);
    const mixed = await join([own[0]!, other[1]!, own[2]!]);
    expect(Buffer.from(mixed.pdf).equals(alone.pdf)).toBe(true);
    expect(Buffer.from(own[1]!.bytes).equals(other[1]!.bytes)).toBe(true);
  });

  it('is taken apart into documents that say the same', async () => {
    const split = [...splitPrintStream((await join(piecesBy(context), true)).pdf)];
    const whole = pdfs();
    expect(split.map(({ facts }) => facts.Reference)).toEqual(['R0', 'R1', 'R2']);
    for (const [i, { pdf }] of split.entries()) {
      expect(await popplerText(pdf)).toBe(await popplerText(whole[i]!));
      expect(await structureOf(pdf)).toBe(await structureOf(whole[i]!));
      expect(await findFaults(pdf)).toEqual([]);
    }
  });

  it('takes whole PDFs between its pieces', async () => {
    const [first, , third] = piecesBy(context);
    const { pdf } = await join([first!, pdfs()[1]!, third!]);
    expect(await qpdfCheck(pdf)).toContain('No syntax');
    expect(await popplerText(pdf)).toBe(await popplerText((await join(pdfs())).pdf));
    expect((await qpdfObjects(pdf)).match(/\/Subtype \/Image/g)).toHaveLength(2);
  });

  it('is the same wherever in a buffer its pieces lie', async () => {
    const pieces = piecesBy(context);
    const shifted = pieces.map(({ bytes, shared }, i) => {
      const larger = new Uint8Array(bytes.length + 3 + i);
      larger.set(bytes, 3);
      return { shared, bytes: larger.subarray(3, 3 + bytes.length) };
    });
    expect(Buffer.from((await join(shifted)).pdf).equals((await join(pieces)).pdf)).toBe(true);
  });

  it('refuses a piece that is cut off, or whose resources it was not given, and goes on', async () => {
    const [first] = piecesBy(context);
    const stream = createPrintStream(() => {}, { title: 'Run', language: 'en' });
    await expect(stream.append(first!.bytes)).rejects.toThrow(/shares with others/);
    stream.share(first!.shared);
    for (const length of [1, 3, 8, 11, 12, 13, 40, 200, first!.bytes.length - 1])
      await expect(stream.append(first!.bytes.subarray(0, length))).rejects.toThrow(ForeignPdfError);
    await stream.append(first!.bytes);
    expect(await stream.finish()).toMatchObject({ pieces: 1 });
  });

  it('gets whole PDFs of documents with notes, which others refer to by name', () => {
    const document = new SampleDocument(type);
    const paragraph = document.child(document.root, 'P');
    document.line(paragraph, 'Text', 70, 100);
    document.line(document.child(paragraph, 'Note', { id: 'n1' }), 'A note', 70, 700);
    expect(writePiece(context, document.laidOut())).toBeUndefined();
    expect(node('P').children).toEqual([]);
  });
});

describe('moving a dictionary', () => {
  const moved = (text: string): string => {
    const out = new ByteWriter();
    relocate(out, Buffer.from(text, 'latin1'), 0, text.length, { base: 100, root: 3, top: 9, key: 1000 });
    return Buffer.from(out.view()).toString('latin1');
  };

  it('changes references, the root and keys, and nothing else', () => {
    expect(moved('<</P 3 0 R/Pg 1 0 R/K[4 0 R 5 <</MCID 6/Pg 17 0 R>>]/H1 2>>')).toBe(
      '<</P 9 0 R/Pg 101 0 R/K[104 0 R 5 <</MCID 6/Pg 117 0 R>>]/H1 2>>',
    );
    expect(moved('<</Type/Annot/StructParent 7/Rect[1 0.5 -3 .25]/StructParents 7>>')).toBe(
      '<</Type/Annot/StructParent 1007/Rect[1 0.5 -3 .25]/StructParents 7>>',
    );
  });

  it('leaves strings alone', () => {
    const text = '<</Contents(see 4 0 R \\) 5 0 R \\\\)/Alt<feff0035>/T(<</StructParent 1>>)/E<>/R 4 0 R>>';
    expect(moved(text)).toBe(text.replace(/4 0 R>>$/, '104 0 R>>'));
  });
});
