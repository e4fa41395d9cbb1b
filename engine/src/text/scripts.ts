/**
 * Characters of scripts that are not written in words from left to right: of the right-to-left scripts (Hebrew to Arabic Extended,
 * presentation forms, those beyond the basic plane), the marks that turn text round, and those of East Asia. Paragraphs without
 * any, nearly all, are cut and set without looking closer.
 */
const NEEDS_CARE =
  /[\u0590-\u08ff\u200f\u202b\u202e\u2067\u2e80-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe30-\ufe4f\ufe70-\ufefc\uff00-\uffef]|[\ud802-\ud803\ud83a-\ud83b\ud840-\ud889]/;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802-\ud803\ud83a-\ud83b][\udc00-\udfff]/;
const EAST_ASIAN = /[\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]|[\ud840-\ud889]/;
/** Languages written from right to left (CLDR 47), also where a tag names the script. */
const RTL_LANGUAGE =
  /^(?:ar|arc|ckb|dv|fa|he|iw|ji|ks|ku-arab|lrc|mzn|nqo|pnb|ps|sd|syr|ug|ur|yi)(?:-|$)|-(?:arab|hebr|nkoo|syrc|thaa)(?:-|$)/i;

/** Whether a text has characters of right-to-left or East Asian scripts. */
export function needsCare(text: string): boolean {
  return NEEDS_CARE.test(text);
}

export function hasRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** Whether a text has characters that lines break between without a space. */
export function isEastAsian(text: string): boolean {
  return EAST_ASIAN.test(text);
}

/** Whether a language is written from right to left. */
export function isRightToLeftLanguage(language: string): boolean {
  return RTL_LANGUAGE.test(language);
}

/** Scripts that a reader would know by name, for messages. */
const NAMED = [
  ...['Latin', 'Greek', 'Cyrillic', 'Armenian', 'Georgian', 'Hebrew', 'Arabic', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Tamil'],
  ...['Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Thai', 'Lao', 'Khmer', 'Myanmar', 'Tibetan', 'Ethiopic', 'Mongolian', 'Han'],
  ...['Hiragana', 'Katakana', 'Bopomofo', 'Hangul'],
].map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const);

/** What a character is, in one word: its script, or that it is an emoji or a sign. */
export function scriptOf(character: string): string {
  const script = NAMED.find(([, pattern]) => pattern.test(character))?.[0];
  if (script !== undefined) return script;
  if (/\p{Emoji_Presentation}|\p{Extended_Pictographic}/u.test(character)) return 'emoji';
  return /\p{L}/u.test(character) ? 'letter' : 'sign';
}
