import type { TableColumn } from '@posthorn/engine';

/** Widths of columns, of tables and of those that content stands in side by side. */
type Width = TableColumn['width'];

export function widthText(width: Width): string {
  if (width === 'auto') return 'auto';
  return 'fixed' in width ? `${width.fixed} mm` : `${width.share}`;
}

/** `auto`, millimetres such as `25 mm`, or a share such as `2`. */
export function widthOf(text: string): Width {
  const number = Number.parseFloat(text.replace(',', '.'));
  if (!(number > 0)) return 'auto';
  return /mm/.test(text) ? { fixed: number } : { share: number };
}

export const sameWidth = (a: Width, b: Width): boolean => widthText(a) === widthText(b);
