import type { Localized } from '../template/model.ts';

/** Locale that a bare language tag stands for where they differ in dates and numbers; a template may name the full tag itself. */
const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB' };

/** BCP 47 locale for numbers and dates of a language tag. */
export function localeOf(language: string): string {
  return LOCALES[language] ?? language;
}

/** Whether Intl knows the tag's form. */
export function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** The best of the languages on offer for a wish: the same, the same base language (`de-AT` → `de`), or none. */
export function matchLanguage(wish: string, languages: readonly string[]): string | undefined {
  const same = languages.find((l) => l.toLowerCase() === wish.toLowerCase());
  if (same !== undefined) return same;
  const base = wish.toLowerCase().split('-')[0]!;
  return languages.find((l) => l.toLowerCase() === base) ?? languages.find((l) => l.toLowerCase().split('-')[0] === base);
}

/** Whether a value is written once per language rather than once for all. */
export function isPerLanguage<T>(value: Localized<T>): value is { readonly [language: string]: T } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
