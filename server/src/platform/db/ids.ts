import { randomBytes } from 'node:crypto';

let lastMillisecond = 0;
let counter = 0;

/**
 * A UUID version 7 (RFC 9562): sorted by the time it was made, so that new rows go to the end of an index. Within a millisecond
 * a 12-bit counter (its method 1) keeps the order of one process; it may run ahead of the clock but never back.
 */
export function newId(): string {
  const now = Date.now();
  if (now > lastMillisecond) {
    lastMillisecond = now;
    counter = randomBytes(2).readUInt16BE() & 0x3ff;
  } else if (++counter > 0xfff) {
    lastMillisecond++;
    counter = 0;
  }
  const time = lastMillisecond.toString(16).padStart(12, '0');
  const random = randomBytes(8);
  random[0] = (random[0]! & 0x3f) | 0x80;
  const tail = random.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

/** Whether a text has the form of an id. What requests bring may be anything, and PostgreSQL refuses to look for what has not. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/**
 * A text from outside as it is compared with a column of ids: null, which nothing equals, where it is none. Comparing the column's text
 * instead (`id::text = …`) would pass over its index and read the whole table.
 */
export const idOrNull = (text: string): string | null => (isId(text) ? text : null);

/** The same where rows have numbers (`bigint`): null for what is none. */
export const numberOrNull = (text: string): string | null => (/^\d{1,18}$/.test(text) ? text : null);

/** When an id was made, to the millisecond. */
export function timeOfId(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

/** The month partition of a moment: the first of its month in UTC, as `2026-11-01`. */
export function monthOf(moment: Date): string {
  return `${moment.toISOString().slice(0, 7)}-01`;
}
