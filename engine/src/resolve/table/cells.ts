import type { Localized, TableCell, TableColumn } from '../../template/model.ts';
import type { Context, State } from '../context.ts';
import { compileInline } from '../inline.ts';
import { compileBody } from '../nodes.ts';
import type { Sketch } from '../plan.ts';
import type { ResolvedCell } from '../resolved-table.ts';
import { compileColor, compileStyle } from './looks.ts';

/** Has a sketch where a cell is nothing but text, and that text where it is all in one plain look. */
export type CellEvaluator = ((state: State) => ResolvedCell) & { readonly sketch?: Sketch; readonly text?: (state: State) => string };

/** Compiles what stands in a column for one row. Plain text, which nearly all cells are, comes without detours. */
export function compileColumnCell(ctx: Context, column: TableColumn): CellEvaluator {
  if (column.cell === undefined && column.body === undefined) {
    ctx.error('table.no-cell', 'The column says nothing about its cells.', { hint: 'Add "cell" (text) or "body" (any content).' });
  }
  const text = column.body === undefined ? compileText(ctx, column) : compileContent(ctx, column.body);
  const { rowHeader, valign } = column;
  const fixed: Partial<ResolvedCell> = {
    ...(rowHeader === undefined ? {} : { rowHeader }),
    ...(valign === undefined ? {} : { valign }),
  };
  const span = column.span === undefined ? undefined : ctx.at('span').expression(column.span, 'number');
  const look = compileLook(ctx, column);
  if (span === undefined && look === undefined && Object.keys(fixed).length === 0) return text;
  return (state) => {
    const columns = span === undefined ? 1 : Number(span.evaluate(state) ?? 1);
    return { ...text(state), ...fixed, ...look?.(state), ...(columns > 1 ? { span: Math.floor(columns) } : {}) };
  };
}

/** Compiles a cell of a row written by hand; its place is given by the row. */
export function compileHandCell(ctx: Context, cell: TableCell): CellEvaluator {
  if (cell.text === undefined && cell.body === undefined) {
    ctx.error('table.no-cell', 'The cell has no content.', { hint: 'Add "text", which may be "", or "body".' });
  }
  const text = cell.body === undefined ? compileText(ctx, { cell: cell.text ?? '' }, 'text') : compileContent(ctx, cell.body);
  const { align, valign, rowHeader } = cell;
  const fixed: Partial<ResolvedCell> = {
    ...(align === undefined ? {} : { align }),
    ...(valign === undefined ? {} : { valign }),
    ...(rowHeader === undefined ? {} : { rowHeader }),
  };
  const look = compileLook(ctx, cell);
  return (state) => ({ ...text(state), ...fixed, ...look?.(state) });
}

function compileText(ctx: Context, column: Pick<TableColumn, 'cell' | 'note'>, key = 'cell'): CellEvaluator {
  const text = compileInline(ctx.at(key), column.cell ?? ('' as Localized<string>));
  const { sketch, text: plain } = text;
  if (column.note === undefined) {
    const evaluate = (state: State): ResolvedCell => ({ runs: text(state) });
    return Object.assign(evaluate, sketch === undefined ? {} : { sketch }, plain === undefined ? {} : { text: plain });
  }
  const note = compileInline(ctx.at('note'), column.note);
  return (state) => {
    const runs = text(state);
    const small = note(state);
    return small.length === 0 ? { runs } : { runs, note: small };
  };
}

function compileContent(ctx: Context, nodes: NonNullable<TableColumn['body']>): CellEvaluator {
  const body = compileBody(ctx.at('body'), nodes);
  return (state) => ({ runs: [], body: body(state) });
}

/** The rules for the look of one cell; undefined where there are none. */
function compileLook(ctx: Context, rules: Pick<TableColumn, 'background' | 'style'>) {
  const background = compileColor(ctx.at('background'), rules.background);
  const style = compileStyle(ctx.at('style'), rules.style);
  if (background === undefined && style === undefined) return undefined;
  return (state: State): Partial<ResolvedCell> => {
    const color = background?.(state);
    const name = style?.(state);
    return { ...(color === undefined ? {} : { background: color }), ...(name === undefined ? {} : { style: name }) };
  };
}
