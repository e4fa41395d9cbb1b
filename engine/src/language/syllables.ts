import type { StyleLanguage } from './sentences.ts';

/**
 * Syllables of a word, by the groups of vowels in it: exact for most German words, near for English ones, where silent letters are counted
 * out. A number counts as one: it is read at a glance.
 */
export function syllablesOf(word: string, language: StyleLanguage): number {
  const letters = word.toLowerCase();
  if (!/\p{L}/u.test(letters)) return 1;
  if (/^[\p{Lu}\d&/-]{2,6}$/u.test(word)) return word.replace(/[^\p{L}]/gu, '').length || 1;
  return Math.max(
    1,
    letters.split(/[-’'/&]/).reduce((sum, part) => sum + (language === 'de' ? german(part) : english(part)), 0),
  );
}

/** Two vowels are one syllable where German says them as one: au, ei, eu, äu, ie, aa, ee, oo, and u after q. */
function german(word: string): number {
  const groups = word
    .replace(/qu/g, 'q')
    .replace(/eum/g, 'e-um')
    .replace(/tion/g, 'tjon')
    .replace(/ion/g, 'jon')
    .match(/äu|au|ei|ai|eu|ie|ey|ay|aa|ee|oo|ou|[aeiouyäöüàáâèéêëîïôû]/g);
  return groups?.length ?? 0;
}

/** Vowels beside each other that English says apart. */
const APART = /(?:cre|the|are|ide|re)a(?!d|m|s|k|r|l\b|t\b)|scie|eing|io(?!n|us)|ia(?!n\b|l\b|ge|bl)|uou|uity|iety|iet\b|ual|eum/g;

function english(word: string): number {
  if (word.length <= 3) return /[aeiouy]/.test(word) ? 1 : 0;
  const silent = /[^aeiouyl]e$|[^aeiouy]{2}le?s?$/.test(word)
    ? word.replace(/([^aeiouyl])e$/, '$1')
    : word.replace(/([^aeioutdy])ed$/, '$1d').replace(/([^aeiouyscgxz])es$/, '$1s');
  const said = silent.replace(/([aeiouy][^aeiouy])e(?=(?:ment|ful|ly|less)s?$)/, '$1').replace(/^y/, '');
  const groups = said.match(/[aeiouy]+/g)?.length ?? 0;
  return groups + (said.match(APART)?.length ?? 0);
}
