import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { smallBundle } from '../../test/bundles.ts';
import { compile } from '../compose.ts';
import type { Barcode } from '../template/model.ts';
import { barcodePath, prepareBarcodes } from './barcode.ts';

// The picture is made by a program of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  await prepareZXingModule({ overrides: { wasmBinary: readFileSync(file).buffer as ArrayBuffer }, fireImmediately: true });
});

/** What an independent reader sees in the printed letter, and what the letter says. */
async function seen(barcode: Partial<Barcode>, payload: string) {
  const node = { type: 'barcode', payload: 'name', alt: 'A code', width: 50, ...barcode } as Barcode;
  const program = await compile(smallBundle([node], { languages: ['en'] }), { formats: ['pdf'] });
  const letter = program.compose({ name: payload, total: '1' }, 'pdf');
  if (letter.format !== 'pdf') throw new Error('no letter');
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-code-'));
  try {
    writeFileSync(join(folder, 'letter.pdf'), letter.bytes);
    execFileSync('pdftoppm', ['-r', '200', '-png', '-singlefile', join(folder, 'letter.pdf'), join(folder, 'page')]);
    const codes = await readBarcodes(readFileSync(join(folder, 'page.png')), { tryHarder: true });
    return { codes: codes.map(({ format, text }) => [format.replace(/[^A-Za-z0-9]/g, ''), text]), diagnostics: letter.diagnostics };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a printed barcode is read by an independent reader', () => {
  it.each([
    [{ symbology: 'qr' }, 'Größe 5 € – 漢字', 'QRCode'],
    [{ symbology: 'datamatrix', width: 20 }, 'Überweisung 2026', 'DataMatrix'],
    [{ symbology: 'aztec', width: 20 }, 'Aztec für alle', 'Aztec'],
    [{ symbology: 'pdf417', width: 60 }, 'PDF417 übers Land', 'PDF417'],
    [{ symbology: 'code128', text: true }, 'ABC-123456', 'Code128'],
    [{ symbology: 'code128', height: 8 }, '00340434161094042557', 'Code128'],
    [{ symbology: 'ean13', text: true }, '4006381333931', 'EAN13'],
    [{ symbology: 'ean8' }, '96385074', 'EAN8'],
    // A UPC-A is an EAN-13 that begins with 0.
    [{ symbology: 'upca' }, '012345678905', 'EAN13', '0012345678905'],
    [{ symbology: 'itf14', width: 80 }, '04601234567893', 'ITF'],
  ] as const)('%o of %s', async (barcode, payload, format, expected: string = payload) => {
    const { codes, diagnostics } = await seen(barcode, payload);
    expect(diagnostics).toEqual([]);
    expect(codes).toHaveLength(1);
    expect(codes[0]![0]!.startsWith(format)).toBe(true);
    expect(codes[0]![1]).toBe(expected);
  });

  it('also with the Swiss cross in its middle', async () => {
    const payload = ['SPC', '0200', '1', 'CH4431999123000889012', ...'x'.repeat(300).match(/.{30}/g)!].join('\n');
    const { codes } = await seen({ symbology: 'qr', width: 46, overlay: 'swiss-cross' }, payload);
    expect(codes).toEqual([['QRCode', payload]]);
  });

  it('and is warned of where printers would fail', async () => {
    const { diagnostics } = await seen({ symbology: 'qr', width: 12 }, 'x'.repeat(400));
    expect(diagnostics.map(({ code }) => code)).toEqual(['layout.barcode-too-fine']);
  });
});

describe('an Intelligent Mail barcode', () => {
  /** The examples of USPS-B-3200. */
  it.each([
    ['01234567094987654321', 'ATTFATTDTTADTAATTDTDTATTDAFDDFADFDFTFFFFFTATFAAAATDFFTDAADFTFDTDT'],
    ['0123456709498765432101234', 'DTTAFADDTTFTDTFTFDTDDADADAFADFATDDFTAAAFDTTADFAAATDFDTDFADDDTDFFT'],
    ['01234567094987654321012345678', 'ADFTTAFDTTTTFATTADTAAATFTFTATDAAAFDDADATATDTDTTDFDTDATADADTDFFTFA'],
    ['0123456709498765432101234567891', 'AADTFFDFTDADTAADAATFDTDDAAADDTDTTDAFADADDDTFFFDDTTTADFAAADFTDAADA'],
  ])('of %s has the bars of the specification', async (payload, expected) => {
    await prepareBarcodes(['intelligentMail']);
    const { rectangles, height } = barcodePath('intelligentMail', payload);
    const bars = new Map<number, [number, number]>();
    for (let i = 0; i < rectangles.length; i += 4) {
      const [x = 0, y = 0, , h = 0] = rectangles.slice(i, i + 4);
      const known = bars.get(x) ?? [y, y + h];
      bars.set(x, [Math.min(known[0], y), Math.max(known[1], y + h)]);
    }
    const letters = [...bars]
      .sort(([a], [b]) => a - b)
      .map(([, [top, bottom]]) => 'TDAF'[(top === 0 ? 2 : 0) + (bottom === height ? 1 : 0)]);
    expect(letters.join('')).toBe(expected);
  });
});
