import { beforeAll, describe, expect, it, vi } from 'vitest';
import { preparePdf } from './prepare-pdf.ts';
import { ghostscriptComplaints, mupdfText, popplerPixels, qpdfCheck } from './testing/readers.ts';
import { SampleDocument, type SampleType, sampleType } from './testing/sample-documents.ts';
import { writePdf } from './write-pdf.ts';

// The readers are programs of their own, which take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let type: SampleType;
beforeAll(async () => {
  type = await sampleType();
});

/** Colours on a white page of the places of an SVG of 100 × 100, drawn at 100, 100 in its own size in points. */
async function colorsOf(inner: string, ...places: readonly (readonly [number, number])[]): Promise<number[][]> {
  const bytes = new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${inner}</svg>`);
  const document = new SampleDocument(type);
  document.item({ kind: 'image', owner: null, asset: 'picture', x: 100, y: 100, width: 100, height: 100 });
  const pdf = writePdf(preparePdf({ faces: [], images: { picture: bytes } }), document.laidOut());
  await qpdfCheck(pdf);
  expect((await mupdfText(pdf)).complaints).toBe('');
  expect(await ghostscriptComplaints(pdf)).toBe('');
  const { ppm, complaints } = await popplerPixels(pdf);
  expect(complaints).toBe('');
  const header = /^P6\s(\d+) (\d+)\s255\s/.exec(ppm.subarray(0, 40).toString('latin1'))!;
  return places.map(([x, y]) => [...ppm.subarray(header[0].length + ((y + 100) * Number(header[1]) + x + 100) * 3).subarray(0, 3)]);
}

describe('a drawing in a PDF', () => {
  it('has its shapes at their places, with holes', async () => {
    const inner = '<path fill-rule="evenodd" fill="#f00" d="M0 0H80V80H0zM20 20H60V60H20z"/>';
    expect(await colorsOf(inner, [10, 10], [40, 40], [90, 90])).toEqual([
      [255, 0, 0],
      [255, 255, 255],
      [255, 255, 255],
    ]);
  });

  it('blends a group as a whole', async () => {
    const inner = '<g opacity=".5"><rect width="60" height="60" fill="#f00"/><rect x="30" width="60" height="60" fill="#00f"/></g>';
    const [left, both] = await colorsOf(inner, [10, 10], [45, 10]);
    expect(left).toEqual([255, expect.closeTo(128, -1), expect.closeTo(128, -1)]);
    expect(both).toEqual([expect.closeTo(128, -1), expect.closeTo(128, -1), 255]);
  });

  it('has gradients that change and that fade', async () => {
    const inner =
      '<defs><linearGradient id="c"><stop stop-color="#f00"/><stop offset="1" stop-color="#00f"/></linearGradient>' +
      '<linearGradient id="f"><stop stop-color="#000"/><stop offset="1" stop-color="#000" stop-opacity="0"/></linearGradient></defs>' +
      '<rect width="100" height="50" fill="url(#c)"/><rect y="50" width="100" height="50" fill="url(#f)"/>';
    const [red, blue, dark, faint] = await colorsOf(inner, [3, 20], [96, 20], [3, 80], [96, 80]);
    expect(red![0]).toBeGreaterThan(230);
    expect(blue![2]).toBeGreaterThan(230);
    expect(dark![0]).toBeLessThan(30);
    expect(faint![0]).toBeGreaterThan(225);
  });

  it('keeps inside its clip', async () => {
    const inner = '<clipPath id="k"><circle cx="50" cy="50" r="20"/></clipPath><rect clip-path="url(#k)" width="100" height="100"/>';
    expect(await colorsOf(inner, [50, 50], [10, 10])).toEqual([
      [0, 0, 0],
      [255, 255, 255],
    ]);
  });
});
