import type { VoiceVerdict } from '@posthorn/contract';

const isHarder = ({ difficulty, target }: VoiceVerdict): boolean => difficulty !== undefined && difficulty > target;

/** How much harder than it should be, as a share of what it should be. */
const excess = (verdict: VoiceVerdict): number => (isHarder(verdict) ? verdict.difficulty! / verdict.target - 1 : 0);

/** What a voice finds in all templates together; `worst` are those with something to be done, the most first. Those without text in the language don't count. */
export function sumUp(verdicts: readonly VoiceVerdict[]) {
  const read = verdicts.filter(({ words }) => words > 0);
  const concerned = read.filter(({ total }) => total > 0);
  return {
    read: read.length,
    concerned: concerned.length,
    places: concerned.reduce((sum, { total }) => sum + total, 0),
    harder: read.filter(isHarder).length,
    worst: read
      .filter((verdict) => verdict.total > 0 || isHarder(verdict))
      .sort((a, b) => b.total - a.total || excess(b) - excess(a) || a.templateId.localeCompare(b.templateId)),
  };
}
