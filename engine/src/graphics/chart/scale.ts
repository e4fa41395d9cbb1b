/** A linear scale with its ticks. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

const STEPS = [1, 2, 5, 10];

/**
 * A scale around values whose ticks are multiples of 1, 2 or 5 times a power of ten, about as many as asked for. It begins and
 * ends at a tick.
 * @param fromZero bars and areas must stand on zero; lines need not where all their points are far from it
 */
export function scaleFor(least: number, greatest: number, count: number, fromZero: boolean): Scale {
  const far = least > 0 ? least > greatest * 0.6 : greatest < 0 && greatest < least * 0.6;
  let low = fromZero || !far ? Math.min(0, least) : least;
  let high = fromZero || !far ? Math.max(0, greatest) : greatest;
  if (low === high) {
    if (high === 0) high = 1;
    else if (high > 0) low = fromZero ? 0 : high * 0.9;
    else high = fromZero ? 0 : low * 0.9;
  }
  const step = niceStep((high - low) / Math.max(1, count));
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  // Multiplied, not added up: no errors pile up.
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => tidy((first + i) * step));
  return { low: ticks[0]!, high: ticks.at(-1)!, ticks };
}

function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = (STEPS.find((s) => s * power >= raw * (1 - 1e-9)) ?? 10) * power;
  return step > 0 && Number.isFinite(step) ? step : 1;
}

const tidy = (value: number): number => Number(value.toPrecision(12));
