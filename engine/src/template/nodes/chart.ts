import type { Expression, Inline, Localized, NodeBase } from '../model.ts';

/**
 * Numbers as a picture: vectors in the brand's fonts and colours, with the numbers themselves for those who do not see it. In
 * e-mails and texts the numbers stand as a table.
 */
export interface Chart extends NodeBase {
  readonly type: 'chart';
  readonly kind: 'bar' | 'line' | 'area' | 'doughnut';
  /** The list whose items are the bars, points or shares. */
  readonly each: Expression;
  /** The name that an item is bound to; `row` if absent. */
  readonly as?: string;
  /** What an item is called on the axis. */
  readonly label: Localized<Inline>;
  /** What is shown of an item. A doughnut has one. */
  readonly series: readonly ChartSeries[];
  readonly title?: Localized<Inline>;
  /** What the numbers count, under the title and in the alternative text: `kWh`. */
  readonly unit?: Localized<Inline>;
  /** Writes a number, bound to `value`; e.g. `money(value, 'EUR')`. As the language does, with `digits` decimals, if absent. */
  readonly format?: Expression;
  /** Decimals of numbers, 0 to 6; as many as the data has, but 2 at most, if absent. */
  readonly digits?: number;
  /** Millimetres; as wide as there is room if absent. */
  readonly width?: number;
  /** Millimetres; in proportion to the width and the number of bars if absent. */
  readonly height?: number;
  readonly align?: 'left' | 'right' | 'center';
  /** Series of bars or areas one upon the other. */
  readonly stacked?: boolean;
  /** Bars from left to right, for long labels. */
  readonly horizontal?: boolean;
  /** True for the item whose bar stands out: this month, this customer. */
  readonly highlight?: Expression;
  /** Whether bars and points carry their numbers; where they fit (`auto`) if absent. */
  readonly values?: 'auto' | 'none';
  /** Alternative text; made of the numbers if absent. */
  readonly alt?: Localized<Inline>;
  /** A paragraph style of the brand for the labels; the body's, smaller, if absent. */
  readonly style?: string;
}

export interface ChartSeries {
  readonly name: Localized<Inline>;
  /** A number; where the record has none there is a gap. */
  readonly value: Expression;
  /** `#rrggbb`; a tone of the brand's main colour if absent. */
  readonly color?: string;
  /** `comparison`: what the others are compared with, such as the year before; drawn paler. */
  readonly role?: 'main' | 'comparison';
}
