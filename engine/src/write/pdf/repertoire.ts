/** Letters beyond ASCII that a language writes with, both cases; from the exemplar characters of Unicode's CLDR 47. */
const LETTERS: { readonly [language: string]: string } = {
  cs: 'áčďéěíňóřšťúůýž',
  da: 'æøå',
  de: 'äöüß',
  en: 'éï',
  es: 'áéíñóúü',
  fi: 'äåö',
  fr: 'àâæçéèêëîïôœùûüÿ',
  hu: 'áéíóöőúüű',
  it: 'àéèìòù',
  nl: 'áäéëíïóöúü',
  no: 'æøå',
  pl: 'ąćęłńóśźż',
  pt: 'áâãàçéêíóôõú',
  sv: 'åäöé',
};

const ASCII = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i));
/** Punctuation and signs of correspondence in European languages. */
const SIGNS = [...'\u00A0–—‘’‚“”„«»…·•€£§©®°×−½²³'];
/** Letter sequences that text fonts commonly join. */
const LIGATURES = ['fi', 'fl', 'ff', 'ffi', 'ffl', 'ft', 'fft', 'tt', 'fj', 'ffj'];

/**
 * The words to shape for the base fonts of a program (`PdfProgram.faces[].words`): every character that its languages use, common
 * ligatures, and the words of its static texts. Shape each in every typeface (face with features) of the program's styles.
 */
export function repertoire(languages: readonly string[], texts: Iterable<string>): string[] {
  const words = new Set([...ASCII, ...SIGNS, ...LIGATURES]);
  for (const language of languages) {
    const letters = LETTERS[language.split('-')[0]!.toLowerCase()] ?? '';
    for (const letter of letters) words.add(letter).add(letter.toUpperCase());
  }
  for (const text of texts) {
    for (const word of text.normalize('NFC').split(/\s+/u)) {
      if (word !== '') words.add(word);
    }
  }
  return [...words];
}
