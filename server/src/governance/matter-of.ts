import type { Template } from '@posthorn/engine';
import { offsetAt } from './local-time.ts';
import type { Matter } from './types.ts';

const day = 86_400_000;

/**
 * What a message is about, by what its template says and the record holds. A field that is missing, or holds no text, number or day, says nothing.
 * @param from when the run began: days of validity are counted from there
 * @param zone in which a last day ends
 */
export function matterOf(
  { id, contact = {} }: Pick<Template, 'id' | 'contact'>,
  record: { readonly [field: string]: unknown },
  from: Date,
  zone: string,
): Matter {
  const key = contact.key === undefined ? undefined : fieldOf(record, contact.key);
  const ends = [
    ...(contact.validDays === undefined ? [] : [new Date(from.getTime() + contact.validDays * day)]),
    ...(contact.validUntil === undefined ? [] : endOfDay(fieldOf(record, contact.validUntil), zone)),
  ];
  return {
    matter: contact.matter ?? id,
    matterKey: typeof key === 'string' || typeof key === 'number' ? String(key) : null,
    validUntil: ends.length === 0 ? null : new Date(Math.min(...ends.map((end) => end.getTime()))),
  };
}

function fieldOf(record: { readonly [field: string]: unknown }, path: string): unknown {
  let value: unknown = record;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as { readonly [field: string]: unknown })[part];
  }
  return value;
}

/** The last moment of a day, `YYYY-MM-DD`, or the moment itself where a time goes with it. */
function endOfDay(value: unknown, zone: string): readonly Date[] {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}(T|$)/.test(value)) return [];
  const moment = new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T12:00:00Z` : value);
  if (Number.isNaN(moment.getTime())) return [];
  if (value.length > 10) return [moment];
  const midnight = moment.getTime() + day / 2;
  return [new Date(midnight - offsetAt(zone, midnight - offsetAt(zone, midnight)) - 1)];
}
