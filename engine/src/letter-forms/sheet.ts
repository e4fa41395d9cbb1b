import { type PageMaster, pageSize, type Rect } from '../template/masters.ts';

/** Rectangles on a sheet, millimetres from its top left corner. */

export interface Sheet {
  readonly width: number;
  readonly height: number;
}

/** The sheet of a master; A4 where a draft does not say. */
export const sheetOf = (master: PageMaster): Sheet => pageSize({ ...master, width: master.width ?? 210, height: master.height ?? 297 });

/** A tenth of a millimetre is what people mean; less is what mice do. */
export const tidy = (length: number): number => Math.round(length * 10) / 10;

export const contains = (outer: Rect, inner: Rect): boolean =>
  inner.x >= outer.x - 0.05 &&
  inner.y >= outer.y - 0.05 &&
  inner.x + inner.width <= outer.x + outer.width + 0.05 &&
  inner.y + inner.height <= outer.y + outer.height + 0.05;

export const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width - 0.05 && b.x < a.x + a.width - 0.05 && a.y < b.y + b.height - 0.05 && b.y < a.y + a.height - 0.05;
