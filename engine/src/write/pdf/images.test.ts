import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ImageError } from '../../graphics/image-size.ts';
import { preparePdf } from './prepare-pdf.ts';
import { popplerPixels, qpdfCheck } from './testing/readers.ts';
import { SampleDocument, type SampleType, sampleType } from './testing/sample-documents.ts';
import { writePdf } from './write-pdf.ts';

// The readers are programs of their own, which take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let type: SampleType;
beforeAll(async () => {
  type = await sampleType();
});

/** A picture whose left half is one colour and right half another, written by an independent PNG library. */
function png(left: readonly number[], right: readonly number[], colorType: 0 | 2 | 4 | 6, noise = false): Uint8Array {
  const image = new PNG({ width: 40, height: 20 });
  for (let y = 0; y < 20; y++) {
    for (let x = 0; x < 40; x++) {
      const [r = 0, g = 0, b = 0, a = 255] = x < 20 ? left : right;
      // Many colours at the lower edge, so that the picture does not fit into a palette.
      image.data.set(noise && y === 19 ? [x * 6, 255 - x, x, a] : [r, g, b, a], (y * 40 + x) * 4);
      if (noise && y < 19 && y > 10) image.data.set([r, g, (b + x + y * 9) & 255, a], (y * 40 + x) * 4);
    }
  }
  return PNG.sync.write(image, { colorType });
}

/** Colours on the page to the left and right of the middle of the image, over a blue ground. */
async function colorsOf(bytes: Uint8Array): Promise<number[][]> {
  const context = preparePdf({ faces: [], images: { picture: bytes } });
  const document = new SampleDocument(type);
  document.item({ kind: 'rect', owner: null, x: 0, y: 0, width: 600, height: 850, fill: '#0000ff' });
  document.item({ kind: 'image', owner: null, asset: 'picture', x: 100, y: 100, width: 200, height: 100 });
  const pdf = writePdf(context, document.laidOut());
  await qpdfCheck(pdf);
  const { ppm, complaints } = await popplerPixels(pdf);
  expect(complaints).toBe('');
  const header = /^P6\s(\d+) (\d+)\s255\s/.exec(ppm.subarray(0, 40).toString('latin1'))!;
  const pixel = (x: number, y: number) => [...ppm.subarray(header[0].length + (y * Number(header[1]) + x) * 3).subarray(0, 3)];
  return [pixel(150, 120), pixel(250, 120)];
}

describe('images', () => {
  it('keep their colours', async () => {
    expect(await colorsOf(png([255, 0, 0], [0, 255, 0], 2))).toEqual([
      [255, 0, 0],
      [0, 255, 0],
    ]);
  });

  it('in gray stay gray', async () => {
    expect(await colorsOf(png([64, 64, 64], [200, 200, 200], 0))).toEqual([
      [64, 64, 64],
      [200, 200, 200],
    ]);
  });

  it.each([
    ['few', false],
    ['many', true],
  ])('of %s colours let the ground through where they are transparent', async (_, noise) => {
    expect(await colorsOf(png([255, 0, 0, 255], [0, 255, 0, 0], 6, noise))).toEqual([
      [255, 0, 0],
      [0, 0, 255],
    ]);
  });

  it('in gray with opacity do too', async () => {
    expect(await colorsOf(png([64, 64, 64, 0], [200, 200, 200, 255], 4))).toEqual([
      [0, 0, 255],
      [200, 200, 200],
    ]);
  });

  it('as JPEG go in unchanged', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'posthorn-jpeg-'));
    // Ghostscript makes the JPEG: an independent encoder that the tests need anyway.
    const program = '1 0 0 setrgbcolor 0 0 20 20 rectfill 0 1 0 setrgbcolor 20 0 20 20 rectfill showpage';
    const options = ['-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=jpeg', '-r72', '-g40x20', `-sOutputFile=${folder}/a.jpg`, '-c', program];
    execFileSync('gs', options);
    const jpeg = readFileSync(join(folder, 'a.jpg'));
    const [left, right] = await colorsOf(jpeg);
    expect(left![0]).toBeGreaterThan(240);
    expect(right![1]).toBeGreaterThan(240);
    expect(left![1]).toBeLessThan(20);
  });

  it.each([
    ['that is none', new TextEncoder().encode('hello, I am no picture at all, but a text')],
    ['that is cut off', png([1, 2, 3], [4, 5, 6], 2).subarray(0, 60)],
    ['with damaged data', png([1, 2, 3], [4, 5, 6], 2).map((byte, i) => (i > 50 && i < 60 ? 0xff : byte))],
    ['that claims to be enormous', png([1, 2, 3], [4, 5, 6], 2).map((byte, i) => (i >= 16 && i < 24 ? 0x7f : byte))],
    ['that claims more rows than it has', png([1, 2, 3], [4, 5, 6], 2).map((byte, i) => (i === 23 ? 200 : byte))],
    ['that claims fewer rows than it has', png([1, 2, 3], [4, 5, 6], 2).map((byte, i) => (i === 23 ? 2 : byte))],
  ])('%s are refused with a hint', (_, bytes) => {
    const attempt = () => preparePdf({ faces: [], images: { picture: bytes } });
    expect(attempt).toThrow(ImageError);
    expect(attempt).toThrow(/“picture”/);
  });
});
