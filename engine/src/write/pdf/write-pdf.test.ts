import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type PdfContext, preparePdf } from './prepare-pdf.ts';
import {
  ghostscriptComplaints,
  mupdfText,
  popplerInfo,
  popplerPixels,
  popplerStructure,
  popplerText,
  qpdfCheck,
  wordsOf,
} from './testing/readers.ts';
import { REPERTOIRE, SampleDocument, type SampleType, sampleLetter, sampleType } from './testing/sample-documents.ts';
import { writePdf } from './write-pdf.ts';

const logo = readFileSync(new URL('../../../../examples/shop/assets/logo.png', import.meta.url));

// The readers are programs of their own, which take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let type: SampleType;
let context: PdfContext;

beforeAll(async () => {
  type = await sampleType();
  const words = (face: typeof type.regular) => [...type.words(face, REPERTOIRE), ...type.words(face, REPERTOIRE, { tnum: 1 })];
  const faces = [type.regular, type.bold].map((face) => ({ face, words: words(face) }));
  context = preparePdf({ faces, images: { logo } });
});

const write = (build: (document: SampleDocument) => void): Uint8Array => {
  const document = new SampleDocument(type);
  build(document);
  return writePdf(context, document.laidOut());
};

describe('a written letter', () => {
  it('is found clean by qpdf, Ghostscript, poppler and MuPDF', async () => {
    const pdf = writePdf(context, sampleLetter(type, 'Łucja Östergaard', 60));
    expect(await qpdfCheck(pdf)).toContain('No syntax or stream encoding errors found');
    expect(await ghostscriptComplaints(pdf)).toBe('');
    expect((await popplerPixels(pdf)).complaints).toBe('');
    expect((await mupdfText(pdf)).complaints).toBe('');
  });

  it('gives the same words to poppler and MuPDF', async () => {
    const pdf = writePdf(context, sampleLetter(type, 'Łucja Östergaard', 60));
    const poppler = wordsOf(await popplerText(pdf, '-raw'));
    const mupdf = wordsOf((await mupdfText(pdf)).text);
    expect([...poppler].sort()).toEqual([...mupdf].sort());
    expect(poppler.join(' ')).toContain(
      'Dear Łucja Östergaard, thank you for your order. Our office files all of it efficiently; see our site for more.',
    );
    expect(poppler.join(' ')).toContain('White hanging heart T-light holder 60 60.420 €');
  });

  it('reads in its structure as it was laid out, over lines, links and pages', async () => {
    const structure = await popplerStructure(writePdf(context, sampleLetter(type, 'Anna Meier', 60)));
    const flat = structure.replace(/\s+/g, ' ');
    expect(flat).toContain(
      'P (block) "Dear Anna Meier, thank you for your order. Our office files all of it efficiently; see " Link (inline) "our site "',
    );
    expect(flat).toContain('"for more."');
    expect(flat).toContain('/Summary (Items of the invoice)');
    expect(flat).toContain('TH: /Scope /Column "Article"');
    expect(structure.match(/^\s+TR$/gm)).toHaveLength(61);
    expect(flat).toContain('"White hanging heart T-light holder 60"');
    expect(flat).not.toContain('Hollyhock & Wren Ltd');
  });

  it('is the same, byte for byte, for the same document', () => {
    const first = writePdf(context, sampleLetter(type, 'Łucja', 30), { now: '2026-11-21T10:00:00Z' });
    writePdf(context, sampleLetter(type, 'Ørsted Ğ', 3));
    const second = writePdf(context, sampleLetter(type, 'Łucja', 30), { now: '2026-11-21T10:00:00Z' });
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });

  it('is the same from a context prepared anew, whatever was written before', async () => {
    const fresh = await sampleType();
    const faces = [fresh.regular, fresh.bold].map((face) => ({
      face,
      words: [...fresh.words(face, REPERTOIRE), ...fresh.words(face, REPERTOIRE, { tnum: 1 })],
    }));
    const again = writePdf(preparePdf({ faces, images: { logo } }), sampleLetter(fresh, 'Łucja', 30));
    expect(Buffer.from(again).equals(Buffer.from(writePdf(context, sampleLetter(type, 'Łucja', 30))))).toBe(true);
  });

  it('has a different identifier for different content', () => {
    const id = (pdf: Uint8Array) => /\/ID\[<([0-9a-f]{32})>/.exec(Buffer.from(pdf).toString('latin1'))?.[1];
    const one = id(writePdf(context, sampleLetter(type, 'A', 1)));
    expect(one).toBeDefined();
    expect(one).not.toBe(id(writePdf(context, sampleLetter(type, 'B', 1))));
  });

  it('tells its title, author and the moment it was given, and no other date', async () => {
    const dated = await popplerInfo(writePdf(context, sampleLetter(type, 'Öse (Bögen) & Co', 1), { now: '2026-11-21T10:00:00+02:00' }));
    expect(dated).toMatch(/Title: +Invoice for Öse \(Bögen\) & Co/);
    expect(dated).toMatch(/Author: +Hollyhock & Wren Ltd/);
    expect(dated).toMatch(/CreationDate: +Sat Nov 21 08:00:00 2026/);
    const undated = await popplerInfo(writePdf(context, sampleLetter(type, 'A', 1)));
    expect(undated).not.toContain('Date');
    expect(undated).toMatch(/Tagged: +yes/);
  });

  it('weighs no more than 45 KB with two faces and without its logo', () => {
    const pdf = write((document) => {
      for (let line = 0; line < 50; line++) {
        document.line(document.child(document.root, 'P'), `Line ${line} of a letter with a name that nobody has`, 70, 60 + line * 14);
        document.line(document.child(document.root, 'P'), `Sum ${line}.00`, 400, 60 + line * 14, { face: type.bold });
      }
    });
    expect(pdf.length).toBeLessThan(45_000);
  });
});

describe('words', () => {
  it('with ligatures and kerning come out as they were written', async () => {
    const pdf = write((document) => {
      document.line(document.child(document.root, 'P'), 'Office staff AVATAR To. Waffle-fit fjord', 70, 100, { size: 20 });
    });
    expect(wordsOf(await popplerText(pdf)).join(' ')).toBe('Office staff AVATAR To. Waffle-fit fjord');
    expect(wordsOf((await mupdfText(pdf)).text).join(' ')).toBe('Office staff AVATAR To. Waffle-fit fjord');
  });

  it('with letters outside of the repertoire come out too', async () => {
    const text = 'Łódź Ďurčo Şahin Ωmega Привет Ấn';
    const pdf = write((document) => {
      document.line(document.child(document.root, 'P'), text, 70, 100);
    });
    expect(wordsOf(await popplerText(pdf)).join(' ')).toBe(text);
    expect(wordsOf((await mupdfText(pdf)).text).join(' ')).toBe(text);
  });

  it('with combining marks keep their text', async () => {
    const text = 'x\u0303y\u0304 q\u0308';
    const pdf = write((document) => {
      document.line(document.child(document.root, 'P'), `${text} end`, 70, 100);
    });
    expect((await popplerText(pdf)).trim().normalize('NFC')).toBe(`${text} end`.normalize('NFC'));
  });

  it('stand where layout put them, however far apart', async () => {
    const pdf = write((document) => {
      const words = type.words(type.regular, 'one two three');
      document.item({
        kind: 'text',
        owner: document.child(document.root, 'P'),
        face: type.regular,
        size: 10,
        color: '#000000',
        baseline: 100,
        words,
        xs: [70, 200, 400.5],
      });
    });
    const boxes = [...(await popplerText(pdf, '-bbox')).matchAll(/xMin="([\d.]+)"[^>]*>(\w+)</g)].map(
      ([, x, word]) => [word, Number(x)] as const,
    );
    expect(boxes.map(([word]) => word)).toEqual(['one', 'two', 'three']);
    expect(boxes[1]![1]).toBeCloseTo(200, 1);
    expect(boxes[2]![1]).toBeCloseTo(400.5, 1);
  });

  it('spaced out by tracking stay words', async () => {
    const pdf = write((document) => {
      document.line(document.child(document.root, 'P'), 'SPACED', 70, 100, { tracking: 0.8 });
      document.line(document.child(document.root, 'P'), 'normal', 70, 120);
    });
    expect(wordsOf(await popplerText(pdf))).toEqual(['SPACED', 'normal']);
  });

  it('in a face that was not prepared are refused', () => {
    const foreign = { ...type.regular, name: 'other' };
    const words = type.words(type.regular, 'x');
    const line = { kind: 'text', owner: null, face: foreign, size: 10, color: '#000000', baseline: 100, words, xs: [70] } as const;
    expect(() => write((document) => document.item(line))).toThrow(/“other” was not prepared/);
  });

  it('broken at a hyphen are not torn apart by a space', async () => {
    const structure = await popplerStructure(
      write((document) => {
        const paragraph = document.child(document.root, 'P');
        document.line(paragraph, 'Kunden-', 70, 100);
        document.line(paragraph, 'dienst hilft', 70, 114);
        document.line(paragraph, 'immer', 70, 128);
      }),
    );
    expect(structure).toContain('"Kunden-dienst hilft immer"');
  });
});

describe('a hyphen that only the end of a line puts there', () => {
  it('is a soft one to those who read the text, and looks like any other', async () => {
    const broken = (continues?: 'hyphenated') =>
      write((document) => {
        const paragraph = document.child(document.root, 'P');
        document.line(paragraph, 'Der Kunden-', 70, 100, continues === undefined ? {} : { continues });
        document.line(paragraph, 'dienst hilft bei E-', 70, 114);
        document.line(paragraph, 'Mail', 70, 128);
      });
    const pdf = broken('hyphenated');
    expect(await popplerStructure(pdf)).toContain('"Der Kundendienst hilft bei E-Mail"');
    expect((await mupdfText(pdf)).text).toContain('Kunden\u00ad\ndienst hilft bei E-\n');
    expect((await popplerPixels(pdf)).ppm.equals((await popplerPixels(broken())).ppm)).toBe(true);
  });
});

describe('drawings', () => {
  it('appear where they were put, in their colours', async () => {
    const pdf = write((document) => {
      document.item({ kind: 'rect', owner: null, x: 100, y: 200, width: 50, height: 30, fill: '#ff0000' });
      document.item({
        kind: 'path',
        owner: null,
        x: 300,
        y: 400,
        fill: '#0000ff',
        d: 'M 0 0 L 4 0 L 4 4 L 0 4 Z M 1 1 L 1 3 L 3 3 L 3 1 Z',
        scale: 10,
      });
    });
    const { ppm } = await popplerPixels(pdf);
    const header = /^P6\s(\d+) (\d+)\s255\s/.exec(ppm.subarray(0, 40).toString('latin1'))!;
    const pixel = (x: number, y: number) => [...ppm.subarray(header[0].length + (y * Number(header[1]) + x) * 3).subarray(0, 3)];
    expect(pixel(125, 215)).toEqual([255, 0, 0]);
    expect(pixel(125, 195)).toEqual([255, 255, 255]);
    expect(pixel(305, 405)).toEqual([0, 0, 255]);
    expect(pixel(320, 420)).toEqual([255, 255, 255]);
    expect(pixel(335, 435)).toEqual([0, 0, 255]);
  });

  it('with a path that is none are refused', () => {
    expect(() => write((document) => document.item({ kind: 'path', owner: null, x: 0, y: 0, fill: '#000000', d: 'M 1 2 A 3 4' }))).toThrow(
      /something else than M, L, C and Z/,
    );
  });
});
