import type { TableColumn } from '../../template/model.ts';
import type { Context, State } from '../context.ts';

/** The columns that a table has on one record, by their places in the template; undefined for all of them. */
export type ShownColumns = (state: State) => readonly number[] | undefined;

/** Compiles the conditions of columns; undefined where none has one. */
export function compileShown(ctx: Context, columns: readonly TableColumn[]): ShownColumns | undefined {
  if (columns.every(({ when }) => when === undefined)) return undefined;
  const conditions = columns.map(({ when }, i) =>
    when === undefined ? undefined : ctx.at('columns', i, 'when').expression(when, 'condition'),
  );
  return (state) => {
    const shown: number[] = [];
    conditions.forEach((condition, i) => {
      if (condition === undefined ? columns[i]?.when === undefined : condition.evaluate(state) === true) shown.push(i);
    });
    return shown.length === columns.length ? undefined : shown;
  };
}
