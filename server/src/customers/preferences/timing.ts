import type { ChannelName, Frequency, SendingHours, Wishes } from '@posthorn/contract';
import { localTime, nextJump, zoneOfCountry } from './local-time.ts';

/*
 * When a customer wants to hear from us
 *
 * Quiet hours and quiet days are read off the clock of the customer's time zone: a moment is quiet when that clock shows a quiet time. Where the
 * clock jumps ahead over the end of the quiet hours, they end with the jump; where it is put back into them, they begin again. They hold for
 * what makes itself heard (e-mail, SMS, push); a letter comes with the postman. A pause holds for advertising on all channels.
 */

/** What is asked of a customer here. */
export interface Wishing {
  readonly country: string;
  readonly wishes: Wishes;
}

const audible: ReadonlySet<ChannelName> = new Set<ChannelName>(['email', 'sms', 'push']);
const minute = 60_000;
const midnight = 24 * 60;

/** The time zone of a customer: as wished, else that of the country. */
export const timeZoneOf = ({ country, wishes }: Wishing): string => wishes.timeZone ?? zoneOfCountry(country);

/** The first moment from `at` on at which it is not quiet for the customer: `at` itself where it is not. */
export function quietUntil(customer: Wishing, at: Date): Date {
  const { quietHours, quietDays = [] } = customer.wishes;
  if (quietHours === undefined && quietDays.length === 0) return at;
  const zone = timeZoneOf(customer);
  for (let now = at; ; ) {
    const left = minutesOfQuiet(customer.wishes, localTime(now, zone));
    if (left === 0) return now;
    const end = new Date(Math.floor(now.getTime() / minute) * minute + left * minute);
    now = nextJump(now, end, zone) ?? end;
  }
}

/** How long the clock must go on evenly until it shows a time that may not be quiet any more; 0 where it shows one. */
function minutesOfQuiet(
  { quietHours, quietDays = [] }: Wishes,
  { minutes, weekday }: { readonly minutes: number; readonly weekday: number },
): number {
  const day = quietDays.includes(weekday) ? midnight - minutes : 0;
  if (quietHours === undefined) return day;
  const [from, to] = [minutesOf(quietHours.from), minutesOf(quietHours.to)];
  if (from < to) return Math.max(day, minutes >= from && minutes < to ? to - minutes : 0);
  if (minutes >= from) return Math.max(day, midnight - minutes + to);
  return Math.max(day, minutes < to ? to - minutes : 0);
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** The day on which advertising may come again, `YYYY-MM-DD`; undefined where the customer has not paused it, or not any more. */
export function pausedUntil(customer: Wishing, purpose: string, at: Date): string | undefined {
  const { pauseUntil } = customer.wishes;
  if (purpose !== 'advertising' || pauseUntil === undefined) return undefined;
  return localTime(at, timeZoneOf(customer)).day < pauseUntil ? pauseUntil : undefined;
}

/**
 * The earliest moment at which something may go to the customer as the customer wishes it; `at` itself where now will do.
 * How often something came before is not looked at: see `frequencyOf`.
 */
export function notBefore(
  customer: Wishing,
  { purpose, channel }: { readonly purpose: string; readonly channel: ChannelName },
  at: Date,
): Date {
  const day = pausedUntil(customer, purpose, at);
  const free = day === undefined ? at : beginOfDay(day, timeZoneOf(customer));
  return audible.has(channel) ? quietUntil(customer, free) : free;
}

/** The first moment from `at` on within hours of the customer's day; `at` itself for what makes itself not heard. */
export function withinHours(
  { country, wishes: { timeZone } }: Wishing,
  { hours: { from, until, days }, channel }: { readonly hours: SendingHours; readonly channel: ChannelName },
  at: Date,
): Date {
  if (!audible.has(channel)) return at;
  const quietDays = days === undefined ? [] : [1, 2, 3, 4, 5, 6, 7].filter((day) => !days.includes(day));
  // Outside of the hours is what a customer would call quiet.
  const wishes = { quietHours: { from: until, to: from }, quietDays, ...(timeZone === undefined ? {} : { timeZone }) };
  return quietUntil({ country, wishes }, at);
}

/** The first moment of a day in a zone: midnight, or where the clock jumps over it, the jump. */
function beginOfDay(day: string, zone: string): Date {
  // No clock is more than 15 hours from UTC.
  let now = new Date(Date.parse(`${day}T00:00:00Z`) - 15 * 3_600_000);
  for (;;) {
    const shown = localTime(now, zone);
    if (shown.day >= day) return now;
    const end = new Date(Math.floor(now.getTime() / minute) * minute + (midnight - shown.minutes) * minute);
    now = nextJump(now, end, zone) ?? end;
  }
}

/** Fewest days between two messages, by wish; `each` has none. */
export const daysBetween: Readonly<Record<Frequency, number>> = { each: 0, daily: 1, weekly: 7, monthly: 30, quarterly: 91 };

/** How often the customer wants to hear of a purpose at most; undefined where nothing was wished. */
export const frequencyOf = ({ wishes }: Wishing, purpose: string): Frequency | undefined =>
  wishes.frequency?.[purpose] ?? wishes.frequency?.['*'];
