/** Most words that a question is looked for by; the others are left out. */
const mostWords = 12;

/**
 * The words that a text is found by: letters and digits only, without accents, in lower case; `ß` as `ss`. Both what is kept and
 * what is asked go through here, so that "Müller-Straße" is found by "muller strasse".
 */
export function wordsOf(...texts: readonly string[]): readonly string[] {
  const plain = texts
    .join(' ')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu) ?? [])];
}

/**
 * What is asked, as a PostgreSQL `tsquery`: all words, each as the beginning of a word. Null when there is nothing to look for.
 * Words hold letters and digits only, so that nothing needs quoting.
 */
export function queryOf(question: string): string | null {
  const words = wordsOf(question).slice(0, mostWords);
  return words.length === 0 ? null : words.map((word) => `'${word}':*`).join(' & ');
}

/** The words as PostgreSQL's `tsvector` in its text form. */
export const vectorOf = (words: readonly string[]): string => words.map((word) => `'${word.slice(0, 500)}'`).join(' ');

/** The smallest id (UUID version 7) that can have been made at a moment: a bound for searching by time. */
export function firstIdAt(moment: Date): string {
  const time = Math.max(0, moment.getTime()).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/** The day after a date (`YYYY-MM-DD`), in UTC. */
export function dayAfter(date: string): Date {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return day;
}
