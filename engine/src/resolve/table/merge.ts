import type { ResolvedCell, ResolvedGroup } from '../resolved-table.ts';

/**
 * Makes one cell of cells with equal texts that stand one below the other in the given columns. A cell ends where its group
 * ends, and where the cell of a merged column before it ends.
 */
export function mergeCells(rows: ResolvedCell[][], columns: readonly number[], groups: readonly ResolvedGroup[] | undefined): void {
  const begins = beginnings(rows.length, groups);
  for (const column of columns) {
    let first = 0;
    for (let i = 1; i <= rows.length; i++) {
      if (i < rows.length && begins[i] === 0 && sameText(rows[first]?.[column], rows[i]?.[column])) continue;
      if (i - first > 1) rows[first]![column] = { ...(rows[first]![column] as ResolvedCell), rowSpan: i - first };
      begins[i] = 1;
      first = i;
    }
  }
  placeRest(rows, columns);
}

/** 1 for every row with which no merged cell may go on. */
function beginnings(count: number, groups: readonly ResolvedGroup[] | undefined): Uint8Array {
  const begins = new Uint8Array(count + 1);
  const add = (group: ResolvedGroup): void => {
    begins[group.from] = 1;
    for (const inner of group.groups) add(inner);
  };
  for (const group of groups ?? []) add(group);
  return begins;
}

/** Takes the cells under merged ones out; what stays says where it stands. */
function placeRest(rows: ResolvedCell[][], columns: readonly number[]): void {
  const until = new Map<number, number>(columns.map((column) => [column, 0]));
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as ResolvedCell[];
    const kept: ResolvedCell[] = [];
    for (let column = 0; column < row.length; column++) {
      const cell = row[column] as ResolvedCell;
      if (i < (until.get(column) ?? 0)) continue;
      if (cell.rowSpan !== undefined) until.set(column, i + cell.rowSpan);
      kept.push({ ...cell, column });
      column += (cell.span ?? 1) - 1;
    }
    rows[i] = kept;
  }
}

function sameText(a: ResolvedCell | undefined, b: ResolvedCell | undefined): boolean {
  if (a === undefined || b === undefined || isOther(a) || isOther(b)) return false;
  return textOf(a) === textOf(b);
}

/** Cells that span columns or hold other things than text stay as they are. */
const isOther = ({ body, span }: ResolvedCell): boolean => body !== undefined || span !== undefined;

function textOf({ runs, note }: ResolvedCell): string {
  const text = runs.length === 1 ? runs[0]!.text : runs.map((run) => run.text).join('');
  return note === undefined ? text : `${text}\n${note.map((run) => run.text).join('')}`;
}
