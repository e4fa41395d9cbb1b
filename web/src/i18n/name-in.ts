/** A text that is kept per language, in the reader's language, else in English, else in any. */
export function nameIn(name: Readonly<Record<string, string>>, language: string): string {
  return name[language] ?? name.en ?? Object.values(name)[0] ?? '';
}
