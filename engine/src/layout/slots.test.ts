import { describe, expect, test } from 'vitest';
import { smallBrand, smallBundle, smallRecord } from '../../test/bundles.ts';
import { compile } from '../compose.ts';
import { omrCode } from '../graphics/omr-code.ts';
import type { PdfRendition } from '../letter.ts';
import { findFaults } from '../write/pdf/testing/conformance.ts';
import { layOut } from './layout.ts';
import type { FillSlots } from './slots.ts';
import { BRAND, documentOf, paragraph, sampleContext } from './testing/sample-layout.ts';

const marks = [
  { type: 'slot', name: 'omr', x: 7, y: 100, width: 8, height: 40 },
  { type: 'slot', name: 'matrix', x: 7, y: 160, width: 10, height: 10 },
] as const;
const { first } = BRAND.masters.letter as NonNullable<typeof BRAND.masters.letter>;
const masters = { letter: { size: 'A4', first: { ...first, marks } } } as const;
const context = await sampleContext({ ...BRAND, masters }, ['en']);
const twoPages = [paragraph('line\n'.repeat(40), 'tight')];
const lay = (fillSlots?: FillSlots) => layOut(context, documentOf(twoPages, { duplex: true }), 'letter', fillSlots);
const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

describe('the slots of a page master', () => {
  test('stay empty, and are told with their places', () => {
    const { document } = lay();
    expect(document.pages.map(({ slots }) => slots?.map(({ name }) => name))).toEqual([
      ['omr', 'matrix'],
      ['omr', 'matrix'],
    ]);
    expect(document.pages[0]?.items.filter(({ kind }) => kind !== 'text')).toEqual([]);
  });

  test('get the marks that production gives for each sheet, as artifacts', () => {
    const asked: unknown[] = [];
    const { document } = lay((page) => {
      asked.push(page);
      return page.front ? { omr: { type: 'omr', positions: omrCode({ last: page.sheet === page.sheets }), pitch: 5 } } : {};
    });
    expect(asked).toEqual([
      { page: 1, pages: 2, sheet: 1, sheets: 1, front: true },
      { page: 2, pages: 2, sheet: 1, sheets: 1, front: false },
    ]);
    const rects = document.pages.map(({ items }) => items.filter((item) => item.kind === 'rect'));
    expect(rects[0]?.map(({ y, owner }) => [Math.round(y), owner])).toEqual([100, 105, 110].map((y) => [Math.round(mm(y)), null]));
    expect(rects[1]).toEqual([]);
  });

  test('get codes as large as they are', () => {
    const { document } = lay(() => ({ matrix: { type: 'code', symbology: 'datamatrix', payload: '1/2' } }));
    expect(document.pages[0]?.items.find(({ kind }) => kind === 'rectangles')).toMatchObject({ owner: null, scale: mm(10) / 10 });
  });

  test('that are too small for their marks are told', () => {
    const { diagnostics } = lay(() => ({ omr: { type: 'omr', positions: Array(12).fill(true), pitch: 5 } }));
    expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'layout.slot-overflow' }]);
  });

  test('come with the rendition, in millimetres, and leave it conformant', { timeout: 60_000 }, async () => {
    const bundle = smallBundle([{ type: 'paragraph', text: 'Hello' }]);
    const page = { ...smallBrand.masters.letter?.first, body: { x: 25, y: 98, width: 165, height: 160 }, marks };
    const program = await compile(
      { ...bundle, brand: { ...smallBrand, masters: { letter: { size: 'A4', first: page } } } },
      { formats: ['pdf'] },
    );
    const slots: FillSlots = () => ({ matrix: { type: 'code', symbology: 'datamatrix', payload: 'A1' } });
    const { slots: places, bytes } = program.compose(smallRecord, 'pdf', { slots }) as PdfRendition;
    expect(places).toEqual(marks.map(({ type, ...place }) => ({ ...place, page: 1 })));
    expect(await findFaults(bytes)).toEqual([]);
  });
});
