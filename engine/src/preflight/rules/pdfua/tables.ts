/** 7.2 and 7.5: tables are regular, and data cells come by their headers. */
import { lazy } from '../../lazy.ts';
import type { Fault, Rule } from '../../rule.ts';
import { gridOf, headersOf, type TableGrid } from '../../structure/table-grid.ts';
import type { StructElement } from '../../structure/tree.ts';
import type { Subject } from '../../subject.ts';
import { elementFault, type UaRule, uaRule } from './define.ts';

const grids = new WeakMap<StructElement, TableGrid>();

function* tablesOf({ structure }: Subject): Iterable<{ table: StructElement; grid: TableGrid }> {
  for (const table of structure.elements) {
    if (table.standardType !== 'Table') continue;
    let grid = grids.get(table);
    if (!grid) {
      grid = gridOf(table, structure);
      grids.set(table, grid);
    }
    yield { table, grid };
  }
}

const tableRule = (
  rule: Omit<UaRule, 'check'>,
  check: (table: StructElement, grid: TableGrid, ids: () => ReadonlySet<string>) => Iterable<Fault>,
): Rule =>
  uaRule({
    ...rule,
    *check(subject) {
      const ids = lazy(() => new Set(subject.structure.elements.flatMap(({ id }) => (id === undefined ? [] : [id]))));
      for (const { table, grid } of tablesOf(subject)) yield* check(table, grid, ids);
    },
  });

const regular = 'Correct RowSpan and ColSpan of the cells, or add empty cells, so that the rows fill the table.';

const range = (from: number, length: number): number[] => Array.from({ length }, (_, step) => from + step);

/** Rows by the number of columns they fill. */
const widths = ({ places }: TableGrid): number[] => places.map((row) => row.length);

export const tableRules: readonly Rule[] = [
  tableRule({ clause: '7.2', test: 15, title: 'Cells of a table do not overlap.', hint: regular }, function* (_, { overlapping }) {
    for (const { element } of overlapping) yield elementFault(element, 'The cell lies upon another.');
  }),
  tableRule(
    { clause: '7.2', test: 41, title: 'The columns of a table have the same number of rows.', hint: regular },
    function* (table, { rows, places }) {
      if (places.length > rows.length) yield elementFault(table, `Cells reach over the last of the ${rows.length} rows.`);
    },
  ),
  tableRule(
    { clause: '7.2', test: 42, title: 'The rows of a table have the same number of columns.', hint: regular },
    function* (table, grid) {
      const [first, ...others] = widths(grid);
      const odd = others.findIndex((width) => width !== first);
      if (odd >= 0) yield elementFault(table, `Row 1 has ${first} columns, row ${odd + 2} has ${others[odd]}.`);
    },
  ),
  tableRule({ clause: '7.2', test: 43, title: 'The rows of a table have no holes.', hint: regular }, function* (table, { places }) {
    const hole = places.findIndex((row) => Array.from(row).includes(undefined));
    if (hole >= 0) yield elementFault(table, `Row ${hole + 1} has a place without cell.`);
  }),
  tableRule(
    {
      clause: '7.5',
      test: 1,
      title: 'Header cells of tables say their scope, where data cells do not name their headers.',
      hint: 'Give each TH the attribute Scope (Row, Column or Both), or each TD the attribute Headers with the IDs of its headers.',
    },
    function* (_, grid, ids) {
      const lost = grid.cells.filter((cell) => {
        if (cell.isHeader) return false;
        const { isConnected, unknown } = headersOf(cell, grid, ids());
        return !isConnected && unknown.length === 0;
      });
      const rows = new Set(lost.flatMap(({ row, rowSpan }) => range(row, rowSpan)));
      const columns = new Set(lost.flatMap(({ column, columnSpan }) => range(column, columnSpan)));
      for (const { element, isHeader, scope, row, rowSpan, column, columnSpan } of grid.cells) {
        if (!isHeader || scope !== undefined) continue;
        if (range(row, rowSpan).some((at) => rows.has(at)) || range(column, columnSpan).some((at) => columns.has(at)))
          yield elementFault(element, 'The header cell has no Scope, and data cells in its row or column have no other header.');
      }
    },
  ),
  tableRule(
    {
      clause: '7.5',
      test: 2,
      title: 'Data cells name headers that are there.',
      hint: 'Write IDs of header cells into Headers.',
    },
    function* (_, grid, ids) {
      for (const cell of grid.cells) {
        if (cell.isHeader) continue;
        const { isConnected, unknown } = headersOf(cell, grid, ids());
        if (!isConnected && unknown.length > 0)
          yield elementFault(cell.element, `The cell names headers that are not there: ${unknown.join(', ').slice(0, 200)}.`);
      }
    },
  ),
];
