import { Rules } from '@cto.af/linebreak';
import { BoundedCache } from './bounded-cache.ts';

/**
 * Where a line may be broken, after UAX 14 (Unicode line breaking algorithm).
 *
 * Text is cut into words at spaces first; this file answers the two questions that are left: may the line break at that space,
 * and may it break inside the word. Ordinary words of Latin letters and digits are decided without the full algorithm, which is
 * asked only where punctuation or other scripts come in.
 */
const rules = new Rules({ example7: true });
const cache = new BoundedCache<string, readonly number[]>(20_000);

const SOFT_HYPHEN = '\u00AD';
const PLAIN_WORD = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d.,:;]*$/u;
const PLAIN_END = /[\p{Script=Latin}\d.,:;!?)\]%€$£]$/u;
const PLAIN_START = /^[\p{Script=Latin}\d]/u;

const NONE: readonly number[] = [];

/** A letter alone before a hyphen: “E-Mail”, “U-Bahn”, “x-ray” stay whole, in departure from UAX 14. */
const LONE_LETTER = /(^|[^\p{L}\d])[\p{L}\d][-\u2010]$/u;

/**
 * Places in a word at which a line may be broken without a hyphen being added: indices in `word`, ascending, without 0 and the
 * end. Soft hyphens are not among them; see `softHyphens`.
 */
export function breaksInside(word: string): readonly number[] {
  if (PLAIN_WORD.test(word)) return NONE;
  return opportunities(word).filter((at) => word[at - 1] !== SOFT_HYPHEN && !LONE_LETTER.test(word.slice(0, at)));
}

/** Indices after the soft hyphens of a word. */
export function softHyphens(word: string): readonly number[] {
  if (!word.includes(SOFT_HYPHEN)) return NONE;
  const found: number[] = [];
  for (let at = word.indexOf(SOFT_HYPHEN); at >= 0; at = word.indexOf(SOFT_HYPHEN, at + 1)) {
    if (at > 0 && at < word.length - 1) found.push(at + 1);
  }
  return found;
}

/** Whether a line may be broken at the space between two words: not after “(” or before “»”, for instance. */
export function mayBreakAtSpace(left: string, right: string): boolean {
  if (PLAIN_END.test(left) && PLAIN_START.test(right)) return true;
  return opportunities(`${left} ${right}`).includes(left.length + 1);
}

/** Whether a line may be broken between two texts that no space parts. */
export function mayBreakBetween(left: string, right: string): boolean {
  return opportunities(left + right).includes(left.length);
}

/** All break opportunities of UAX 14 inside a text; remembered, because the full algorithm takes some microseconds a letter. */
function opportunities(text: string): readonly number[] {
  let found = cache.get(text);
  if (found === undefined) {
    const places: number[] = [];
    for (const { position } of rules.breaks(text)) if (position > 0 && position < text.length) places.push(position);
    found = places.length === 0 ? NONE : places;
    cache.set(text, found);
  }
  return found;
}
