import { examine, measure, styleLanguage } from '@posthorn/engine/language';
import { isOfWords, languageOf, type Suggestion } from './changes.ts';
import { wordsOf } from './in-words.ts';

/** How difficult a text is before and after a suggestion, in the figure of its language. */
export interface Plainness {
  readonly language: 'de' | 'en';
  readonly before: number;
  readonly after: number;
}

/** Texts of fewer words have no figure that says something. */
const fewestWords = 8;
const known = new Map<string, Plainness | undefined>();
const mostKnown = 300;

/** What a suggestion of words does to the text that it stands in; undefined for short texts, and languages without rules. */
export function plainnessOf(one: Suggestion): Plainness | undefined {
  const language = styleLanguage(languageOf(one));
  const [change] = one.changes;
  if (language === undefined || change === undefined || !isOfWords(change)) return undefined;
  const before = change.text.replaceAll('\ufffc', '0');
  const come = wordsOf(change.inserted).replace(/\{\{.*?\}\}|…/g, '0');
  const after = before.slice(0, change.from) + come + before.slice(change.to);
  const key = `${language} ${before} → ${after}`;
  if (!known.has(key)) {
    if (known.size >= mostKnown) known.clear();
    const [was, is] = [figureOf(before, language), figureOf(after, language)];
    known.set(key, was === undefined || is === undefined ? undefined : { language, before: was, after: is });
  }
  return known.get(key);
}

function figureOf(text: string, language: 'de' | 'en'): number | undefined {
  const { counts, figures } = examine(text, language);
  return counts.words < fewestWords ? undefined : figures.find(({ name }) => name === measure[language])?.value;
}
