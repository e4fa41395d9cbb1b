import { type ChartContent, paler } from './chart.ts';

/** The series in the order in which their bars stand: what was before stands before what is now. */
export function orderOf({ series }: ChartContent): number[] {
  const all = series.map((_, i) => i);
  return [...all.filter((i) => series[i]!.comparison), ...all.filter((i) => !series[i]!.comparison)];
}

/**
 * A bar's colour. Where one bar stands out, the others step back; beside a comparison, which is pale already, only its texts
 * stand out.
 */
export function fillOf({ highlights, series }: ChartContent, color: string, item: number): string {
  const stepsBack = series.length === 1 && highlights?.[item] === false && highlights.includes(true);
  return stepsBack ? paler(color) : color;
}

/** The parts of an item's stack: from which sum to which. Negative ones go down from zero. */
export function stackOf({ series }: ChartContent, item: number): { readonly index: number; readonly from: number; readonly to: number }[] {
  let [above, below] = [0, 0];
  return series.flatMap(({ values }, index) => {
    const value = values[item] ?? 0;
    if (value === 0) return [];
    const from = value > 0 ? above : below;
    if (value > 0) above += value;
    else below += value;
    return [{ index, from, to: from + value }];
  });
}

/** A fine gap parts one from the next, also where colours print alike. */
export const gapOf = (from: number, length: number): number => (from === 0 ? 0 : Math.min(0.8, length / 2));
