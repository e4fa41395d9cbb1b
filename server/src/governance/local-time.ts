import { offsetAt as zoneOffset } from '../customers/index.ts';

/*
 * Times on the clock at a customer's place. The clock there jumps twice a year; what is quiet "until 8:00" ends when the clock shows 8:00 or, where
 * that moment is jumped over, the moment after the jump.
 */

const minute = 60_000;
const day = 24 * 60 * minute;

const offsets = new Map<string, number>();

/**
 * How far the clock in a zone is ahead of UTC, in milliseconds. Clocks jump on quarters of an hour only, so one answer is kept for each of
 * them: asking Intl takes microseconds, and a chunk asks a thousand times for the same one.
 */
export function offsetAt(zone: string, at: number): number {
  const key = `${zone} ${Math.floor(at / (15 * minute))}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = zoneOffset(new Date(at), zone);
  if (offsets.size > 10_000) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** A span of the day: `HH:MM`; `until` not after `from` goes over midnight. */
export interface DaySpan {
  readonly from: string;
  readonly until: string;
  /** Days of the week on which it begins, 1 for Monday; absent for all. */
  readonly days?: readonly number[] | undefined;
}

/** Minutes of a time of day since midnight. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** 1 for Monday, of a local time; 1 January 1970 was a Thursday. */
const weekdayOf = (local: number): number => ((((Math.floor(local / day) + 3) % 7) + 7) % 7) + 1;

/** How long the span still lasts by the clock, in milliseconds; 0 outside of it. */
function remaining({ from, until, days }: DaySpan, zone: string, at: number): number {
  const local = at + offsetAt(zone, at);
  const midnight = Math.floor(local / day) * day;
  const begin = minutesOf(from) * minute;
  const length = ((minutesOf(until) - minutesOf(from) + 1440) % 1440 || 1440) * minute;
  for (const start of [midnight + begin, midnight + begin - day]) {
    if (local < start || local >= start + length) continue;
    if (days === undefined || days.includes(weekdayOf(start))) return start + length - local;
  }
  return 0;
}

/** The end of a span that lasts at a moment; the moment itself outside of it. */
export function endOfSpan(span: DaySpan, zone: string, moment: Date): Date {
  let at = moment.getTime();
  // A span of whole days may follow itself; a week of them has no end.
  for (let left = remaining(span, zone, at), tries = 0; left > 0 && tries < 16; left = remaining(span, zone, at), tries++) {
    const next = at + left;
    at = offsetAt(zone, next) === offsetAt(zone, at) ? next : firstOutside(span, zone, at, next);
  }
  return new Date(at);
}

/** Between a moment in the span and a later one, with a jump of the clock between them: where the span ends, or the later one. */
function firstOutside(span: DaySpan, zone: string, inside: number, later: number): number {
  if (remaining(span, zone, later) > 0) return later;
  let [low, high] = [inside, later];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (remaining(span, zone, middle) > 0) low = middle;
    else high = middle;
  }
  return high;
}

/** The next moment, after the given one, at which the clock shows a time; where the clock jumps over it, the moment that long after the jump. */
export function nextTime(time: string, zone: string, after: Date): Date {
  const begun = after.getTime();
  // A span of a whole day that begins at that time lasts until it begins again.
  const guess = begun + remaining({ from: time, until: time }, zone, begun);
  const shifted = guess + offsetAt(zone, begun) - offsetAt(zone, guess);
  return new Date(shifted > begun && offsetAt(zone, shifted) === offsetAt(zone, guess) ? shifted : guess);
}

/** The same on one of some days of the week, 1 for Monday. */
export function nextTimeOn(days: readonly number[], time: string, zone: string, after: Date): Date {
  let next = nextTime(time, zone, after);
  for (let tries = 1; tries < 7 && !days.includes(weekdayOf(next.getTime() + offsetAt(zone, next.getTime()))); tries++)
    next = nextTime(time, zone, next);
  return next;
}

/** The first moment of the next month by the clock of a zone. */
export function nextMonth(zone: string, at: Date): Date {
  const local = new Date(at.getTime() + offsetAt(zone, at.getTime()));
  const first = Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 1);
  return new Date(first - offsetAt(zone, first - offsetAt(zone, at.getTime())));
}

/** The month of a moment by the clock of a zone, `YYYY-MM-01`. */
export function localMonth(zone: string, at: Date): string {
  return `${new Date(at.getTime() + offsetAt(zone, at.getTime())).toISOString().slice(0, 7)}-01`;
}
