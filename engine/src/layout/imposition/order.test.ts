import { describe, expect, test } from 'vitest';
import type { Imposition } from '../../template/nodes/imposition.ts';
import { spotsOf } from './order.ts';

/** The pages on each side of a sheet, by place; 0 where there is none. */
function sides(imposition: Omit<Imposition, 'sheet'>, pages: number, fromRight = false): number[][] {
  const found: number[][] = [];
  spotsOf({ sheet: 'A4', ...imposition }, pages, fromRight).forEach(({ side, place }, i) => {
    found[side] ??= new Array<number>(imposition.columns * imposition.rows).fill(0);
    found[side]![place] = i + 1;
  });
  return found;
}

describe('pages on sheets', () => {
  test('follow each other row by row', () => {
    expect(sides({ columns: 2, rows: 2 }, 6)).toEqual([
      [1, 2, 3, 4],
      [5, 6, 0, 0],
    ]);
  });

  test('to be cut out have their backs behind them', () => {
    expect(sides({ columns: 2, rows: 2, order: 'leaves' }, 7)).toEqual([
      [1, 3, 5, 7],
      [4, 2, 0, 6],
    ]);
  });

  test('of a booklet are in order when it is folded', () => {
    expect(sides({ columns: 2, rows: 1, order: 'booklet' }, 8)).toEqual([
      [8, 1],
      [2, 7],
      [6, 3],
      [4, 5],
    ]);
    expect(sides({ columns: 2, rows: 1, order: 'booklet' }, 3)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  test('of languages from right to left begin at the right', () => {
    expect(sides({ columns: 2, rows: 1 }, 2, true)).toEqual([[2, 1]]);
    expect(sides({ columns: 2, rows: 1, order: 'leaves' }, 4, true)).toEqual([
      [3, 1],
      [2, 4],
    ]);
    expect(sides({ columns: 2, rows: 1, order: 'booklet' }, 4, true)).toEqual([
      [1, 4],
      [3, 2],
    ]);
  });
});
