import type { ResolvedTable, ResolvedTableRow } from '../../resolve/resolved.ts';
import type { RowMark } from '../../resolve/resolved-table.ts';
import type { LayoutTableStyle } from '../styles.ts';
import type { TableColumns } from './columns.ts';
import type { RowLook } from './row.ts';
import type { Stretch } from './row-extras.ts';

/** The line above a total is this much thicker than the table's other lines. */
const TOTAL_RULE = 2;

/** The looks of a table's rows; those of data rows are made once. */
export class TableLooks {
  readonly #style: LayoutTableStyle;
  readonly #columns: TableColumns;
  readonly #even: RowLook;
  readonly #odd: RowLook;

  constructor(columns: TableColumns, style: LayoutTableStyle) {
    this.#style = style;
    this.#columns = columns;
    this.#even = this.#look(undefined, 0, style.rule);
    this.#odd = this.#look(style.zebra, 0, style.rule);
  }

  /** Every second stripe is coloured. */
  data(stripe: number): RowLook {
    return stripe % 2 === 1 ? this.#odd : this.#even;
  }

  marked(mark: RowMark, stripe: number): RowLook {
    const look = mark.background === undefined ? this.data(stripe) : this.#look(mark.background, 0, this.#style.rule);
    return mark.style === 'total' ? { ...look, ruleAbove: this.#style.rule * TOTAL_RULE } : look;
  }

  header(last: boolean): RowLook {
    const { headerBackground, rule } = this.#style;
    const below = headerBackground === undefined ? rule * TOTAL_RULE : 0;
    return this.#look(headerBackground, 0, last ? below : rule);
  }

  groupHeader(): RowLook {
    return this.#look(this.#style.groupBackground, 0, this.#style.rule);
  }

  footer(style: ResolvedTableRow['style']): RowLook {
    const { rule, totalBackground } = this.#style;
    return this.#look(style === 'total' ? totalBackground : undefined, style === 'total' ? rule * TOTAL_RULE : 0, 0);
  }

  carry(foot: boolean): RowLook {
    return this.#look(undefined, 0, foot ? 0 : this.#style.rule);
  }

  #look(background: string | undefined, ruleAbove: number, ruleBelow: number): RowLook {
    const { ruleColor, paddingY } = this.#style;
    const { left, width } = this.#columns;
    return { x: left, width, paddingY, background, ruleColor, ruleAbove, ruleBelow };
  }
}

/** Whether a table may have upright lines. */
export const hasUprights = ({ columns }: ResolvedTable, { columnRule }: LayoutTableStyle): boolean =>
  columnRule > 0 || columns.some(({ border }) => border !== undefined);

/** The upright lines of a table, each with its middle and its thickness: between all columns, and where columns ask for one. */
export function uprightsOf({ columns }: ResolvedTable, { edges, fromRight }: TableColumns, { columnRule }: LayoutTableStyle): Stretch[] {
  const lines: Stretch[] = [];
  edges.forEach((x, i) => {
    const between = i > 0 && i < columns.length ? columnRule : 0;
    const [left, right] = fromRight ? [columns[i], columns[i - 1]] : [columns[i - 1], columns[i]];
    const width = Math.max(between, left?.border?.right ?? 0, right?.border?.left ?? 0);
    if (width > 0) lines.push({ x, width });
  });
  return lines;
}
