import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moved, resized, SMALLEST } from './geometry.ts';
import { guidesOf, PULL, snapped } from './snapping.ts';

const sheet = { width: 210, height: 297 };
const address = { x: 25, y: 62.7, width: 80, height: 27.3 };
const guides = guidesOf([address]);

test('an edge near a line holds to it, and the size stays when the whole is moved', () => {
  const { rect, x, y } = snapped({ x: 26.1, y: 100, width: 33, height: 20 }, guides);
  expect(rect).toEqual({ x: 25, y: 100, width: 33, height: 20 });
  expect([x, y]).toEqual([[25], []]);
});

test('right edges and middles hold too, and the nearest line wins', () => {
  expect(snapped({ x: 65.2, y: 0, width: 40, height: 20 }, guides).rect.x).toBe(65);
  expect(snapped({ x: 54.3, y: 0, width: 20, height: 20 }, guides).rect.x).toBe(55);
  expect(snapped({ x: 25.9, y: 0, width: 79.3, height: 20 }, guides).x).toEqual([105]);
});

test('with a handle only its edge holds', () => {
  const at = { x: 26, y: 100, width: 78.4, height: 20 };
  expect(snapped(at, guides, ['right']).rect).toEqual({ ...at, width: 79 });
  expect(snapped(at, guides, ['left']).rect).toMatchObject({ x: 25 });
  expect(snapped(at, guides, ['top']).rect).toEqual(at);
});

test('nothing is pulled further than the reach', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 150, noNaN: true }), fc.double({ min: 0, max: 200, noNaN: true }), (x, y) => {
      const { rect } = snapped({ x, y, width: 30, height: 12 }, guides);
      expect(Math.abs(rect.x - x)).toBeLessThanOrEqual(PULL + 1e-9);
      expect(Math.abs(rect.y - y)).toBeLessThanOrEqual(PULL + 1e-9);
    }),
  );
});

test('whatever is done, a frame stays on the sheet and large enough to be caught', () => {
  const far = fc.integer({ min: -400, max: 400 });
  fc.assert(
    fc.property(far, far, fc.constantFrom(['left'], ['right', 'bottom'], ['left', 'top'], ['bottom']), (dx, dy, handle) => {
      for (const rect of [moved(address, dx, dy, sheet), resized(address, handle as never, dx, dy, sheet)]) {
        expect(Math.min(rect.x, rect.y)).toBeGreaterThanOrEqual(0);
        expect(rect.x + rect.width).toBeLessThanOrEqual(sheet.width + 0.05);
        expect(rect.y + rect.height).toBeLessThanOrEqual(sheet.height + 0.05);
        expect(Math.min(rect.width, rect.height)).toBeGreaterThanOrEqual(SMALLEST - 0.1);
      }
    }),
  );
});
