import type { Table, TableColumn } from '../template/model.ts';
import type { Context, State } from './context.ts';
import { compileInline, compileText, type RunsEvaluator } from './inline.ts';
import { bindItem, checkName, compileNodes, type Emit, forEachItem } from './nodes.ts';
import { type Plan, planned } from './plan.ts';
import type { ResolvedCell, ResolvedColumn, ResolvedTable, RowMark } from './resolved-table.ts';
import { startSide } from './start-side.ts';
import { type Carry, compileCarry } from './table/carry.ts';
import { type CellEvaluator, compileColumnCell } from './table/cells.ts';
import { compileGroups, type Groups, itemsOf } from './table/groups.ts';
import { compileHandRows } from './table/hand-rows.ts';
import { compileColor, compileStyle } from './table/looks.ts';
import { mergeCells } from './table/merge.ts';
import { compileShown, type ShownColumns } from './table/shown-columns.ts';

/** Compiles a table: its rows, the rows around them, and the sums that are carried over page breaks. */
export function compileTable(ctx: Context, node: Table): Emit {
  checkName(ctx.at('style'), 'style.unknown', 'table style', node.style, ctx.shared.bundle.brand.tableStyles);
  const frame = compileFrame(ctx, node);
  const fill = node.each === undefined ? compileHandWritten(ctx, node) : compileData(ctx, node, node.each);
  const empty = node.empty === undefined ? undefined : compileNodes(ctx.at('empty'), node.empty);
  if (fill === undefined) return () => {};
  const emit: Emit = (state, out) => {
    const shown = frame.shown?.(state);
    const content = fill(state, shown);
    if (content === undefined) return empty?.(state, out);
    out.push(withRows(frame.resolve(state, shown), content));
  };
  if (fill.rows === undefined || frame.constant === undefined || node.empty !== undefined) return emit;
  return planned(emit, { kind: 'rows', table: { ...frame.constant, rows: [] }, ...fill.rows, emit });
}

/** What a table has beside its rows. */
type Frame = Omit<ResolvedTable, keyof Content>;
interface Content extends Pick<ResolvedTable, 'rows' | 'texts' | 'carry' | 'marks' | 'groups' | 'irregular'> {}
type Fill = ((state: State, shown: readonly number[] | undefined) => Content | undefined) & {
  /** Where there are rows of plain text and nothing else. */
  readonly rows?: Omit<Extract<Plan, { kind: 'rows' }>, 'kind' | 'table' | 'emit'>;
};

interface FrameEvaluator {
  readonly shown: ShownColumns | undefined;
  resolve(state: State, shown: readonly number[] | undefined): Frame;
  /** Where no record changes it. */
  readonly constant: Frame | undefined;
}

function compileFrame(ctx: Context, node: Table): FrameEvaluator {
  const summary = node.summary === undefined ? NO_TEXT : compileText(ctx.at('summary'), node.summary);
  const columns = node.columns.map((column, i) => compileColumn(ctx.at('columns', i), column));
  const count = node.columns.length;
  const headerRows = compileHandRows(ctx.at('headerRows'), node.headerRows, count);
  const pageFooter = compileHandRows(ctx.at('pageFooter'), node.pageFooter, count);
  const footer = compileHandRows(ctx.at('footer'), node.footer, count);
  const fixed = {
    ...({ type: 'table', source: ctx.source, style: node.style ?? 'table' } as const),
    ...(node.repeatHeader === false ? { repeatHeader: false } : {}),
    ...(node.breakRows === true ? { breakRows: true } : {}),
  };
  const shown = compileShown(ctx, node.columns);
  const others = [node.footer, node.headerRows, node.pageFooter, shown];
  const headers = columns.flatMap(({ constant }) => constant ?? []);
  const isConstant = summary.constant !== undefined && headers.length === count && others.every((other) => other === undefined);
  return {
    shown,
    resolve: (state, shown) => ({
      ...fixed,
      summary: summary(state),
      columns: shown === undefined ? columns.map((column) => column(state)) : shown.map((i) => columns[i]!(state)),
      footer: footer(state, shown),
      ...(node.headerRows === undefined ? {} : { headerRows: headerRows(state, shown) }),
      ...(node.pageFooter === undefined ? {} : { pageFooter: pageFooter(state, shown) }),
    }),
    constant: isConstant ? { ...fixed, summary: summary.constant ?? '', columns: headers, footer: [] } : undefined,
  };
}

const NO_TEXT = Object.assign(() => '', { constant: '' });
const NO_RUNS: RunsEvaluator = Object.assign(() => [], { sketch: { runs: [], fields: [] } });

function compileColumn(ctx: Context, column: TableColumn): ((state: State) => ResolvedColumn) & { readonly constant?: ResolvedColumn } {
  const header: RunsEvaluator = column.header === undefined ? NO_RUNS : compileInline(ctx.at('header'), column.header);
  const { width, align = startSide(ctx), minWidth, maxWidth, valign, rowHeader, border } = column;
  const fixed = {
    ...{ width, align },
    ...(minWidth === undefined ? {} : { minWidth }),
    ...(maxWidth === undefined ? {} : { maxWidth }),
    ...(valign === undefined ? {} : { valign }),
    ...(rowHeader === undefined ? {} : { rowHeader }),
    ...(border === undefined ? {} : { border }),
  };
  const resolve = (state: State): ResolvedColumn => ({ header: header(state), ...fixed });
  const { sketch } = header;
  return sketch?.fields.length === 0 ? Object.assign(resolve, { constant: { header: sketch.runs, ...fixed } }) : resolve;
}

/** The table of a record. Its plain texts become rows of cells for those who ask for them, which are all but the letter's pages. */
function withRows(frame: Frame, content: Content): ResolvedTable {
  const table = { ...frame, ...content };
  const { texts, columns } = table;
  if (texts === undefined) return table;
  let rows: ResolvedTable['rows'] | undefined;
  const get = () => (rows ??= rowsOf(texts, columns.length));
  return Object.defineProperty(table, 'rows', { get, enumerable: true });
}

function rowsOf(texts: readonly string[], count: number): ResolvedCell[][] {
  const rows: ResolvedCell[][] = [];
  for (let from = 0; from < texts.length; from += count) {
    rows.push(texts.slice(from, from + count).map((text) => ({ runs: text === '' ? [] : [{ text }] })));
  }
  return rows;
}

/** Rows as the author wrote them. */
function compileHandWritten(ctx: Context, node: Table): Fill | undefined {
  if (node.rows === undefined) {
    ctx.error('table.no-rows', 'The table says nothing about its rows.', { hint: 'Add "each" (a list) or "rows" (written by hand).' });
    return undefined;
  }
  for (const key of ['group', 'keepWithNext', 'rowBackground', 'rowStyle'] as const) {
    if (node[key] !== undefined) ctx.at(key).error('table.needs-list', `"${key}" is for the rows of a list.`, { hint: 'Add "each".' });
  }
  const rows = compileHandRows(ctx.at('rows'), node.rows, node.columns.length);
  return (state, shown) => {
    const resolved = rows(state, shown);
    if (resolved.length === 0) return undefined;
    const marks = resolved.map(({ style }): RowMark | undefined => (style === 'plain' ? undefined : { style }));
    return { rows: resolved.map(({ cells }) => cells), irregular: true, ...(marks.some((mark) => mark !== undefined) ? { marks } : {}) };
  };
}

/** One row for every item of a list. */
function compileData(ctx: Context, node: Table, list: string): Fill | undefined {
  if (node.rows !== undefined) ctx.at('rows').error('table.no-rows', 'A table has either "each" or "rows".', { hint: 'Remove one.' });
  const name = node.as ?? 'row';
  const each = ctx.at('each').expression(list, 'list');
  const rowContext = each === undefined ? undefined : bindItem(ctx.at('as'), each.type, name);
  if (each === undefined || rowContext === undefined) return undefined;
  const inRow = ctx.with({ language: rowContext.language });
  const cells = node.columns.map((column, i) => compileColumnCell(inRow.at('columns', i), column));
  const carry = compileCarry(ctx, inRow, node);
  const mark = compileMark(inRow, node);
  const group = node.group === undefined ? undefined : compileGroups(inRow.at('group'), node.group, name, each.type, node.columns.length);
  const irregular = node.columns.some(({ merge, body, span, style, background, rowHeader, valign }) =>
    [merge, body, span, style, background, rowHeader, valign].some((special) => special !== undefined),
  );
  const plain = ctx.shared.channel === 'letter' && !irregular ? plainTexts(cells) : undefined;
  const place = ctx.at('each');
  const resolve: Fill = (state, shown) => {
    const items = each.evaluate(state);
    if (node.empty !== undefined && Array.isArray(items) && items.length === 0) return undefined;
    const gathered = group !== undefined && Array.isArray(items) ? group.gather(state, items) : undefined;
    const own = ofShown(cells, shown);
    const ownTexts = plain === undefined ? undefined : ofShown(plain, shown);
    const rows: ResolvedCell[][] = [];
    const texts: string[] = [];
    const marks: (RowMark | undefined)[] | undefined = mark === undefined ? undefined : [];
    const sums = carry?.begin();
    forEachItem(state, place, name, gathered === undefined ? items : itemsOf(gathered), () => {
      if (ownTexts === undefined) rows.push(rowOf(own, state));
      else for (let i = 0; i < ownTexts.length; i++) texts.push(ownTexts[i]!(state));
      if (sums !== undefined) carry!.add(sums, state);
      if (marks !== undefined) marks.push(mark!(state));
    });
    const groups = gathered === undefined ? undefined : (group as Groups).resolve(state, gathered, 0, shown);
    if (irregular) arrange(rows, node.columns, shown, groups);
    return {
      rows,
      ...(plain === undefined ? {} : { texts }),
      ...(sums === undefined ? {} : { carry: carriedIn(carry!.end(sums, state), shown) }),
      ...(marks === undefined ? {} : { marks }),
      ...(groups === undefined ? {} : { groups }),
      ...(irregular ? { irregular } : {}),
    };
  };
  const sketches = cells.flatMap(({ sketch }) => sketch ?? []);
  const isPlain = sketches.length === cells.length && [carry, mark, group].every((special) => special === undefined) && !irregular;
  return isPlain ? Object.assign(resolve, { rows: { place, name, list: each.evaluate, cells: sketches } }) : resolve;
}

const ofShown = <T>(all: readonly T[], shown: readonly number[] | undefined): readonly T[] =>
  shown === undefined ? all : shown.map((i) => all[i] as T);

function rowOf(cells: readonly CellEvaluator[], state: State): ResolvedCell[] {
  const row = new Array<ResolvedCell>(cells.length);
  for (let i = 0; i < cells.length; i++) row[i] = cells[i]!(state);
  return row;
}

/** The texts of the cells, where all are plain. */
function plainTexts(cells: readonly CellEvaluator[]): ((state: State) => string)[] | undefined {
  const texts = cells.flatMap(({ text }) => text ?? []);
  return texts.length === cells.length ? texts : undefined;
}

/** The rules for the look of a row; undefined where there are none. */
function compileMark(inRow: Context, node: Table): ((state: State) => RowMark | undefined) | undefined {
  const background = compileColor(inRow.at('rowBackground'), node.rowBackground);
  const style = compileStyle(inRow.at('rowStyle'), node.rowStyle);
  const keep = node.keepWithNext === undefined ? undefined : inRow.at('keepWithNext').expression(node.keepWithNext, 'condition');
  if (background === undefined && style === undefined && keep === undefined) return undefined;
  return (state) => {
    const color = background?.(state);
    const cellStyle = style?.(state);
    const keepWithNext = keep?.evaluate(state) === true;
    if (color === undefined && cellStyle === undefined && !keepWithNext) return undefined;
    return {
      ...(color === undefined ? {} : { background: color }),
      ...(cellStyle === undefined ? {} : { cellStyle }),
      ...(keepWithNext ? { keepWithNext } : {}),
    };
  };
}

/** Cells under others go, cells that are alike become one. */
function arrange(
  rows: ResolvedCell[][],
  all: readonly TableColumn[],
  shown: readonly number[] | undefined,
  groups: Content['groups'],
): void {
  const columns = shown === undefined ? all : shown.map((i) => all[i]!);
  if (!columns.some(({ merge, span }) => merge === true || span !== undefined)) return;
  for (const row of rows) {
    for (let column = 0; column < row.length; column++) {
      const wanted = row[column]?.span;
      if (wanted === undefined) continue;
      const span = Math.min(wanted, row.length - column);
      row[column] = { ...(row[column] as ResolvedCell), span };
      for (let under = column + 1; under < column + span; under++) row[under] = UNDER_A_SPAN;
    }
  }
  mergeCells(
    rows,
    columns.flatMap(({ merge }, i) => (merge === true ? [i] : [])),
    groups,
  );
}

const UNDER_A_SPAN: ResolvedCell = { runs: [], body: [] };

/** Carried sums of the columns that are shown. */
function carriedIn(carry: ReturnType<Carry['end']>, shown: readonly number[] | undefined): ReturnType<Carry['end']> {
  if (shown === undefined) return carry;
  return {
    ...carry,
    textAfter: (rows) => {
      const texts = carry.textAfter(rows);
      return shown.map((i) => texts[i] ?? '');
    },
  };
}
