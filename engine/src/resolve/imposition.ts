import type { Imposition } from '../template/nodes/imposition.ts';
import type { Context } from './context.ts';

/** Checks how pages are to stand on sheets; whether they fit shows when they are laid out. */
export function compileImposition(ctx: Context, imposition: Imposition | undefined): { readonly imposition?: Imposition } | undefined {
  if (imposition === undefined) return undefined;
  const { order, columns, rows } = imposition;
  if (order === 'booklet' && (columns !== 2 || rows !== 1)) {
    ctx.at('order').error('imposition.booklet', `A booklet has two pages side by side on a sheet, not ${columns} × ${rows}.`, {
      hint: 'Write "columns": 2 and "rows": 1.',
    });
  }
  return { imposition };
}
