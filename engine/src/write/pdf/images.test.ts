import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ImageError, imageSize } from '../../graphics/image-size.ts';
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

/** The same picture interlaced: every pixel in the pass that Adam7's pattern of eight by eight gives it. */
function interlaced(left: readonly number[], right: readonly number[]): Uint8Array {
  const pattern = ['16462646', '77777777', '56565656', '77777777', '36463646', '77777777', '56565656', '77777777'];
  const rows: number[] = [];
  for (let pass = 1; pass <= 7; pass++) {
    for (let y = 0; y < 20; y++) {
      const row = Array.from({ length: 40 }, (_, x) => x).filter((x) => pattern[y % 8]![x % 8] === String(pass));
      if (row.length > 0) rows.push(0, ...row.flatMap((x) => (x < 20 ? left : right)));
    }
  }
  const plain = png(left, right, 2);
  const chunk = (type: string, data: Uint8Array): Uint8Array => {
    const out = new Uint8Array(data.length + 12);
    new DataView(out.buffer).setUint32(0, data.length);
    out.set(new TextEncoder().encode(type), 4);
    out.set(data, 8);
    return out;
  };
  const header = plain.slice(16, 29);
  header[12] = 1;
  const parts = [
    plain.subarray(0, 8),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Uint8Array.from(rows))),
    chunk('IEND', new Uint8Array()),
  ];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** A JPEG, red to the left and green to the right, by an independent encoder that the tests need anyway. */
function jpeg(device = 'jpeg'): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-jpeg-'));
  const program = '1 0 0 setrgbcolor 0 0 20 20 rectfill 0 1 0 setrgbcolor 20 0 20 20 rectfill showpage';
  const options = ['-q', '-dNOPAUSE', '-dBATCH', `-sDEVICE=${device}`, '-r72', '-g40x20', `-sOutputFile=${folder}/a.jpg`, '-c', program];
  execFileSync('gs', options);
  return readFileSync(join(folder, 'a.jpg'));
}

/** The JPEG with the Exif data of a camera that was held like this. */
function turned(orientation: number): Uint8Array {
  const exif = [
    0xff,
    0xe1,
    0,
    34,
    0x45,
    0x78,
    0x69,
    0x66,
    0,
    0,
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const plain = jpeg();
  return Uint8Array.from([...plain.subarray(0, 2), ...exif, ...plain.subarray(2)]);
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
    const [left, right] = await colorsOf(jpeg());
    expect(left![0]).toBeGreaterThan(240);
    expect(right![1]).toBeGreaterThan(240);
    expect(left![1]).toBeLessThan(20);
  });

  it('interlaced are put together', async () => {
    expect(await colorsOf(interlaced([255, 0, 0], [0, 255, 0]))).toEqual([
      [255, 0, 0],
      [0, 255, 0],
    ]);
  });

  it.each([
    [1, 'red', 'green'],
    [2, 'green', 'red'],
    [3, 'green', 'red'],
    [4, 'red', 'green'],
    [5, 'red', 'red'],
    [6, 'red', 'red'],
    [7, 'green', 'green'],
    [8, 'green', 'green'],
  ])('of a camera held in way %d stand upright', async (orientation, left, right) => {
    const bytes = turned(orientation);
    const seen = (await colorsOf(bytes)).map(([r = 0, g = 0]) => (r > g ? 'red' : 'green'));
    expect(seen).toEqual([left, right]);
    const { width, height } = imageSize('picture', bytes);
    expect([width, height]).toEqual(orientation < 5 ? [40, 20] : [20, 40]);
  });

  it('in CMYK keep the colours of their profile', async () => {
    const [left, right] = await colorsOf(jpeg('jpegcmyk'));
    expect(left![0]! - left![1]!).toBeGreaterThan(120);
    expect(right![1]! - right![0]!).toBeGreaterThan(80);
  });

  it('in CMYK without a profile are refused', () => {
    const bytes = Uint8Array.from(jpeg('jpegcmyk'));
    // The profile's marker made one that means nothing.
    for (let i = 0; i < 1000; i++) if (bytes[i] === 0xff && bytes[i + 1] === 0xe2) bytes[i + 1] = 0xef;
    expect(() => preparePdf({ faces: [], images: { picture: bytes } })).toThrow(/CMYK photograph without a colour profile/);
  });

  it('damaged in any way are encoded or refused, never more', () => {
    let seed = 11;
    const random = (below: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    for (const source of [png([1, 2, 3, 9], [4, 5, 6, 200], 6, true), interlaced([1, 2, 3], [4, 5, 6]), turned(6)]) {
      for (let round = 0; round < 400; round++) {
        const bytes = source.slice();
        for (let i = 0; i <= random(3); i++) bytes[random(round % 2 === 0 ? 60 : bytes.length)] = random(256);
        const cut = random(5) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes;
        try {
          preparePdf({ faces: [], images: { picture: cut } });
        } catch (error) {
          expect(error).toBeInstanceOf(ImageError);
        }
      }
    }
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
