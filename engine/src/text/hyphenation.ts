import createHyphenator from 'hyphen';
import { BoundedCache } from './bounded-cache.ts';

/**
 * Hyphenation by Liang's patterns (package `hyphen`, patterns of the hyph-utf8 project). Patterns are loaded per language when a
 * program is prepared, so that finding the breaks of a word is a plain function afterwards.
 */
export interface Hyphenator {
  /** Places at which a word may be broken with a hyphen: indices in `word`, ascending. */
  breaks(word: string): readonly number[];
}

const patterns: { readonly [language: string]: () => Promise<unknown> } = {
  de: () => import('hyphen/patterns/de-1996.js'),
  'de-ch': () => import('hyphen/patterns/de-1996.js'),
  en: () => import('hyphen/patterns/en-gb.js'),
  'en-us': () => import('hyphen/patterns/en-us.js'),
  fr: () => import('hyphen/patterns/fr.js'),
};

/** Fewest letters before and after a hyphen: what the patterns are made for, and one more after it, where stumps read badly. */
const LETTERS_BEFORE = 2;
const LETTERS_AFTER = 3;
const SHORTEST_WORD = 6;
const LETTERS = /\p{L}+/gu;
const NONE: readonly number[] = [];

const loaded = new Map<string, Promise<Hyphenator | undefined>>();

/** The hyphenator of a language tag, its nearest relative's, or none where the language has no patterns here. */
export function loadHyphenator(language: string): Promise<Hyphenator | undefined> {
  const tag = language.toLowerCase();
  const key = tag in patterns ? tag : (tag.split('-')[0] ?? tag);
  let hyphenator = loaded.get(key);
  if (hyphenator === undefined) {
    hyphenator = load(key);
    loaded.set(key, hyphenator);
  }
  return hyphenator;
}

/** Languages with patterns. */
export const HYPHENATED_LANGUAGES: readonly string[] = Object.keys(patterns);

async function load(key: string): Promise<Hyphenator | undefined> {
  const source = patterns[key];
  if (source === undefined) return undefined;
  const module = (await source()) as { default: unknown };
  const hyphenate = createHyphenator(module.default, { hyphenChar: '\u00AD', html: false, minWordLength: SHORTEST_WORD });
  const cache = new BoundedCache<string, readonly number[]>(20_000);
  return {
    breaks(word) {
      if (word.length < SHORTEST_WORD) return NONE;
      let breaks = cache.get(word);
      if (breaks === undefined) {
        breaks = findBreaks(word, hyphenate);
        cache.set(word, breaks);
      }
      return breaks;
    },
  };
}

/** Every stretch of letters is hyphenated for itself, so that quotes, hyphens and slashes around it don't confuse the patterns. */
function findBreaks(word: string, hyphenate: (text: string) => string): readonly number[] {
  const found: number[] = [];
  for (const match of word.matchAll(LETTERS)) {
    const letters = match[0];
    if (letters.length < SHORTEST_WORD || letters.length > 100) continue;
    let at = 0;
    for (const part of hyphenate(letters).split('\u00AD').slice(0, -1)) {
      at += part.length;
      if (at >= LETTERS_BEFORE && letters.length - at >= LETTERS_AFTER) found.push(match.index + at);
    }
  }
  return found.length === 0 ? NONE : found;
}
