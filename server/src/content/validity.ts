import type { Manifest, PinnedVersion } from './types.ts';

/** When a version of a block is to be used. Days as `2027-01-31`, both included; no day is no limit. */
export interface Window {
  readonly validFrom?: string;
  readonly validUntil?: string;
}

/** A released version of a block with its content. */
export interface BlockCandidate extends Window {
  readonly id: string;
  readonly versionId: string;
  readonly version: number;
  readonly hash: string;
  readonly source: string;
  /** False of one that came with a folder whose template was not released yet. */
  readonly released: boolean;
}

/** Whether a window holds a day. */
export const holds = ({ validFrom, validUntil }: Window, day: string): boolean =>
  (validFrom === undefined || validFrom <= day) && (validUntil === undefined || day <= validUntil);

/**
 * The wording of a day: of the versions whose window holds it the newest one. On a day that no window holds it is the newest of those
 * that have begun, so that a text never disappears by itself; before all begin the oldest.
 */
export function chooseCandidate<T extends Window & { readonly version: number }>(candidates: readonly T[], day: string): T | undefined {
  const newest = (some: readonly T[]): T | undefined =>
    some.reduce<T | undefined>((best, one) => (best && best.version > one.version ? best : one), undefined);
  const begun = candidates.filter(({ validFrom }) => validFrom === undefined || validFrom <= day);
  return (
    newest(begun.filter((one) => holds(one, day))) ??
    newest(begun) ??
    candidates.reduce<T | undefined>((old, one) => (old && old.version < one.version ? old : one), undefined)
  );
}

/**
 * Those of a block's versions that can still be the wording of some day from `today` on: the others need not be kept with a template.
 * A newer version hides an older one wherever both windows hold.
 */
export function stillPossible<T extends Window & { readonly version: number }>(candidates: readonly T[], today: string): readonly T[] {
  const days = [today, ...daysOfChange(candidates).filter((day) => day > today)];
  const chosen = new Set(days.map((day) => chooseCandidate(candidates, day)));
  return candidates.filter((one) => chosen.has(one));
}

/** The days on which another version may become the wording. Sorted. */
export function daysOfChange(windows: readonly Window[]): readonly string[] {
  const days = windows.flatMap(({ validFrom, validUntil }) => [
    ...(validFrom ? [validFrom] : []),
    ...(validUntil ? [dayAfter(validUntil)] : []),
  ]);
  return [...new Set(days)].sort();
}

/** One version of each block that a template is made of: the wording of the day. */
export function pinsOn(manifest: Manifest, day: string): readonly PinnedVersion[] {
  return [...Map.groupBy(manifest.blocks, ({ id }) => id).values()].map((pins) => chooseCandidate(pins, day)!);
}

function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** The day of a moment, in UTC as runs are dated. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
