import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type english from './en.json';
import { loadWords } from './in-words.ts';

/** The languages of the workplace. Both are complete; a test holds that. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof english };
  }
}

const remembered = 'posthorn.language';
const texts: Record<Language, () => Promise<{ default: object }>> = { en: () => import('./en.json'), de: () => import('./de.json') };

/** The language chosen on this machine, or the browser's if it is one of ours, or English. */
export function preferredLanguage(stored: string | null, browser: readonly string[]): Language {
  const isOurs = (tag: string): tag is Language => (languages as readonly string[]).includes(tag);
  if (stored !== null && isOurs(stored)) return stored;
  return browser.map((tag) => tag.slice(0, 2)).find(isOurs) ?? 'en';
}

/** Starts the texts in the preferred language; only that language is loaded. */
export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({ lng: 'none', fallbackLng: false, resources: {}, interpolation: { escapeValue: false } });
  await showLanguage(preferredLanguage(localStorage.getItem(remembered), navigator.languages));
}

/** Switches the language, remembers it on this machine and tells assistive technology. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(remembered, language);
  await showLanguage(language);
}

async function showLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', (await texts[language]()).default);
  }
  await loadWords(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
