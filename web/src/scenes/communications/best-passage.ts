import type { OriginPassage } from '@posthorn/contract';

const wordsOf = (text: string): string[] => text.toLocaleLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
/** Words that every line has tell nothing. */
const telling = (word: string): boolean => word.length > 2;

/**
 * The passage that a line of a letter was most likely made of: the one whose fixed words it shares most letters of. What is only values
 * of the record belongs to no passage.
 */
export function bestPassage(line: string, passages: readonly OriginPassage[]): OriginPassage | undefined {
  const wanted = new Set(wordsOf(line).filter(telling));
  let best: { readonly score: number; readonly passage?: OriginPassage } = { score: 0 };
  for (const passage of passages) {
    const words = wordsOf(passage.text.replace(/\{\{.*?\}\}/gs, ' ')).filter(telling);
    let shared = 0;
    let all = 0;
    for (const word of new Set(words)) {
      all += word.length;
      if (wanted.has(word)) shared += word.length;
    }
    // Of two that hold all of the line, the shorter one.
    const score = shared === 0 ? 0 : shared + shared / all;
    if (score > best.score) best = { score, passage };
  }
  return best.passage;
}
