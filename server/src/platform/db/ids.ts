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

/** When an id was made, to the millisecond. */
export function timeOfId(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

/** The month partition of a moment: the first of its month in UTC, as `2026-11-01`. */
export function monthOf(moment: Date): string {
  return `${moment.toISOString().slice(0, 7)}-01`;
}
