import type { Imposition } from '../../template/nodes/imposition.ts';

/** Where a page comes to stand: index of the side of a sheet, and of the place on it, counted row by row from the top left. */
export interface Spot {
  readonly side: number;
  readonly place: number;
}

/** The spots of pages in their order. Languages from right to left begin at the right. */
export function spotsOf({ columns, rows, order = 'pages' }: Imposition, pages: number, fromRight: boolean): Spot[] {
  const places = columns * rows;
  const mirrored = (place: number): number => place - (place % columns) + columns - 1 - (place % columns);
  return Array.from({ length: pages }, (_, page) => {
    if (order === 'booklet') return inBooklet(page, pages, fromRight);
    if (order === 'pages') {
      const place = page % places;
      return { side: Math.floor(page / places), place: fromRight ? mirrored(place) : place };
    }
    const leaf = Math.floor(page / 2);
    const back = page % 2;
    const place = leaf % places;
    // Seen from behind, what is at the left of the front is at the right.
    return { side: Math.floor(leaf / places) * 2 + back, place: fromRight === (back === 1) ? place : mirrored(place) };
  });
}

/**
 * Sheets of four pages in one another: the outermost has the first and the last two. Of the outer side of a sheet the right half
 * is a page of the front half of the book, of the inner side the left one.
 */
function inBooklet(page: number, pages: number, fromRight: boolean): Spot {
  const all = Math.ceil(pages / 4) * 4;
  const inFront = page < all / 2;
  const side = inFront ? page : all - 1 - page;
  const right = inFront === (side % 2 === 0);
  return { side, place: right !== fromRight ? 1 : 0 };
}
