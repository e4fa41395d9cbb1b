import type { ConsentEntry } from './types.ts';

const years = 5;

/**
 * Until when a consent to advertising by telephone must be kept and shown to the authority on demand: five years from the day it was given and from each
 * use (§ 7a (2) UWG). @param entries of one purpose, on the channel phone
 * @returns undefined where nothing has to be kept
 */
export function phoneProofUntil(entries: readonly ConsentEntry[]): Date | undefined {
  const starts = entries
    .filter((entry) => entry.channel === 'phone' && (entry.act === 'granted' || entry.act === 'used'))
    .map((entry) => entry.at.getTime());
  if (starts.length === 0) return undefined;
  const until = new Date(Math.max(...starts));
  until.setUTCFullYear(until.getUTCFullYear() + years);
  return until;
}
