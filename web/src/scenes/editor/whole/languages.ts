import type { Written } from '../model/areas.ts';

/** A template without a language: its texts in it go. The last language stays. */
export function withoutLanguage(template: Written, language: string): Written {
  const all = template.languages as readonly string[];
  const languages = all.filter((one) => one !== language);
  if (languages.length === 0) return template;
  const isPerLanguage = (keys: readonly string[]) => keys.length > 0 && keys.every((key) => all.includes(key));
  const part = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(part);
    if (value === null || typeof value !== 'object') return value;
    const fields = Object.entries(value);
    const kept = isPerLanguage(Object.keys(value)) ? fields.filter(([key]) => key !== language) : fields;
    return Object.fromEntries(kept.map(([key, inner]) => [key, part(inner)]));
  };
  // The data are no texts: a field of theirs may be called as a language is.
  const { data, ...rest } = template;
  return { ...(part(rest) as Written), ...(data === undefined ? {} : { data }), languages };
}
