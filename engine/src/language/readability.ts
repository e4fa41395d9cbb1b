import type { Sentence, StyleLanguage } from './sentences.ts';
import { syllablesOf } from './syllables.ts';

/** What is counted in a text. */
export interface Counts {
  readonly sentences: number;
  readonly words: number;
  readonly syllables: number;
  readonly letters: number;
  /** Words of three syllables or more. */
  readonly polysyllables: number;
  /** Words of one syllable. */
  readonly monosyllables: number;
  /** Words of more than six letters. */
  readonly longWords: number;
}

export function countsOf(sentences: readonly Sentence[], language: StyleLanguage): Counts {
  let [words, syllables, letters, polysyllables, monosyllables, longWords] = [0, 0, 0, 0, 0, 0];
  for (const sentence of sentences) {
    for (const { text: word } of sentence.words) {
      const count = syllablesOf(word, language);
      const length = word.replace(/[^\p{L}\p{N}]/gu, '').length;
      words++;
      syllables += count;
      letters += length;
      if (count >= 3) polysyllables++;
      if (count === 1) monosyllables++;
      if (length > 6) longWords++;
    }
  }
  return { sentences: sentences.length, words, syllables, letters, polysyllables, monosyllables, longWords };
}

/** A readability figure with what it means. */
export interface Figure {
  readonly name: 'flesch' | 'wiener' | 'flesch-kincaid' | 'gunning-fog' | 'lix' | 'difficulty';
  readonly value: number;
}

/**
 * The figures that are usual in a language. German: Flesch by Amstad (1978), 0 hard … 100 easy; Wiener Sachtextformel 1 by Bamberger and
 * Vanecek (1984), school year 4 to 15; difficulty, 1 easy … 7 hard, fitted to what people said of sentences (`docs/reference/clear-language.md`).
 * English: Flesch (1948); Flesch–Kincaid (1975) and Gunning fog (1952), school years. Both: LIX (Björnsson 1968), below 40 easy, above 60 hard.
 */
export function figuresOf(counts: Counts, language: StyleLanguage): Figure[] {
  const { sentences, words, syllables, polysyllables, monosyllables, longWords } = counts;
  if (words === 0) return [];
  const perSentence = words / sentences;
  const perWord = syllables / words;
  const percent = (part: number) => (100 * part) / words;
  const lix: Figure = { name: 'lix', value: perSentence + percent(longWords) };
  if (language === 'en')
    return [
      { name: 'flesch', value: 206.835 - 1.015 * perSentence - 84.6 * perWord },
      { name: 'flesch-kincaid', value: 0.39 * perSentence + 11.8 * perWord - 15.59 },
      { name: 'gunning-fog', value: 0.4 * (perSentence + percent(polysyllables)) },
      lix,
    ];
  return [
    { name: 'flesch', value: 180 - perSentence - 58.5 * perWord },
    {
      name: 'wiener',
      value: 0.1935 * percent(polysyllables) + 0.1672 * perSentence + 0.1297 * percent(longWords) - 0.0327 * percent(monosyllables) - 0.875,
    },
    { name: 'difficulty', value: difficultyOf(counts) },
    lix,
  ];
}

/**
 * How hard people find German text, 1 … 7: what 1,000 sentences, each rated by some ten readers, say about words per sentence and letters
 * per word (TextComplexityDE, 2019). Fitted by `scripts/clear-language/calibrate.ts`, which also tells how well it predicts; more
 * figures did not make it better.
 */
function difficultyOf({ sentences, words, letters }: Counts): number {
  const { constant, logWords, lettersPerWord } = DIFFICULTY;
  return Math.min(7, Math.max(1, constant + logWords * Math.log(words / sentences) + lettersPerWord * (letters / words)));
}

export const DIFFICULTY = { constant: -3.706, logWords: 1.586, lettersPerWord: 0.351 };
