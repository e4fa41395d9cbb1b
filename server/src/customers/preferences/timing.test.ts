import type { Wishes } from '@posthorn/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localTime, zoneOfCountry } from './local-time.ts';
import { notBefore, pausedUntil, quietUntil, type Wishing, withinHours } from './timing.ts';

const minute = 60_000;
const berlin = (wishes: Wishes): Wishing => ({ country: 'DE', wishes });
const night = berlin({ quietHours: { from: '22:00', to: '07:00' } });
const until = (customer: Wishing, at: string) => quietUntil(customer, new Date(at)).toISOString();

test('what comes at night waits until the morning of the customer, not of the server', () => {
  expect(until(night, '2026-11-21T20:59:59Z')).toBe('2026-11-21T20:59:59.000Z');
  expect(until(night, '2026-11-21T21:00:00Z')).toBe('2026-11-22T06:00:00.000Z');
  expect(until(night, '2026-11-22T02:30:11Z')).toBe('2026-11-22T06:00:00.000Z');
  expect(until({ ...night, country: 'US' }, '2026-11-22T11:59:00Z')).toBe('2026-11-22T12:00:00.000Z');
  expect(until({ ...night, wishes: { ...night.wishes, timeZone: 'Asia/Kolkata' } }, '2026-11-22T00:00:00Z')).toBe(
    '2026-11-22T01:30:00.000Z',
  );
});

test('the night in which clocks go ahead is an hour shorter, the one in which they go back an hour longer', () => {
  expect(until(night, '2026-03-28T23:00:00Z')).toBe('2026-03-29T05:00:00.000Z');
  expect(until(night, '2026-10-24T22:00:00Z')).toBe('2026-10-25T06:00:00.000Z');
});

test('quiet hours that end at a time which the clock jumps over end with the jump', () => {
  expect(until(berlin({ quietHours: { from: '01:00', to: '02:30' } }), '2026-03-29T00:10:00Z')).toBe('2026-03-29T01:00:00.000Z');
});

test('where the clock is put back into the quiet hours they begin again', () => {
  const early = berlin({ quietHours: { from: '01:00', to: '02:30' } });
  expect(until(early, '2026-10-25T00:10:00Z')).toBe('2026-10-25T00:30:00.000Z');
  expect(until(early, '2026-10-25T01:05:00Z')).toBe('2026-10-25T01:30:00.000Z');
});

test('a quiet Sunday begins and ends at midnight of the customer and joins the quiet night', () => {
  const sunday = berlin({ quietDays: [7], quietHours: { from: '22:00', to: '07:00' } });
  expect(until(sunday, '2026-11-22T12:00:00Z')).toBe('2026-11-23T06:00:00.000Z');
  expect(until(berlin({ quietDays: [7] }), '2026-11-22T12:00:00Z')).toBe('2026-11-22T23:00:00.000Z');
});

test('hours in which may be sent are read off the customer’s own clock, also on the days on which it is changed', () => {
  const hours = { from: '09:00', until: '17:00', days: [1, 2, 3, 4, 5] };
  const within = (customer: Wishing, at: string, channel: 'email' | 'post' = 'email') =>
    withinHours(customer, { hours, channel }, new Date(at)).toISOString();
  expect(within(berlin({}), '2026-11-23T10:00:00Z')).toBe('2026-11-23T10:00:00.000Z');
  expect(within(berlin({ timeZone: 'America/New_York' }), '2026-11-23T10:00:00Z')).toBe('2026-11-23T14:00:00.000Z');
  // Friday evening; the clock goes ahead on Sunday, and on the other side of the year it goes back.
  expect(within(berlin({}), '2026-03-27T16:00:00Z')).toBe('2026-03-30T07:00:00.000Z');
  expect(within(berlin({}), '2026-10-23T15:00:00Z')).toBe('2026-10-26T08:00:00.000Z');
  // Quiet hours of the customer's own are looked at apart; a letter makes itself not heard.
  expect(within(night, '2026-11-22T02:00:00Z', 'post')).toBe('2026-11-22T02:00:00.000Z');
});

const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Pacific/Apia', 'UTC'];
const clock = fc
  .integer({ min: 0, max: 1_439 })
  .map((at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`);
/** Often around the days on which clocks are changed. */
const moment = fc
  .tuple(
    fc.constantFrom(
      '2026-03-29T01:00Z',
      '2026-10-25T01:00Z',
      '2026-11-01T06:00Z',
      '2026-03-08T07:00Z',
      '2026-04-04T15:00Z',
      '2026-07-01T00:00Z',
    ),
    fc.integer({ min: -3_000, max: 3_000 }),
  )
  .map(([near, minutes]) => new Date(Date.parse(near) + minutes * minute));

test('quiet is over at the first moment whose clock shows no quiet time: none before it, in any zone, at any change of clocks', () => {
  const wishes = fc.record({
    timeZone: fc.constantFrom(...zones),
    quietHours: fc.record({ from: clock, to: clock }).filter(({ from, to }) => from !== to),
    quietDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 2 }),
  });
  fc.assert(
    fc.property(wishes, moment, (wish, at) => {
      const end = quietUntil(berlin(wish), at);
      expect(isQuiet(wish, end)).toBe(false);
      const last = end.getTime() - minute;
      for (let now = at.getTime(); now < last; now += 11 * minute) expect(isQuiet(wish, new Date(now))).toBe(true);
      if (last >= at.getTime()) expect(isQuiet(wish, new Date(last))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

const shown = new Map(
  zones.map((timeZone) => [timeZone, new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', weekday: 'short' })]),
);

/** The definition, for one moment. */
function isQuiet({ timeZone, quietHours, quietDays }: Required<Pick<Wishes, 'timeZone' | 'quietHours' | 'quietDays'>>, at: Date): boolean {
  const [weekday, time] = shown.get(timeZone)!.format(at).split(/,? /);
  const { from, to } = quietHours;
  const inHours = from < to ? from <= time! && time! < to : time! >= from || time! < to;
  return inHours || quietDays.includes(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(weekday!) + 1);
}

test('a pause holds back advertising until its day begins where the customer lives, and nothing else', () => {
  const pausing = berlin({ pauseUntil: '2026-12-21', quietHours: { from: '22:00', to: '07:00' } });
  const at = new Date('2026-11-21T12:00:00Z');
  expect(pausedUntil(pausing, 'advertising', at)).toBe('2026-12-21');
  expect(pausedUntil(pausing, 'contract', at)).toBeUndefined();
  expect(pausedUntil(pausing, 'advertising', new Date('2026-12-20T23:30:00Z'))).toBeUndefined();
  const earliest = (purpose: string, channel: 'email' | 'post') => notBefore(pausing, { purpose, channel }, at).toISOString();
  expect(earliest('advertising', 'post')).toBe('2026-12-20T23:00:00.000Z');
  expect(earliest('advertising', 'email')).toBe('2026-12-21T06:00:00.000Z');
  expect(earliest('contract', 'email')).toBe(at.toISOString());
});

test('every country has a time zone that exists', () => {
  expect([zoneOfCountry('DE'), zoneOfCountry('US'), zoneOfCountry('AT'), zoneOfCountry('ZZ')]).toEqual([
    'Europe/Berlin',
    'America/New_York',
    'Europe/Vienna',
    'UTC',
  ]);
  for (const country of ['AR', 'AU', 'BR', 'CA', 'CD', 'CL', 'CN', 'ES', 'ID', 'KZ', 'MN', 'MX', 'NZ', 'PT', 'RU', 'UA', 'UZ'])
    expect(() => localTime(new Date(), zoneOfCountry(country))).not.toThrow();
});
