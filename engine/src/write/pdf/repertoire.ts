/**
 * Letters beyond ASCII that a language writes with, from the exemplar characters of Unicode's CLDR 47; of the capitals those that
 * begin common words and names. The others cost a document that has them a small font of its own.
 */
const LETTERS: { readonly [language: string]: string } = {
  cs: 'áčďéěíňóřšťúůýžČŘŠŽ',
  da: 'æøåÆØÅ',
  de: 'äöüßÄÖÜé',
  en: 'é',
  es: 'áéíñóúüÁÉÑ',
  fi: 'äåöÄÅÖ',
  fr: 'àâæçéèêëîïôœùûüÿÀÇÉÈ',
  hu: 'áéíóöőúüűÁÉÖÓ',
  it: 'àéèìòùÈ',
  nl: 'áäéëíïóöúü',
  no: 'æøåÆØÅ',
  pl: 'ąćęłńóśźżŁŚŻ',
  pt: 'áâãàçéêíóôõúÁÉ',
  sv: 'åäöéÅÄÖ',
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
    for (const letter of letters) words.add(letter);
  }
  for (const text of texts) {
    for (const word of text.normalize('NFC').split(/\s+/u)) {
      if (word !== '') words.add(word);
    }
  }
  return [...words];
}
