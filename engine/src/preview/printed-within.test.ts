import { expect, it, vi } from 'vitest';
import { smallBundle, smallRecord } from '../../test/bundles.ts';
import { compile } from '../compose.ts';
import { printedWithin } from './printed-within.ts';

// PDFium is compiled first.
vi.setConfig({ testTimeout: 30_000 });

async function letter(): Promise<Uint8Array> {
  const white = '<svg viewBox="0 0 10 10"><rect width="10" height="10" fill="#ffffff"/></svg>';
  const bundle = smallBundle([
    { type: 'paragraph', text: 'Dear reader' },
    { type: 'image', asset: 'white', width: 40, alt: 'Nothing' },
    { type: 'pageBreak' },
    { type: 'paragraph', text: 'Second page' },
  ]);
  const program = await compile({ ...bundle, assets: { ...bundle.assets, white: new TextEncoder().encode(white) } }, { formats: ['pdf'] });
  const rendition = program.compose(smallRecord, 'pdf');
  if (rendition.format !== 'pdf') throw new Error('no letter');
  return rendition.bytes;
}

it('says what is printed within areas, on the pages that they are on, with its place in millimetres', async () => {
  const pdf = await letter();
  const upper = { x: 0, y: 95, width: 210, height: 10 };
  const found = await printedWithin(pdf, [
    { pages: 'first', ...upper },
    { pages: 'all', ...upper },
    // What is white is not printed.
    { pages: 'first', x: 25, y: 106, width: 40, height: 30 },
    { pages: 'all', x: 0, y: 95, width: 24, height: 10 },
  ]);
  expect(found.map(({ page, area, text }) => [page, area, text])).toEqual([
    [1, 0, 'Dear reader'],
    [1, 1, 'Dear reader'],
    [2, 1, 'Second page'],
  ]);
  const { x, y, width, height } = found[0]!;
  expect(x).toBeGreaterThan(24.9);
  expect(x).toBeLessThan(26);
  expect(y).toBeGreaterThan(97);
  expect(y + height).toBeLessThan(104);
  expect(width).toBeGreaterThan(15);
  expect(width).toBeLessThan(25);
});
