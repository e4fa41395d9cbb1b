import type { ZoneProfile } from '@posthorn/contract';
import { expect, test } from 'vitest';
import { type Drawn, intrusionsOn } from './ink.ts';

const zone = (more: Partial<ZoneProfile['zones'][number]> = {}): ZoneProfile['zones'][number] => ({
  ...{ name: 'franking', pages: 'first', weight: 'refused', x: 20, y: 50, width: 80, height: 20, ...more },
});

/** A page of A4, two pixels to the millimetre, white but for these rectangles of millimetres in shades of grey. */
function page(
  ...inks: readonly { readonly at: readonly [x: number, y: number, width: number, height: number]; readonly grey?: number }[]
): Drawn {
  const [width, height] = [420, 594];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const { at, grey = 0 } of inks) {
    const [x, y, wide, high] = at.map((mm) => mm * 2) as [number, number, number, number];
    for (let row = y; row < y + high; row++)
      for (let column = x; column < x + wide; column++) data.fill(grey, (row * width + column) * 4, (row * width + column) * 4 + 3);
  }
  return { width, height, data };
}

const points = (mm: number) => (mm * 72) / 25.4;
const facts = (...places: readonly (readonly [source: string, y: number])[]) => ({
  width: points(210),
  places: places.map(([source, y]) => ({ source, x: points(25), y: points(y), width: points(60), height: points(5) })),
});

test('what is printed in a zone is found with its place on the paper and in the template; what is beside it, or as good as white, is not', () => {
  const drawn = page({ at: [25, 60, 40, 4] }, { at: [25, 80, 40, 4] }, { at: [120, 60, 10, 4] }, { at: [30, 52, 5, 2], grey: 250 });
  const found = intrusionsOn(1, drawn, facts(['template#/letter/frames/address/0', 59], ['template#/body/0', 80]), [zone()]);
  expect(found.map(({ zone: { name }, source }) => [name, source])).toEqual([['franking', 'template#/letter/frames/address/0']]);
  const [{ x, y, width, height }] = found as [(typeof found)[number]];
  expect([x, y, width, height].map(Math.round)).toEqual([25, 60, 40, 4]);
});

test('zones of the first page are those of the first page; of what comes from no template no place in one is told', () => {
  const drawn = page({ at: [4, 105, 6, 1] }, { at: [25, 60, 40, 4] });
  const zones = [zone(), zone({ name: 'left', pages: 'all', x: 0, y: 0, width: 12, height: 297 })];
  expect(intrusionsOn(2, drawn, facts(), zones)).toMatchObject([{ page: 2, zone: { name: 'left' } }]);
  expect(intrusionsOn(2, drawn, facts(), zones)[0]).not.toHaveProperty('source');
});
