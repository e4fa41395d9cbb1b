import { useTranslation } from 'react-i18next';
import { type Format, formatFor } from './format.ts';
import { type Language, languages } from './i18n.ts';

const formats = new Map<Language, Format>();

/** The language of the screen and its formats. */
export function useFormat(): Format & { readonly of: Language } {
  const { i18n } = useTranslation();
  const language = languages.find((one) => one === i18n.language) ?? 'en';
  let format = formats.get(language);
  if (!format) {
    format = formatFor(language);
    formats.set(language, format);
  }
  return { ...format, of: language };
}
