import type { DraftRevision } from '@posthorn/contract';
import type { Static } from 'typebox';

export type Save = Static<typeof DraftRevision>;

/** Saves of one person one after another: the last of them, and how many there were. */
export interface Sitting extends Save {
  readonly saves: number;
  readonly since: string;
}

/** A pause after which somebody is said to have begun anew. */
const PAUSE = 3 * 60_000;

/**
 * All is saved every few seconds: what one looks back at is where somebody stopped, and what the draft began with. The newest first, as the
 * saves come.
 */
export function sittingsOf(saves: readonly Save[]): readonly Sitting[] {
  const sittings: Sitting[] = [];
  for (const save of saves) {
    const later = sittings.at(-1);
    if (save.revision > 1 && later?.by === save.by && Date.parse(later.since) - Date.parse(save.at) < PAUSE)
      sittings[sittings.length - 1] = { ...later, saves: later.saves + 1, since: save.at };
    else sittings.push({ ...save, saves: 1, since: save.at });
  }
  return sittings;
}
