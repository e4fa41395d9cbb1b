import type { Brand, Frame, MasterPage, PageMaster, Rect } from '@posthorn/engine';

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

export interface Sheet {
  readonly width: number;
  readonly height: number;
}

/** ISO 216; ANSI Y14.1 for letter and legal; DIN 678 for DL: as the engine has them. */
const papers: Readonly<Record<NonNullable<PageMaster['size']>, readonly [number, number]>> = {
  A3: [297, 420],
  A4: [210, 297],
  A5: [148, 210],
  A6: [105, 148],
  letter: [215.9, 279.4],
  legal: [215.9, 355.6],
  DL: [210, 99],
};

export function sheetOf({ size, landscape, width = 210, height = 297 }: PageMaster): Sheet {
  if (size === undefined) return { width, height };
  const [across, down] = papers[size];
  return landscape ? { width: down, height: across } : { width: across, height: down };
}

/** A tenth of a millimetre is what people mean; less is what mice do. */
export const tidy = (length: number): number => Math.round(length * 10) / 10;

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

export const contains = (outer: Rect, inner: Rect): boolean =>
  inner.x >= outer.x - 0.05 &&
  inner.y >= outer.y - 0.05 &&
  inner.x + inner.width <= outer.x + outer.width + 0.05 &&
  inner.y + inner.height <= outer.y + outer.height + 0.05;

export const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width - 0.05 && b.x < a.x + a.width - 0.05 && a.y < b.y + b.height - 0.05 && b.y < a.y + a.height - 0.05;

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
