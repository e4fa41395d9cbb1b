import { Decimal } from '../expression/decimal.ts';
import { withVariable } from '../expression/environment.ts';
import { toDecimal } from '../expression/functions/number-functions.ts';
import type { Table, TableColumn, TableRow } from '../template/model.ts';
import type { Context, Evaluator, State } from './context.ts';
import { compileInline, compileText, type RunsEvaluator } from './inline.ts';
import { bindItem, checkName, compileNodes, type Emit, forEachItem } from './nodes.ts';
import type { ResolvedCell, ResolvedTable } from './resolved.ts';

/** Compiles a table: its rows, the rows behind them, and the sums that are carried over page breaks. */
export function compileTable(ctx: Context, node: Table): Emit {
  checkName(ctx.at('style'), 'style.unknown', 'table style', node.style, ctx.shared.bundle.brand.tableStyles);
  const name = node.as ?? 'row';
  const each = ctx.at('each').expression(node.each, 'list');
  const rowContext = each === undefined ? undefined : bindItem(ctx.at('as'), each.type, name);
  const summary = node.summary === undefined ? () => '' : compileText(ctx.at('summary'), node.summary);
  const headers = node.columns.map((c, i) => compileInline(ctx.at('columns', i, 'header'), c.header));
  const footer = (node.footer ?? []).map((row, i) => compileFooterRow(ctx.at('footer', i), row, node.columns.length));
  const empty = node.empty === undefined ? undefined : compileNodes(ctx.at('empty'), node.empty);
  if (each === undefined || rowContext === undefined) return () => {};
  const inRow = ctx.with({ language: rowContext.language });
  const cells = node.columns.map((column, i) => compileCell(inRow.at('columns', i), column));
  const carry = compileCarry(ctx, inRow, node);
  const { source } = ctx;
  const style = node.style ?? 'table';
  const place = ctx.at('each');
  return (state, out) => {
    const list = each.evaluate(state);
    if (empty !== undefined && Array.isArray(list) && list.length === 0) return empty(state, out);
    const rows: ResolvedCell[][] = [];
    const sums = carry?.begin();
    forEachItem(state, place, name, list, () => {
      const row = new Array<ResolvedCell>(cells.length);
      for (let i = 0; i < cells.length; i++) row[i] = cells[i]!(state);
      rows.push(row);
      if (sums !== undefined) carry!.add(sums, state);
    });
    const columns = node.columns.map((c, i) => ({ header: headers[i]!(state), width: c.width, align: c.align ?? 'left' }) as const);
    const table: ResolvedTable = {
      type: 'table',
      source,
      style,
      summary: summary(state),
      columns,
      rows,
      footer: footer.map((row) => row(state)).filter((row) => row !== undefined),
      ...(sums === undefined ? {} : { carry: carry!.end(sums, state) }),
    };
    out.push(table);
  };
}

function compileCell(ctx: Context, column: TableColumn): (state: State) => ResolvedCell {
  const text = compileInline(ctx.at('cell'), column.cell);
  if (column.note === undefined) return (state) => ({ runs: text(state) });
  const note = compileInline(ctx.at('note'), column.note);
  return (state) => {
    const runs = text(state);
    const small = note(state);
    return small.length === 0 ? { runs } : { runs, note: small };
  };
}

type FooterRow = ResolvedTable['footer'][number];

function compileFooterRow(ctx: Context, row: TableRow, columns: number): (state: State) => FooterRow | undefined {
  const width = row.cells.reduce((sum, cell) => sum + (cell.span ?? 1), 0);
  if (width !== columns) {
    ctx.error('table.wrong-width', `The row is ${width} columns wide; the table has ${columns}.`, { hint: 'Give cells a "span".' });
  }
  const when = row.when === undefined ? undefined : ctx.at('when').expression(row.when, 'condition');
  const style = row.style ?? 'plain';
  const cells = row.cells.map((cell, i) => {
    const runs = compileInline(ctx.at('cells', i, 'text'), cell.text);
    const shape = { ...(cell.span === undefined ? {} : { span: cell.span }), ...(cell.align === undefined ? {} : { align: cell.align }) };
    return (state: State): ResolvedCell => ({ runs: runs(state), ...shape });
  });
  return (state) => {
    if (when !== undefined && when.evaluate(state) !== true) return undefined;
    return { style, cells: cells.map((cell) => cell(state)) };
  };
}

/** Sums after every row: `sums[column][n]` is that of the first n rows. */
type Sums = readonly Decimal[][];

interface Carry {
  begin(): Sums;
  add(sums: Sums, state: State): void;
  end(sums: Sums, state: State): NonNullable<ResolvedTable['carry']>;
}

interface CarryColumn {
  readonly index: number;
  readonly amount: Evaluator;
  readonly format: Evaluator;
}

function compileCarry(ctx: Context, inRow: Context, node: Table): Carry | undefined {
  const columns = node.columns.flatMap((column, index) => compileCarryColumn(ctx, inRow, column, index));
  if (columns.length === 0) return undefined;
  const label = (text: Table['carriedForward'], key: string): RunsEvaluator =>
    text === undefined ? () => [] : compileInline(ctx.at(key), text);
  const forward = label(node.carriedForward, 'carriedForward');
  const brought = label(node.broughtForward, 'broughtForward');
  return {
    begin: () => columns.map(() => [Decimal.zero]),
    add: (sums, state) => {
      columns.forEach((column, i) => {
        const amount = column.amount(state);
        const so = sums[i]!;
        so.push(amount === undefined ? so.at(-1)! : so.at(-1)!.plus(toDecimal(amount as Decimal | bigint)));
      });
    },
    end: (sums, state) => {
      // Layout asks later, when the scope has moved on to the next record.
      const scope = { ...state.scope };
      const late: State = { scope, diagnostics: state.diagnostics, nodes: 0 };
      const textAfter = (rows: number): string[] => {
        const texts = node.columns.map(() => '');
        columns.forEach((column, i) => {
          scope.sum = sums[i]![rows];
          texts[column.index] = String(column.format(late) ?? '');
        });
        return texts;
      };
      // A format that fails does so here, while diagnostics are still collected.
      textAfter(sums[0]!.length - 1);
      return { forward: forward(state), brought: brought(state), textAfter };
    },
  };
}

function compileCarryColumn(ctx: Context, inRow: Context, column: TableColumn, index: number): CarryColumn[] {
  if (column.carry === undefined) {
    if (column.carryFormat !== undefined) {
      ctx.at('columns', index, 'carryFormat').warning('table.unused-format', 'The column has a format for carried sums but carries none.');
    }
    return [];
  }
  const amount = inRow.at('columns', index, 'carry').expression(column.carry, 'number');
  const withSum = ctx.language.variables.has('sum') ? ctx.language : withVariable(ctx.language, 'sum', 'decimal');
  const formatContext = ctx.with({ language: withSum }).at('columns', index, 'carryFormat');
  const format = column.carryFormat === undefined ? undefined : formatContext.expression(column.carryFormat, 'text');
  if (amount === undefined || (column.carryFormat !== undefined && format === undefined)) return [];
  const plain: Evaluator = (state) => ctx.shared.formatDecimal(state.scope.sum as Decimal);
  return [{ index, amount: amount.evaluate, format: format?.evaluate ?? plain }];
}
