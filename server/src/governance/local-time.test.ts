import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DaySpan, endOfSpan, localMonth, nextMonth, nextTime, nextTimeOn, offsetAt } from './local-time.ts';

const berlin = 'Europe/Berlin';
const night: DaySpan = { from: '20:00', until: '08:00' };
const end = (span: DaySpan, at: string, zone = berlin) => endOfSpan(span, zone, new Date(at)).toISOString();

test('a span over midnight ends in the morning, and a moment outside of it is its own end', () => {
  expect(end(night, '2026-11-22T22:30:00Z')).toBe('2026-11-23T07:00:00.000Z');
  expect(end(night, '2026-11-22T03:00:00Z')).toBe('2026-11-22T07:00:00.000Z');
  expect(end(night, '2026-11-22T07:00:00Z')).toBe('2026-11-22T07:00:00.000Z');
  expect(end(night, '2026-11-22T12:34:56.789Z')).toBe('2026-11-22T12:34:56.789Z');
});

test('the night in which the clock jumps ahead is an hour shorter, the one in which it is put back an hour longer', () => {
  expect(end(night, '2026-03-28T20:00:00Z')).toBe('2026-03-29T06:00:00.000Z');
  expect(end(night, '2026-10-24T20:00:00Z')).toBe('2026-10-25T07:00:00.000Z');
});

test('where the clock jumps over the end, the span ends with the jump', () => {
  expect(end({ from: '22:00', until: '02:30' }, '2026-03-28T23:30:00Z')).toBe('2026-03-29T01:00:00.000Z');
});

test('a whole day that is quiet is quiet from midnight to midnight, and Sundays and Saturdays follow each other', () => {
  const weekend: DaySpan = { from: '00:00', until: '00:00', days: [6, 7] };
  expect(end(weekend, '2026-11-21T12:00:00Z')).toBe('2026-11-22T23:00:00.000Z');
  expect(end(weekend, '2026-11-20T22:59:00Z')).toBe('2026-11-20T22:59:00.000Z');
});

test('the days of a span over midnight are those on which it begins', () => {
  const friday: DaySpan = { ...night, days: [5] };
  expect(end(friday, '2026-11-21T02:00:00Z')).toBe('2026-11-21T07:00:00.000Z');
  expect(end(friday, '2026-11-20T02:00:00Z')).toBe('2026-11-20T02:00:00.000Z');
});

test('a digest closes on its day by the clock, on those on which it jumps too', () => {
  const next = (days: number[], time: string, at: string) => nextTimeOn(days, time, berlin, new Date(at)).toISOString();
  expect(next([1], '17:00', '2026-11-22T10:00:00Z')).toBe('2026-11-23T16:00:00.000Z');
  expect(next([7], '17:00', '2026-11-22T16:00:00Z')).toBe('2026-11-29T16:00:00.000Z');
  // Over the change of the clock it is the same time of day.
  expect(next([1], '17:00', '2026-03-27T17:00:00Z')).toBe('2026-03-30T15:00:00.000Z');
  expect(next([1], '17:00', '2026-10-23T17:00:00Z')).toBe('2026-10-26T16:00:00.000Z');
  // 2:30 does not come on the Sunday of March: an hour later by the clock; the week after it does.
  expect(next([7], '02:30', '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:30:00.000Z');
  expect(next([7], '02:30', '2026-03-29T01:30:00Z')).toBe('2026-04-05T00:30:00.000Z');
});

test('a time of day comes again today or tomorrow, also when the clock jumps over it', () => {
  const next = (time: string, at: string) => nextTime(time, berlin, new Date(at)).toISOString();
  expect(next('16:00', '2026-11-22T10:00:00Z')).toBe('2026-11-22T15:00:00.000Z');
  expect(next('16:00', '2026-11-22T15:00:00Z')).toBe('2026-11-23T15:00:00.000Z');
  expect(next('16:00', '2026-10-24T20:00:00Z')).toBe('2026-10-25T15:00:00.000Z');
  expect(next('02:30', '2026-03-28T20:00:00Z')).toBe('2026-03-29T01:30:00.000Z');
});

test('months begin at midnight of the organisation', () => {
  expect(nextMonth(berlin, new Date('2026-03-15T12:00:00Z')).toISOString()).toBe('2026-03-31T22:00:00.000Z');
  expect(nextMonth('America/New_York', new Date('2026-10-31T12:00:00Z')).toISOString()).toBe('2026-11-01T04:00:00.000Z');
  expect(localMonth(berlin, new Date('2026-11-30T23:30:00Z'))).toBe('2026-12-01');
});

const time = fc
  .integer({ min: 0, max: 95 })
  .map((q) => `${String(Math.floor(q / 4)).padStart(2, '0')}:${String((q % 4) * 15).padStart(2, '0')}`);
const zone = fc.constantFrom(berlin, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/Sao_Paulo', 'Pacific/Apia');
// Weeks around the jumps, and some between.
const moment = fc.date({ min: new Date('2026-03-01T00:00:00Z'), max: new Date('2026-12-01T00:00:00Z'), noInvalidDate: true });
const span = fc.record({ from: time, until: time, days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 }) });

/** Said in another way than the code says it: what the clock shows, minute by minute. */
function shows({ from, until, days }: DaySpan, where: string, at: Date): boolean {
  const local = new Date(at.getTime() + offsetAt(where, at.getTime()));
  const clock = local.toISOString().slice(11, 16);
  const on = (date: Date) => days!.includes(date.getUTCDay() || 7);
  const yesterday = new Date(local.getTime() - 86_400_000);
  if (from < until) return clock >= from && clock < until && on(local);
  return (clock >= from && on(local)) || (clock < until && on(yesterday));
}

test('a span ends at the first moment at which the clock shows no time in it', () => {
  fc.assert(
    fc.property(span, zone, moment, (one, where, at) => {
      const ends = endOfSpan(one, where, at);
      expect(shows(one, where, ends)).toBe(false);
      for (let back = 1; back <= 40; back++) {
        const before = at.getTime() + ((ends.getTime() - at.getTime()) * (back - 1)) / 40;
        if (before < ends.getTime()) expect(shows(one, where, new Date(before))).toBe(true);
      }
    }),
  );
});
