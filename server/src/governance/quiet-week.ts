import { minutesOf } from './local-time.ts';
import type { DigestRule, QuietRule } from './types.ts';

/* What rules about hours and days come to over a week: whether they leave any time at all. */

const day = 1440;
const week = 7 * day;

/** Whether some quiet hours together leave no minute of the week. */
export function leaveNoTime(rules: readonly QuietRule[]): boolean {
  const quiet = new Uint8Array(week);
  for (const { from, until, days = [1, 2, 3, 4, 5, 6, 7] } of rules) {
    const length = (minutesOf(until) - minutesOf(from) + day) % day || day;
    for (const weekday of days) {
      const begin = (weekday - 1) * day + minutesOf(from);
      quiet.fill(1, begin, begin + length);
      // From Sunday into Monday.
      quiet.fill(1, 0, Math.max(0, begin + length - week));
    }
  }
  return quiet.every((minute) => minute === 1);
}

/** Days from one closing of a digest to the next, at most. */
export function daysBetweenClosings({ days }: DigestRule): number {
  if (days === undefined) return 1;
  const sorted = [...new Set(days)].sort();
  return Math.max(...sorted.map((weekday, at) => (sorted[at + 1] ?? sorted[0]! + 7) - weekday));
}
