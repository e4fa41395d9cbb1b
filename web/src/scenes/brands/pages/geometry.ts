import type { Brand, Frame, MasterPage, PageMaster, Rect } from '@posthorn/engine';
import { type Sheet, tidy } from '@posthorn/engine/letter-forms';

/** Rectangles on a page, millimetres from its top left corner, and how they are moved, sized and kept on the sheet. */

/** What can be moved on a page: the body, or a frame by its number. */
export type Piece = 'body' | number;

export type Side = 'left' | 'right' | 'top' | 'bottom';
/** What a handle moves: an edge, or two at a corner. */
export type Handle = readonly Side[];

export const handles: readonly Handle[] = [
  ['left', 'top'],
  ['top'],
  ['right', 'top'],
  ['right'],
  ['right', 'bottom'],
  ['bottom'],
  ['left', 'bottom'],
  ['left'],
];

/** Nothing is smaller: it could not be caught any more. */
export const SMALLEST = 2;

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), Math.max(low, high));

export function moved(rect: Rect, dx: number, dy: number, sheet: Sheet): Rect {
  return {
    ...rect,
    x: tidy(clamp(rect.x + dx, 0, sheet.width - rect.width)),
    y: tidy(clamp(rect.y + dy, 0, sheet.height - rect.height)),
  };
}

/** Moves edges; those across stay where they are. */
export function resized(rect: Rect, handle: Handle, dx: number, dy: number, sheet: Sheet): Rect {
  let [left, top, right, bottom] = [rect.x, rect.y, rect.x + rect.width, rect.y + rect.height];
  if (handle.includes('left')) left = clamp(left + dx, 0, right - SMALLEST);
  if (handle.includes('right')) right = clamp(right + dx, left + SMALLEST, sheet.width);
  if (handle.includes('top')) top = clamp(top + dy, 0, bottom - SMALLEST);
  if (handle.includes('bottom')) bottom = clamp(bottom + dy, top + SMALLEST, sheet.height);
  return { ...rect, x: tidy(left), y: tidy(top), width: tidy(right - left), height: tidy(bottom - top) };
}

/** The rectangle between two points, such as where a mouse was pressed and where it is. */
export function between(a: { x: number; y: number }, b: { x: number; y: number }): Rect {
  return {
    x: tidy(Math.min(a.x, b.x)),
    y: tidy(Math.min(a.y, b.y)),
    width: tidy(Math.abs(a.x - b.x)),
    height: tidy(Math.abs(a.y - b.y)),
  };
}

export const rectOf = (page: MasterPage, piece: Piece): Rect | undefined => (piece === 'body' ? page.body : page.frames?.[piece]);

export function withRect(page: MasterPage, piece: Piece, { x, y, width, height }: Rect): MasterPage {
  if (piece === 'body') return { ...page, body: { ...page.body, x, y, width, height } };
  return { ...page, frames: (page.frames ?? []).map((frame, i) => (i === piece ? { ...frame, x, y, width, height } : frame)) };
}

export function withoutFrame(page: MasterPage, index: number): MasterPage {
  return { ...page, frames: (page.frames ?? []).filter((_, i) => i !== index) };
}

export const withFrame = (page: MasterPage, frame: Frame): MasterPage => ({ ...page, frames: [...(page.frames ?? []), frame] });

export const withMaster = (brand: Brand, name: string, master: PageMaster): Brand => ({
  ...brand,
  masters: { ...brand.masters, [name]: master },
});

/** A name that no frame of the page has. */
export function freeName(page: MasterPage, wish: string): string {
  const taken = new Set((page.frames ?? []).map(({ name }) => name));
  for (let n = 1; ; n++) {
    const name = n === 1 ? wish : `${wish}${n}`;
    if (!taken.has(name)) return name;
  }
}
