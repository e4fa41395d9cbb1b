import { septets } from './alphabet.ts';

/** Letters and signs that are no letter of the alphabet with a mark. */
const NEAREST: Readonly<Record<string, string>> = {
  ...{ ő: 'ö', ű: 'ü', Ő: 'Ö', Ű: 'Ü', ç: 'Ç', á: 'à', À: 'A', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ð: 'd', Ð: 'D', þ: 'th', Þ: 'Th' },
  ...{ œ: 'oe', Œ: 'OE', ħ: 'h', Ħ: 'H', ı: 'i', ŋ: 'n', Ŋ: 'N', ẞ: 'SS', ŧ: 't', Ŧ: 'T', ĸ: 'k', ſ: 's' },
  ...{ '«': '"', '»': '"', '‹': "'", '›': "'", '´': "'", '`': "'", '•': '-', '·': '-', '×': 'x', '÷': ':', '±': '+/-', '°': 'o' },
  ...{ '©': '(c)', '®': '(r)', '™': '(tm)', '½': '1/2', '¼': '1/4', '¾': '3/4', '²': '2', '³': '3', '¹': '1', '→': '->', '←': '<-' },
  ...{ '≤': '<=', '≥': '>=', '≈': '~', '\u200b': '', '\u2060': '', '\ufeff': '' },
  // Greek capitals that look like Latin ones; small letters are written as capitals, as phones have long done.
  ...{ Α: 'A', Β: 'B', Ε: 'E', Ζ: 'Z', Η: 'H', Ι: 'I', Κ: 'K', Μ: 'M', Ν: 'N', Ο: 'O', Ρ: 'P', Τ: 'T', Υ: 'Y', Χ: 'X', ς: 'Σ' },
};

const GREEK = /\p{Script=Greek}/u;

/**
 * Text with every character that the GSM alphabet lacks put as the nearest within it: ń as n, œ as oe, α as A. Those that it has
 * stay, ä and ß among them. Undefined where a character has nothing near it: other scripts, emoji.
 */
export function transliterate(text: string): string | undefined {
  let result = '';
  for (const character of text) {
    const near = nearest(character);
    if (near === undefined) return undefined;
    result += near;
  }
  return result;
}

function nearest(character: string): string | undefined {
  if (septets(character) !== undefined) return character;
  const known = NEAREST[character];
  if (known !== undefined) return known;
  const base = character.normalize('NFKD').replace(/\p{M}/gu, '');
  if (base === character || base === '') return GREEK.test(character) ? greek(character) : base === '' ? '' : undefined;
  let result = '';
  for (const part of base) {
    const near = septets(part) === undefined ? (NEAREST[part] ?? greek(part)) : part;
    if (near === undefined) return undefined;
    result += near;
  }
  return result;
}

function greek(letter: string): string | undefined {
  const capital = letter.toUpperCase();
  return septets(capital) === undefined ? NEAREST[capital] : capital;
}
