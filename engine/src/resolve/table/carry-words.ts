/** What carried sums are called at the foot of a page and at the head of the next, by language. */
const WORDS: { readonly [language: string]: readonly [forward: string, brought: string] } = {
  en: ['Carried forward', 'Brought forward'],
  de: ['Übertrag', 'Übertrag'],
  fr: ['À reporter', 'Report'],
  it: ['Da riportare', 'Riporto'],
  es: ['Suma y sigue', 'Suma anterior'],
  nl: ['Te transporteren', 'Transport'],
  pl: ['Do przeniesienia', 'Z przeniesienia'],
};

const NONE = ['', ''] as const;

/** The words for a template that has none of its own; none in languages that we do not know them in. */
export function carryWords(language: string): readonly [forward: string, brought: string] {
  return WORDS[language.split('-')[0] ?? ''] ?? NONE;
}
