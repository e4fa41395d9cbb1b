import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { concat } from './objects.ts';
import { type PdfContext, preparePdf } from './prepare-pdf.ts';
import { createPrintStream, type PieceEntry, type PrintStreamOptions, type PrintStreamTotals } from './print-stream.ts';
import { ForeignPdfError } from './read-own-pdf.ts';
import { ghostscriptComplaints, mupdfText, popplerStructure, popplerText, qpdfCheck, qpdfObjects } from './testing/readers.ts';
import { REPERTOIRE, type SampleType, sampleLetter, sampleType } from './testing/sample-documents.ts';
import { writePdf } from './write-pdf.ts';

const logo = readFileSync(new URL('../../../../examples/shop/assets/logo.png', import.meta.url));

// The readers are programs of their own, which take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let type: SampleType;
let context: PdfContext;

beforeAll(async () => {
  type = await sampleType();
  const faces = [type.regular, type.bold].map((face) => ({ face, words: type.words(face, REPERTOIRE) }));
  context = preparePdf({ faces, images: { logo } });
});

const letter = (name: string, rows: number): Uint8Array => writePdf(context, sampleLetter(type, name, rows));

async function join(pieces: Iterable<Uint8Array>, options: Partial<PrintStreamOptions> = {}) {
  const chunks: Uint8Array[] = [];
  const stream = createPrintStream((chunk) => void chunks.push(chunk), { title: 'Run 7', language: 'en', ...options });
  const entries: PieceEntry[] = [];
  for (const piece of pieces) entries.push(await stream.append(piece, { Reference: String(entries.length + 1) }));
  const totals: PrintStreamTotals = await stream.finish();
  return { pdf: concat(chunks), entries, totals };
}

describe('a print stream', () => {
  it('of 2,000 documents is clean, has every word of every piece, and is far smaller than their sum', { timeout: 300_000 }, async () => {
    let sum = 0;
    function* pieces() {
      for (let i = 1; i <= 2000; i++) {
        const pdf = letter(`Customer${i} Łuc${i}`, i % 40 === 0 ? 60 : 3);
        sum += pdf.length;
        yield pdf;
      }
    }
    const { pdf, entries, totals } = await join(pieces());
    expect(totals).toEqual({
      pieces: 2000,
      pages: entries.at(-1)!.firstPage + entries.at(-1)!.pages - 1,
      sheets: totals.pages,
      bytes: pdf.length,
    });
    expect(await qpdfCheck(pdf)).toContain('No syntax or stream encoding errors found');
    const pages = (await popplerText(pdf)).split('\f');
    expect(pages.length - 1).toBe(totals.pages);
    for (const { piece, firstPage } of entries) expect(pages[firstPage - 1]).toContain(`Dear Customer${piece} Łuc${piece}, thank you`);
    expect(pdf.length).toBeLessThan(sum / 4);
  });

  it('has the text of its pieces for MuPDF and Ghostscript as well', async () => {
    const { pdf } = await join([letter('Anna', 3), letter('Ørsted Łuk', 60), letter('Cid', 1)]);
    const { text, complaints } = await mupdfText(pdf);
    expect(complaints).toBe('');
    for (const name of ['Anna', 'Ørsted Łuk', 'Cid']) expect(text).toContain(`Dear ${name}, thank you`);
    expect(await ghostscriptComplaints(pdf)).toBe('');
  });

  it('keeps the structure of all pieces under one root', async () => {
    const { pdf } = await join([letter('Anna', 3), letter('Ben', 60), letter('Cid', 1)]);
    const structure = (await popplerStructure(pdf)).replace(/\s+/g, ' ');
    expect(structure.match(/H1 \(block\) "Your invoice"/g)).toHaveLength(3);
    expect(structure).toMatch(/"Dear Anna, .*"Dear Ben, .*"White hanging heart T-light holder 60".*"Dear Cid, /);
    expect(structure.match(/Link \(inline\) "our site "/g)).toHaveLength(3);
  });

  it('numbers the parents of marked content so that each page finds its own', async () => {
    const { pdf } = await join([letter('Anna', 60), letter('Ben', 2)]);
    const objects = await qpdfObjects(pdf);
    const keys = [...objects.matchAll(/\/StructParents (\d+)/g)].map(([, key]) => Number(key)).sort((a, b) => a - b);
    expect(keys).toEqual([0, 1, 3]);
    expect([...objects.matchAll(/\/StructParent (\d+)/g)].map(([, key]) => Number(key)).sort((a, b) => a - b)).toEqual([2, 4]);
    expect(objects).toMatch(/\/ParentTreeNextKey 5/);
  });

  it('writes fonts, images and colour profile once', async () => {
    const { pdf } = await join(Array.from({ length: 20 }, (_, i) => letter(`Name ${i}`, 5)));
    const objects = await qpdfObjects(pdf);
    expect(objects.match(/\/FontFile2 /g)).toHaveLength(2);
    expect(objects.match(/\/Subtype \/Image/g)).toHaveLength(2);
    expect(objects.match(/\/N 3\b/g)).toHaveLength(1);
  });

  it('for both sides of the paper begins each piece on a front side', async () => {
    const { pdf, entries, totals } = await join([letter('One', 1), letter('Two', 60), letter('Three', 1)], { duplex: true });
    expect(entries.map(({ firstPage, pages, firstSheet, sheets }) => [firstPage, pages, firstSheet, sheets])).toEqual([
      [1, 2, 1, 1],
      [3, 2, 2, 1],
      [5, 2, 3, 1],
    ]);
    expect(totals).toMatchObject({ pieces: 3, pages: 6, sheets: 3 });
    expect(await qpdfCheck(pdf)).toContain('No syntax');
    const pages = (await popplerText(pdf)).split('\f');
    expect(pages[1]?.trim()).toBe('');
    expect(pages[4]).toContain('Dear Three');
  });

  it('tells which pages are a piece in its document parts', async () => {
    const { pdf } = await join([letter('One', 1), letter('Two', 60)]);
    const objects = await qpdfObjects(pdf);
    expect(objects.match(/\/DPM <</g)).toHaveLength(2);
    expect(objects).toMatch(/\/Reference \(2\)/);
    expect(objects).toMatch(/\/DPartRootNode/);
  });

  it('is the same for the same pieces', async () => {
    const pieces = [letter('One', 1), letter('Two', 60)];
    expect(Buffer.from((await join(pieces)).pdf).equals(Buffer.from((await join(pieces)).pdf))).toBe(true);
  });

  it('refuses a PDF that is not ours and goes on', async () => {
    const chunks: Uint8Array[] = [];
    const stream = createPrintStream((chunk) => void chunks.push(chunk), { title: 'Run', language: 'en' });
    await expect(stream.append(new TextEncoder().encode('%PDF-1.4\nnothing of ours\n%%EOF\n'))).rejects.toThrow(ForeignPdfError);
    const cut = letter('Cut', 1);
    await expect(stream.append(cut.subarray(0, cut.length - 200))).rejects.toThrow(ForeignPdfError);
    await stream.append(letter('Whole', 1));
    await stream.finish();
    expect(await popplerText(concat(chunks))).toContain('Dear Whole');
  });

  it('without any piece is an error', async () => {
    await expect(createPrintStream(() => undefined, { title: 'Run', language: 'en' }).finish()).rejects.toThrow(/at least one/);
  });

  it('waits for a slow sink', async () => {
    let pending = 0;
    let most = 0;
    const sink = async () => {
      most = Math.max(most, ++pending);
      await new Promise((resolve) => setTimeout(resolve, 1));
      pending--;
    };
    const stream = createPrintStream(sink, { title: 'Run', language: 'en' });
    await stream.append(letter('Slow', 1));
    await stream.finish();
    expect(most).toBe(1);
  });
});
