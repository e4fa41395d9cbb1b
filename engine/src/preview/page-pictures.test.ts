import { PNG } from 'pngjs';
import { describe, expect, it, vi } from 'vitest';
import { smallBundle, smallRecord } from '../../test/bundles.ts';
import { compile } from '../compose.ts';
import { pagePictures } from './page-pictures.ts';

// PDFium is compiled first.
vi.setConfig({ testTimeout: 30_000 });

async function letter(): Promise<Uint8Array> {
  const red = '<svg viewBox="0 0 10 10"><rect width="10" height="10" fill="#ff0000"/></svg>';
  const bundle = smallBundle([
    { type: 'image', asset: 'red', width: 50, alt: 'A red square' },
    { type: 'pageBreak' },
    { type: 'paragraph', text: 'x' },
  ]);
  const program = await compile({ ...bundle, assets: { ...bundle.assets, red: new TextEncoder().encode(red) } }, { formats: ['pdf'] });
  const rendition = program.compose(smallRecord, 'pdf');
  if (rendition.format !== 'pdf') throw new Error('no letter');
  return rendition.bytes;
}

describe('pictures of pages', () => {
  it('show what is on them, in their size', async () => {
    const pictures = await pagePictures(await letter(), { dpi: 72 });
    expect(pictures.map(({ page, width, height }) => [page, width, height])).toEqual([
      [1, 595, 841],
      [2, 595, 841],
    ]);
    const { data, width } = PNG.sync.read(Buffer.from(pictures[0]!.png));
    const pixel = (x: number, y: number): number[] => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)];
    expect(pixel(100, 300)).toEqual([255, 0, 0]);
    expect(pixel(300, 300)).toEqual([255, 255, 255]);
  });

  it('are made only of the pages asked for', async () => {
    const pictures = await pagePictures(await letter(), { dpi: 36, pages: [2, 7] });
    expect(pictures.map(({ page, width }) => [page, width])).toEqual([[2, 297]]);
  });

  it('cannot be made of what is no PDF', async () => {
    await expect(pagePictures(new TextEncoder().encode('hello'))).rejects.toThrow();
  });
});
