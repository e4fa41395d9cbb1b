import bwip from 'bwip-js/generic';
import { beforeAll, describe, expect, it } from 'vitest';
import { BarcodeError, barcodePath, prepareBarcodes } from './barcode.ts';
import { outlinePath } from './module-grid.ts';
import { qrCode } from './qr-code.ts';

interface Matrix {
  readonly pixs: readonly number[];
  readonly pixx: number;
}

/** The same code by an independent encoder, at level M even where the version would hold more. */
function independent(payload: string, mask: number): Matrix {
  const options = { bcid: 'qrcode', text: payload, eclevel: 'M', fixedeclevel: true, mask: String(mask + 1) };
  return (bwip.raw(options as Parameters<typeof bwip.raw>[0]) as unknown as Matrix[])[0]!;
}

/** Fills the outlines again, module by module, by the non-zero rule. */
function rasterize(d: string, width: number, height: number): number[] {
  const winding = new Array<number>(width * height).fill(0);
  for (const outline of d.split('Z')) {
    const points = [...outline.matchAll(/[ML] (\d+) (\d+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
    points.forEach(([x, y], i) => {
      const [toX, toY] = points[(i + 1) % points.length]!;
      if (x !== toX) return;
      // A vertical edge turns everything to its right inside or outside.
      for (let row = Math.min(y, toY); row < Math.max(y, toY); row++) {
        for (let column = x; column < width; column++) winding[row * width + column]! += toY > y ? -1 : 1;
      }
    });
  }
  return winding.map((value) => (value === 0 ? 0 : 1));
}

describe('a QR code', () => {
  it.each([
    ['one digit', '1'],
    ['digits', '12345678901234567890'],
    ['capitals', 'HELLO WORLD 12'],
    ['letters', 'Hallo Welt'],
    ['lines of text', 'Payment to Hollyhock & Wren\nref. Ab12 Cd34 Ef56\n'.repeat(3)],
    ['500 bytes', 'x'.repeat(500)],
    ['1,200 bytes', 'Ypsilon!'.repeat(150)],
    ['the most bytes', 'z'.repeat(2331)],
  ])('of %s has the modules of an independent encoder, with each mask', (_, payload) => {
    for (let mask = 0; mask < 8; mask++) {
      const { modules, width } = qrCode(payload, mask);
      const { pixs, pixx } = independent(payload, mask);
      expect(width).toBe(pixx);
      expect([...modules]).toEqual([...pixs]);
    }
  });

  it('of letters beyond ASCII holds them as UTF-8', () => {
    const bytes = String.fromCharCode(...new TextEncoder().encode('Größe: 5 € łódź'));
    const options = { bcid: 'qrcode', text: bytes, binarytext: true, eclevel: 'M', fixedeclevel: true, mask: '3' };
    const [expected] = bwip.raw(options as Parameters<typeof bwip.raw>[0]) as unknown as Matrix[];
    expect([...qrCode('Größe: 5 € łódź', 2).modules]).toEqual([...expected!.pixs]);
  });

  it('chooses one of the eight masks by itself, always the same', () => {
    const girocode = 'BCD\n002\n1\nSCT\nBUKBGB22XXX\nHollyhock & Wren Ltd\nGB33BUKB20201555555555\nEUR120.20\n\n\nInvoice 536365';
    const chosen = [...qrCode(girocode).modules];
    expect(chosen).toEqual([...qrCode(girocode).modules]);
    expect(
      [0, 1, 2, 3, 4, 5, 6, 7].filter((mask) => [...qrCode(girocode, mask).modules].every((module, i) => module === chosen[i])),
    ).toHaveLength(1);
  });

  it('too long is refused', () => {
    expect(() => barcodePath('qr', 'z'.repeat(2332))).toThrow(BarcodeError);
  });
});

describe('an outline', () => {
  it('fills exactly the dark modules', () => {
    for (const payload of ['1', 'Hallo Welt', 'x'.repeat(300)]) {
      const grid = qrCode(payload);
      expect(rasterize(outlinePath(grid), grid.width, grid.height)).toEqual([...grid.modules]);
    }
  });

  it('of modules that touch at a corner keeps both', () => {
    const grid = { width: 3, height: 3, modules: Uint8Array.of(1, 0, 1, 0, 1, 0, 1, 0, 1) };
    expect(rasterize(outlinePath(grid), 3, 3)).toEqual([...grid.modules]);
  });
});

describe('other barcodes', () => {
  beforeAll(() => prepareBarcodes(['ean13', 'datamatrix', 'code128']));

  it('are as large as their symbologies say', () => {
    expect(barcodePath('ean13', '4006381333931').width).toBe(95);
    expect(barcodePath('datamatrix', '123456')).toMatchObject({ width: 10, height: 10 });
    // Start, six digits in three pairs, check character, stop: 11 modules each, the stop 13.
    expect(barcodePath('code128', '536365').width).toBe(11 * 5 + 13);
  });

  it.each([
    ['ean13', '123', /12 or 13 digits/],
    ['ean13', '4006381333930', /check digit/i],
    ['code128', '', /empty/],
  ] as const)('%s of “%s” are refused', (symbology, payload, why) => {
    expect(() => barcodePath(symbology, payload)).toThrow(BarcodeError);
    expect(() => barcodePath(symbology, payload)).toThrow(why);
  });
});
