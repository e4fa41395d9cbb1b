import { de } from './de.ts';
import { en } from './en.ts';

/** The words of a language: the same keys, texts of its own. */
export type Words = Widened<typeof en>;
type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widened<T[K]> };

/** A further language is one more file, named here. */
export const languages: readonly Words[] = [de, en];

/** The words of the first of these language tags that there are words for, English else. */
export function wordsFor(...tags: readonly (string | undefined)[]): Words {
  for (const tag of tags) {
    const found = languages.find((one) => one.language === tag?.toLowerCase().split('-')[0]);
    if (found !== undefined) return found;
  }
  return en;
}

/** What a browser says that its reader understands, best first (RFC 9110, 12.5.4). */
export function acceptedLanguages(header: string | undefined): readonly string[] {
  return (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(/\s*;\s*q=/);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => /^[a-z-]{2,}$/i.test(tag) && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

/** A day as people write it. @param day `YYYY-MM-DD` */
export const dayIn = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
