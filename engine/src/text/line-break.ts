import {
  type BreakerState,
  type BreakRule,
  Example7_13,
  Example7_25,
  LB13,
  LB15a,
  LB15b,
  LB25,
  LineBreakClasses,
  NO_BREAK,
  PASS,
  Rules,
} from '@cto.af/linebreak';
import { BoundedCache } from './bounded-cache.ts';

/**
 * Where a line may be broken, after UAX 14 (Unicode line breaking algorithm) of Unicode 15.0: all 7,654 cases of its
 * `LineBreakTest.txt` come out as stated there.
 *
 * Text is cut into words at spaces first; this file answers the two questions that are left: may the line break at that space,
 * and may it break inside the word. Ordinary words of Latin letters and digits are decided without the full algorithm, which is
 * asked only where punctuation or other scripts come in. Both answers are tailored (UAX 14, 6.2) where letters want it so:
 *
 * * “E-Mail”, “U-Bahn” stay whole: no break after a hyphen that follows a lone letter.
 * * “« ainsi »” stays whole: no break between a quotation mark and the space inside it (rules LB15a and b of Unicode 15.1).
 */
const rules = unicode15Rules();
const cache = new BoundedCache<string, readonly number[]>(20_000);

const SOFT_HYPHEN = '\u00AD';
const PLAIN_WORD = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d.,:;]*$/u;
const PLAIN_END = /[\p{Script=Latin}\d.,:;!?)\]%€$£]$/u;
const PLAIN_START = /^[\p{Script=Latin}\d]/u;

const NONE: readonly number[] = [];

/** A letter alone before a hyphen. */
const LONE_LETTER = /(^|[^\p{L}\d])[\p{L}\d][-\u2010]$/u;
/** A quotation mark that opens, at the end of a word with nothing before it that it could close. */
const OPENING_QUOTE = /(^|[\p{Ps}\p{Pi}\p{Pf}"'\u00A0\u202F])\p{Pi}$/u;
/** A quotation mark that closes, at the start of a word with nothing after it that it could open. */
const CLOSING_QUOTE = /^\p{Pf}($|[\p{Pe}\p{Pi}\p{Pf}"'\u00A0\u202F.,:;!?/])/u;

/**
 * Places in a word at which a line may be broken without a hyphen being added: indices in `word`, ascending, without 0 and the
 * end. Soft hyphens are not among them; see `softHyphens`.
 */
export function breaksInside(word: string): readonly number[] {
  if (PLAIN_WORD.test(word)) return NONE;
  return lineBreakOpportunities(word).filter((at) => word[at - 1] !== SOFT_HYPHEN && !LONE_LETTER.test(word.slice(0, at)));
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
  if (OPENING_QUOTE.test(left) || CLOSING_QUOTE.test(right)) return false;
  return lineBreakOpportunities(`${left} ${right}`).includes(left.length + 1);
}

/** Whether a line may be broken between two texts that no space parts. */
export function mayBreakBetween(left: string, right: string): boolean {
  return lineBreakOpportunities(left + right).includes(left.length);
}

/**
 * All break opportunities of UAX 14 inside a text, untailored, ascending; neither 0 nor the end. Remembered, because the full
 * algorithm takes some microseconds a letter.
 */
export function lineBreakOpportunities(text: string): readonly number[] {
  let found = cache.get(text);
  if (found === undefined) {
    const places: number[] = [];
    for (const { position } of rules.breaks(text)) if (position > 0 && position < text.length) places.push(position);
    found = places.length === 0 ? NONE : places;
    cache.set(text, found);
  }
  return found;
}

/**
 * The package has the rules of Unicode 15.1, whose LB15a and LB15b took the place of LB15 (no break between a quotation mark and an
 * opening bracket, even over spaces); numbers as in UAX 14, 8.2, example 7, as the published cases have them. Rules are found by
 * themselves and not by their names, which bundlers shorten.
 */
function unicode15Rules(): Rules {
  const made = new Rules();
  const replacements = new Map<BreakRule, BreakRule>([
    [LB13, Example7_13],
    [LB25, Example7_25],
    [LB15a, noBreakFromQuoteToBracket],
  ]);
  made.rules = made.rules.filter((rule) => rule !== LB15b).map((rule) => replacements.get(rule) ?? rule);
  return made;
}

/** LB15 of Unicode 15.0. */
function noBreakFromQuoteToBracket(state: BreakerState): typeof PASS | typeof NO_BREAK {
  const { QU, OP, SP } = LineBreakClasses as { QU: number; OP: number; SP: number };
  if (state.cur.cls !== QU || state.classAfterSpaces(state.cur.len) !== OP) return PASS;
  if (state.next.cls === SP) state.spaces = true;
  return NO_BREAK;
}
