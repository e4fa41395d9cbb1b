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

interface Language {
  readonly load: () => Promise<unknown>;
  /** Fewest letters before and after a hyphen: what the patterns are made for; in some languages one more, where stumps read badly. */
  readonly before: number;
  readonly after: number;
}

const languages: { readonly [language: string]: Language } = {
  de: { load: () => import('hyphen/patterns/de-1996.js'), before: 2, after: 3 },
  'de-ch': { load: () => import('hyphen/patterns/de-1996.js'), before: 2, after: 3 },
  el: { load: () => import('hyphen/patterns/el-monoton.js'), before: 2, after: 2 },
  en: { load: () => import('hyphen/patterns/en-gb.js'), before: 2, after: 3 },
  'en-us': { load: () => import('hyphen/patterns/en-us.js'), before: 2, after: 3 },
  es: { load: () => import('hyphen/patterns/es.js'), before: 2, after: 2 },
  fr: { load: () => import('hyphen/patterns/fr.js'), before: 2, after: 3 },
  it: { load: () => import('hyphen/patterns/it.js'), before: 2, after: 2 },
  nl: { load: () => import('hyphen/patterns/nl.js'), before: 2, after: 2 },
  pl: { load: () => import('hyphen/patterns/pl.js'), before: 2, after: 2 },
  ru: { load: () => import('hyphen/patterns/ru.js'), before: 2, after: 2 },
};

const SHORTEST_WORD = 6;
const LETTERS = /\p{L}+/gu;
/** Addresses of mail and web, names of files: a hyphen in them would be taken for a part of them. */
const ADDRESS = /[@_=]|:\/\/|[\p{L}\d]\.[\p{L}\d]/u;
const NONE: readonly number[] = [];

const loaded = new Map<string, Promise<Hyphenator | undefined>>();

/** The hyphenator of a language tag, its nearest relative's, or none where the language has no patterns here. */
export function loadHyphenator(language: string): Promise<Hyphenator | undefined> {
  const tag = language.toLowerCase();
  const key = Object.hasOwn(languages, tag) ? tag : (tag.split('-')[0] ?? tag);
  let hyphenator = loaded.get(key);
  if (hyphenator === undefined) {
    hyphenator = load(key);
    loaded.set(key, hyphenator);
  }
  return hyphenator;
}

/** Languages with patterns. */
export const HYPHENATED_LANGUAGES: readonly string[] = Object.keys(languages);

async function load(key: string): Promise<Hyphenator | undefined> {
  const language = Object.hasOwn(languages, key) ? languages[key] : undefined;
  if (language === undefined) return undefined;
  const module = (await language.load()) as { default: unknown };
  const hyphenate = createHyphenator(module.default, { hyphenChar: '\u00AD', html: false, minWordLength: SHORTEST_WORD });
  const cache = new BoundedCache<string, readonly number[]>(20_000);
  return {
    breaks(word) {
      if (word.length < SHORTEST_WORD) return NONE;
      let breaks = cache.get(word);
      if (breaks === undefined) {
        breaks = findBreaks(word, hyphenate, language);
        cache.set(word, breaks);
      }
      return breaks;
    },
  };
}

/** Every stretch of letters is hyphenated for itself, so that quotes, hyphens and slashes around it don't confuse the patterns. */
function findBreaks(word: string, hyphenate: (text: string) => string, { before, after }: Language): readonly number[] {
  if (ADDRESS.test(word)) return NONE;
  const found: number[] = [];
  for (const match of word.matchAll(LETTERS)) {
    const letters = match[0];
    if (letters.length < SHORTEST_WORD || letters.length > 100) continue;
    let at = 0;
    for (const part of hyphenate(letters).split('\u00AD').slice(0, -1)) {
      at += part.length;
      if (at >= before && letters.length - at >= after) found.push(match.index + at);
    }
  }
  return found.length === 0 ? NONE : found;
}
