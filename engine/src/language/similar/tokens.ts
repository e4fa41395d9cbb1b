/** What stands for every value: a number, a date, a reference to a rule. Several in a row are one. */
export const VALUE = '0';
/** What stands for every field. */
export const FIELD = '\u{f8f0}';

/** Words with which laws and contracts are cited, in the languages of the European Union's larger countries. */
const CITING =
  /^(?:art|artikel|article|articolo|artigo|artículo|abs|absatz|absätze|nr|lit|lid|odst|alinéa|stavka|stavke|čl|článek|článku|člankom|članka|članku|άρθρο|παράγραφος|satz|ivm)$/;
/** What laws are called for short: GDPR, DSG-EKD. */
const ACRONYM = /^\p{Lu}{2,}(?:-\p{Lu}{2,})*$/u;

/**
 * The words of a passage as far as they matter for comparing: without case, marks and punctuation; numbers and the rules that are cited are
 * values, one like the other, and so are fields.
 */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (const raw of piecesOf(text)) {
    const word = raw.toLowerCase();
    if (raw === FIELD) tokens.push(FIELD);
    else if (!isValue(raw, word, tokens.at(-1))) tokens.push(word);
    else if (tokens.at(-1) !== VALUE) tokens.push(VALUE);
  }
  return tokens;
}

const piecesOf = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .replace(/\u00ad/g, '')
    .replace(/\{\{[^}]*\}\}|\{[^}]*\}|«[^»]*»/g, ` ${FIELD} `)
    .match(/[\p{L}\p{M}]+(?:-\p{Lu}\p{L}*)*|\p{N}+(?:[.,:/]\p{N}+)*|§+|\u{f8f0}/gu) ?? [];

/** A letter behind a value is part of it: Art. 6 Abs. 1 lit. a. */
const isValue = (raw: string, word: string, before: string | undefined): boolean =>
  /^[\p{N}§]/u.test(raw) || ACRONYM.test(raw) || CITING.test(word) || (raw.length === 1 && before === VALUE);

/**
 * How much a word counts, in tenths: long words say more than short ones, values nothing. Fitted to labelled pairs of passages, see
 * docs/reference/rationalisation.md.
 */
export function weightOf(token: string): number {
  if (token === VALUE) return 0;
  if (token === FIELD) return 5;
  return token.length <= 3 ? 10 : Math.round(10 * Math.sqrt(Math.min(10, token.length - 1)));
}

export function weightOfAll(tokens: readonly string[]): number {
  let sum = 0;
  for (const token of tokens) sum += weightOf(token);
  return sum;
}

/** As many letters at the beginning make two words forms of one: singular and plural, cases, persons of a verb, in many languages. */
const STEM = 4;
/** What a form of a word counts beside the word itself. */
const FORM = 0.8;

/** Whether two words are forms of one. */
export const beginAlike = (one: string, other: string): boolean => one.slice(0, STEM) === other.slice(0, STEM);

/** Weight of the heaviest common subsequence of two lists of words, in which a word also meets other forms of it. */
export function commonWeight(a: readonly string[], b: readonly string[]): number {
  let [from, to] = [0, 0];
  while (from < a.length && from < b.length && a[from] === b[from]) from++;
  while (to < a.length - from && to < b.length - from && a[a.length - 1 - to] === b[b.length - 1 - to]) to++;
  const width = b.length - to - from;
  // Most words differ in their first letter already: numbers are compared faster than words.
  const letters = Uint16Array.from({ length: width }, (_, j) => (b[from + j] as string).charCodeAt(0));
  let row = new Uint32Array(width + 1);
  let next = new Uint32Array(width + 1);
  for (let i = from; i < a.length - to; i++) {
    const word = a[i] as string;
    const letter = word.charCodeAt(0);
    for (let j = 0; j < width; j++) {
      const best = Math.max(row[j + 1] as number, next[j] as number);
      next[j + 1] = letter === letters[j] ? Math.max(best, (row[j] as number) + gainOf(word, b[from + j] as string)) : best;
    }
    [row, next] = [next, row];
  }
  return weightOfAll(a.slice(0, from)) + weightOfAll(a.slice(a.length - to)) + (row[width] as number);
}

function gainOf(one: string, other: string): number {
  if (one === other) return weightOf(one);
  return beginAlike(one, other) ? Math.floor(FORM * Math.min(weightOf(one), weightOf(other))) : 0;
}

/** How much two passages have in common, 0 … 1: words in the same order by their weight, counted on both sides (Dice). */
export function similarity(a: readonly string[], b: readonly string[]): number {
  const all = weightOfAll(a) + weightOfAll(b);
  return all === 0 ? 1 : (2 * commonWeight(a, b)) / all;
}
