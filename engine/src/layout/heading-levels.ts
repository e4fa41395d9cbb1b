import type { Findings } from './findings.ts';

/** The level of the last heading, by what it is in. */
const lastLevels = new WeakMap<object, number>();

/**
 * The level that a heading is tagged with, among those of the same place: of a document's body, or of the frames of a page. PDF/UA-1, 7.4.2 forbids to skip levels and wants the first to be 1, so a
 * heading that does is tagged one level below the last, looks as the author wanted, and the author is told.
 */
export function tagLevel<Level extends number>(findings: Findings, place: object, level: Level, source: string): Level {
  const last = lastLevels.get(place) ?? 0;
  const tagged = Math.min(level, last + 1) as Level;
  lastLevels.set(place, tagged);
  if (tagged !== level) {
    const after = last === 0 ? 'is the first heading' : `follows one of level ${last}`;
    findings.warn('heading.skipped-level', `A heading of level ${level} ${after}; it is tagged as level ${tagged}.`, source, {
      hint: `Make it level ${tagged}, and give it the style that it should look like.`,
    });
  }
  return tagged;
}
