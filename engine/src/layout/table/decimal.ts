import type { ResolvedTable, Run } from '../../resolve/resolved.ts';
import type { Scope } from '../scope.ts';
import type { LayoutStyle, LayoutTableStyle } from '../styles.ts';
import type { DataRows } from './data-rows.ts';

/**
 * Columns whose numbers stand with their decimal separators one below the other. A number's tail is what follows from the
 * separator on, currency sign and all; numbers with a shorter tail than the longest of the column are moved in by the difference.
 */
export class DecimalColumns {
  readonly #scope: Scope;
  /** Style of the cells. */
  readonly #style: LayoutStyle;
  readonly #longest: readonly number[];

  constructor(scope: Scope, table: ResolvedTable, rows: DataRows, style: LayoutTableStyle) {
    this.#scope = scope;
    this.#style = style.cell;
    this.#longest = table.columns.map((_, column) => this.#longestTail(table, rows, column));
  }

  /**
   * How far a text is moved in from the right edge, points. Sums in another size are measured as if set like the cells above
   * them, so that their right edges agree where their fractions are equally long.
   */
  inset(column: number, runs: readonly Run[]): number {
    const tail = this.#tail(runs);
    return tail === undefined ? 0 : Math.max(0, (this.#longest[column] ?? 0) - tail);
  }

  /** What aligning may add to the column's widest text, points. */
  extraWidth(column: number): number {
    return (this.#longest[column] ?? 0) > 0 ? (this.#spread[column] ?? 0) : 0;
  }

  /** Difference of the longest and the shortest tail, by column. */
  readonly #spread: number[] = [];

  #longestTail(table: ResolvedTable, rows: DataRows, column: number): number {
    this.#spread[column] = 0;
    if (table.columns[column]?.align !== 'decimal') return 0;
    let longest = 0;
    let shortest = Number.POSITIVE_INFINITY;
    rows.visit(column, ({ runs, align }) => {
      const tail = align === 'decimal' ? this.#tail(runs) : undefined;
      if (tail === undefined) return;
      if (tail > longest) longest = tail;
      if (tail < shortest) shortest = tail;
    });
    this.#spread[column] = longest > shortest ? longest - shortest : 0;
    return longest;
  }

  /** Width from the last decimal separator on; of a whole number what follows its last digit; none of other text. */
  #tail(runs: readonly Run[]): number | undefined {
    const run = runs.at(-1);
    if (run === undefined) return undefined;
    const { text } = run;
    const separator = text.lastIndexOf(this.#scope.decimalSeparator);
    const fraction = separator >= 0 && isDigit(text.charCodeAt(separator + 1));
    const start = fraction ? separator : afterLastDigit(text);
    if (start === 0) return undefined;
    if (start === text.length) return 0;
    return this.#scope.typesetter.endWidth(run, start, this.#style, this.#scope.language);
  }
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function afterLastDigit(text: string): number {
  let end = text.length;
  while (end > 0 && !isDigit(text.charCodeAt(end - 1))) end--;
  return end;
}
