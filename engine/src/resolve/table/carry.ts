import { Decimal } from '../../expression/decimal.ts';
import { withVariable } from '../../expression/environment.ts';
import { toDecimal } from '../../expression/functions/number-functions.ts';
import type { Table, TableColumn } from '../../template/model.ts';
import type { Context, Evaluator, State } from '../context.ts';
import { compileInline } from '../inline.ts';
import type { ResolvedTable } from '../resolved-table.ts';
import { carryWords } from './carry-words.ts';

/** Sums after every row: `sums[column][n]` is that of the first n rows. */
export type Sums = readonly Decimal[][];

export interface Carry {
  begin(): Sums;
  add(sums: Sums, state: State): void;
  end(sums: Sums, state: State): NonNullable<ResolvedTable['carry']>;
}

interface CarryColumn {
  readonly index: number;
  readonly amount: Evaluator;
  readonly format: Evaluator;
}

/** Compiles the sums that are carried over page breaks; undefined where no column carries one. */
export function compileCarry(ctx: Context, inRow: Context, node: Table): Carry | undefined {
  const columns = node.columns.flatMap((column, index) => compileCarryColumn(ctx, inRow, column, index));
  if (columns.length === 0) return undefined;
  const [usualForward, usualBrought] = carryWords(ctx.shared.language);
  const forward = compileInline(ctx.at('carriedForward'), node.carriedForward ?? usualForward);
  const brought = compileInline(ctx.at('broughtForward'), node.broughtForward ?? usualBrought);
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
