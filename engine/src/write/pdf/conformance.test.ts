import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { concat } from './objects.ts';
import { type PdfContext, preparePdf } from './prepare-pdf.ts';
import { createPrintStream } from './print-stream.ts';
import { findFaults } from './testing/conformance.ts';
import { REPERTOIRE, SampleDocument, type SampleType, sampleLetter, sampleType } from './testing/sample-documents.ts';
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

/** Damages a file without moving anything in it. */
function damage(pdf: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1');
  expect(text).toContain(from);
  return Buffer.from(text.replace(from, to.padEnd(from.length)), 'latin1');
}

describe('the checked clauses of PDF/A-2a and PDF/UA-1', () => {
  it('hold for a letter with table, link, figure and letters of a supplement', async () => {
    expect(await findFaults(writePdf(context, sampleLetter(type, 'Łucja Östergaard', 60), { now: '2026-11-21T10:00:00Z' }))).toEqual([]);
  });

  it('hold for words that their glyphs do not spell', async () => {
    const document = new SampleDocument(type);
    document.line(document.child(document.root, 'P'), 'x\u0303y\u0304 (q\u0308) \\', 70, 100);
    expect(await findFaults(writePdf(context, document.laidOut()))).toEqual([]);
  });

  it('hold for a print stream', async () => {
    const chunks: Uint8Array[] = [];
    const stream = createPrintStream((chunk) => void chunks.push(chunk), { title: 'Run', language: 'en', duplex: true });
    for (const [name, rows] of [
      ['Anna', 3],
      ['Łuc', 60],
      ['Ben', 1],
    ] as const)
      await stream.append(writePdf(context, sampleLetter(type, name, rows)));
    await stream.finish();
    expect(await findFaults(concat(chunks))).toEqual([]);
  });

  it('are noticed when they are broken', async () => {
    const figure = new SampleDocument(type);
    const paragraph = figure.child(figure.root, 'Figure');
    figure.item({ kind: 'rect', owner: paragraph, x: 1, y: 1, width: 9, height: 9, fill: '#000000' });
    figure.line(figure.child(figure.root, 'H3'), 'Too deep', 70, 100);
    const faults = await findFaults(writePdf(context, figure.laidOut()));
    expect(faults).toEqual([
      expect.stringMatching(/UA 7.3: .*alternative/),
      expect.stringMatching(/UA 7.3: .*bounding/),
      expect.stringMatching(/UA 7.4.2/),
    ]);
    const letter = writePdf(context, sampleLetter(type, 'Anna', 1));
    expect(await findFaults(damage(letter, '<pdfuaid:part>1<', '<pdfuaid:part>7<'))).toEqual([expect.stringMatching(/UA 5/)]);
    expect(await findFaults(damage(letter, '/ToUnicode ', '/Nothing '))).toEqual([expect.stringMatching(/6.2.11.7/)]);
  });
});
