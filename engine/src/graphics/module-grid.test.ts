import { describe, expect, it } from 'vitest';
import { type ModuleGrid, rectanglesOf } from './module-grid.ts';
import { qrCode } from './qr-code.ts';

/** How often each module is covered. */
function covered(rectangles: readonly number[], { width, height }: ModuleGrid): number[] {
  const count = new Array<number>(width * height).fill(0);
  for (let i = 0; i < rectangles.length; i += 4) {
    const [left, top, wide, high] = rectangles.slice(i, i + 4) as [number, number, number, number];
    for (let y = top; y < top + high; y++) for (let x = left; x < left + wide; x++) count[y * width + x]!++;
  }
  return count;
}

describe('the rectangles of a module grid', () => {
  it.each(['A', 'HOLLYHOCK/12007/S70007', 'x'.repeat(400), '12345'])('cover each dark module once and no light one: %#', (payload) => {
    const grid = qrCode(payload);
    expect(covered(rectanglesOf(grid), grid)).toEqual([...grid.modules]);
  });

  it('are as few as a bar each for a linear code', () => {
    const row = [1, 1, 0, 1, 0, 0, 1];
    const grid = { width: 7, height: 3, modules: Uint8Array.from([...row, ...row, ...row]) };
    expect(rectanglesOf(grid)).toEqual([0, 0, 2, 3, 3, 0, 1, 3, 6, 0, 1, 3]);
  });
});
