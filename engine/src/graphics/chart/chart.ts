import { contrast, mix, toned } from '../contrast.ts';
import type { Outline } from '../outline.ts';

/** A chart's content, whatever it is drawn for. */
export interface ChartContent {
  readonly kind: 'bar' | 'line' | 'area' | 'doughnut';
  readonly labels: readonly string[];
  /** Shorter forms of all labels, where there are such: of months and weekdays. */
  readonly shortLabels?: readonly string[];
  readonly series: readonly ChartSeriesContent[];
  /** For each item, whether it stands out; absent where none does. */
  readonly highlights?: readonly boolean[];
  readonly title: string;
  readonly unit: string;
  readonly stacked: boolean;
  readonly horizontal: boolean;
  readonly showValues: boolean;
  /** Main colour of the brand, `#rrggbb`. */
  readonly color: string;
  /** Writes a number as it is read in the document's language. */
  format(value: number): string;
  /** Writes a number of the axis, which has no more decimals than it needs. */
  tick(value: number): string;
  /** Writes a share of 1 as a percentage. */
  percent(share: number): string;
}

export interface ChartSeriesContent {
  readonly name: string;
  readonly color?: string;
  readonly comparison: boolean;
  /** One for each label; undefined is a gap. */
  readonly values: readonly (number | undefined)[];
}

/** How text is measured and how large it is. Points, or pixels: whatever the chart is drawn in. */
export interface ChartType {
  readonly size: number;
  readonly ink: string;
  measure(text: string, bold: boolean): number;
}

/** What a chart is drawn with: rectangles, lines, areas and text, from the left top corner, y downwards. */
export type ChartMark =
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: string;
    }
  | { readonly kind: 'area'; readonly outline: Outline; readonly fill: string }
  | { readonly kind: 'stroke'; readonly outline: Outline; readonly color: string; readonly width: number }
  | ChartText;

export interface ChartText {
  readonly kind: 'text';
  readonly text: string;
  /** Where its left edge, middle or right edge stands. */
  readonly x: number;
  readonly baseline: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly color: string;
  readonly bold: boolean;
}

export interface ChartPicture {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly ChartMark[];
}

/** Least contrast to the page of what has to be told apart from it (WCAG 2.2, 1.4.11). */
export const LEAST_CONTRAST = 3;
const STRONGEST_CONTRAST = 13;

/** Grays of what only helps to read: less ink than the data. */
export const GRID = '#dde1e4';
export const QUIET = '#5c666d';

/**
 * Colours of a number of things beside each other: tones of one colour from dark to light, equal steps apart for the eye, none
 * too pale on paper, so that they stay apart in print without colours too.
 */
export function tones(color: string, count: number): string[] {
  if (count === 1) return [contrast(color, '#ffffff') < LEAST_CONTRAST ? toned(color, LEAST_CONTRAST) : color];
  const from = Math.max(STRONGEST_CONTRAST, Math.min(16, contrast(color, '#ffffff')));
  const last = LEAST_CONTRAST * 1.02;
  return Array.from({ length: count }, (_, i) => toned(color, from * (last / from) ** (i / (count - 1))));
}

/** A colour dark enough for small letters on paper (WCAG 2.2, 1.4.3). */
export const readable = (color: string): string => (contrast(color, '#ffffff') < 4.5 ? toned(color, 4.6) : color);

/** Colours of the series: their own, a pale one for what they are compared with, tones for the others. */
export function seriesColors({ series, color }: ChartContent): string[] {
  const own = tones(color, Math.max(1, series.filter((s) => !s.comparison && s.color === undefined).length));
  let next = 0;
  return series.map((s) => s.color ?? (s.comparison ? paler(mix(color, '#808080', 0.6)) : own[next++]!));
}

/** The palest tone of a colour that still stands out from paper. */
export const paler = (color: string): string => toned(color, LEAST_CONTRAST * 1.02);
