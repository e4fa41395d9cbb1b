import { type Form, formsOf } from './address-form.ts';
import { passivesOf } from './passive.ts';
import { BUREAUCRATIC, FILLERS, type Phrase } from './phrases.ts';
import { type Counts, countsOf, type Figure, figuresOf } from './readability.ts';
import { type Sentence, type Span, type StyleLanguage, sentencesOf } from './sentences.ts';

export type StyleRule =
  | 'long-sentence'
  | 'nested-sentence'
  | 'passive'
  | 'nouns'
  | 'filler'
  | 'phrase'
  | 'avoided-word'
  | 'address-form'
  | 'unclear-link'
  | 'missing-alternative';

/** Something in a text that could be plainer: where, what, and what to write instead. */
export interface StyleFinding extends Span {
  readonly rule: StyleRule;
  /** The words as they stand. */
  readonly found: string;
  /** Plainer words, where there are any. */
  readonly better?: string;
  /** A figure that belongs to it: words of a long sentence, nouns of a heavy one. */
  readonly count?: number;
}

/** How a brand wants its texts. */
export interface StyleGuide {
  /** Words that this brand does not use, with those that it does. */
  readonly avoid?: readonly Phrase[];
  /** How it speaks to its customers: `Sie` or `du`. */
  readonly form?: Form;
  /** Words per sentence from which on one is too long; 20 in German (dpa's upper wish), 25 in English. */
  readonly longSentence?: number;
}

/** What can be said about a text's language. */
export interface StyleReport {
  /** Of prose: labels, greetings and lines of addresses, paragraphs of fewer than five words, are left out where there is any. */
  readonly counts: Counts;
  readonly figures: readonly Figure[];
  /** In order of their place. */
  readonly findings: readonly StyleFinding[];
}

/**
 * Judges how plain a text is. `text` is what a reader sees, a blank line between paragraphs; places are offsets into it. It hints and
 * never forbids: every rule has good exceptions.
 */
export function examine(text: string, language: StyleLanguage, guide: StyleGuide = {}): StyleReport {
  const sentences = sentencesOf(text, language);
  const counts = countsOf(proseOf(text, sentences), language);
  const findings = [
    ...sentences.flatMap((sentence) => ofSentence(text, sentence, language, guide)),
    ...matches(text, 'phrase', BUREAUCRATIC[language]),
    ...matches(text, 'filler', FILLERS[language]),
    ...matches(text, 'avoided-word', guide.avoid ?? []),
    ...(language === 'de' ? mixedForms(text, sentences, guide.form) : []),
  ];
  return { counts, figures: figuresOf(counts, language), findings: findings.sort((a, b) => a.start - b.start || b.end - a.end) };
}

/** A paragraph of fewer words is a label, a greeting or a line of an address. */
const FEWEST_OF_PROSE = 5;

/** What figures are of: labels are short without being plain, and a letter has many. A text of labels alone is judged by them. */
function proseOf(text: string, sentences: readonly Sentence[]): readonly Sentence[] {
  const paragraphs: Sentence[][] = [];
  let before = 0;
  for (const sentence of sentences) {
    const begins = sentence.words[0]!.start;
    if (paragraphs.length === 0 || /\n\s*\n/.test(text.slice(before, begins))) paragraphs.push([]);
    paragraphs.at(-1)!.push(sentence);
    before = sentence.words.at(-1)!.end;
  }
  const prose = paragraphs.filter((own) => own.reduce((sum, { words }) => sum + words.length, 0) >= FEWEST_OF_PROSE);
  return prose.length === 0 ? sentences : prose.flat();
}

/** Words that name a thing made of a verb; several in one sentence make it stiff. */
const NOMINAL: Readonly<Record<StyleLanguage, RegExp>> = {
  de: /^\p{Lu}\p{L}{3,}(?:ung|ungen|heit|heiten|keit|keiten|tion|tionen|ität|nahme|nahmen|ierung)$/u,
  en: /^\p{L}{4,}(?:tion|tions|ment|ments|ance|ances|ence|ences|ility|isation|ization)$/iu,
};

const MANY_NOUNS = 3;
const MANY_BREAKS = 4;

function ofSentence(text: string, sentence: Sentence, language: StyleLanguage, guide: StyleGuide): StyleFinding[] {
  const findings: StyleFinding[] = [];
  const { start, end, words } = sentence;
  const found = text.slice(start, end);
  const limit = guide.longSentence ?? (language === 'de' ? 20 : 25);
  if (words.length > limit) findings.push({ rule: 'long-sentence', start, end, found, count: words.length });
  // A list of things has many commas and is easy to read; clauses have verbs, so the words between commas count.
  const clauses = found.split(/,|;|\(|\)| – /).filter((part) => part.trim().split(/\s+/).length >= 4).length;
  if (clauses > MANY_BREAKS) findings.push({ rule: 'nested-sentence', start, end, found, count: clauses });
  const nouns = words.filter((word) => NOMINAL[language].test(word.text));
  if (nouns.length >= MANY_NOUNS) findings.push({ rule: 'nouns', start, end, found, count: nouns.length });
  for (const span of passivesOf(sentence, language)) findings.push({ rule: 'passive', ...span, found: text.slice(span.start, span.end) });
  return findings;
}

function matches(text: string, rule: StyleRule, phrases: readonly Phrase[]): StyleFinding[] {
  return phrases.flatMap(({ words, better }) =>
    [...text.matchAll(patternOf(words))].map((match) => {
      const start = match.index;
      return { rule, start, end: start + match[0].length, found: match[0], ...(better !== undefined && { better }) };
    }),
  );
}

const patterns = new Map<string, RegExp>();
const mostPatterns = 5_000;

/**
 * Whole words, whatever their case and the blanks between them; a star at the end of a word is any ending, elsewhere a star. Remembered:
 * phrases are few, and the author types on.
 */
function patternOf(words: string): RegExp {
  let pattern = patterns.get(words);
  if (pattern === undefined) {
    const source = words
      .trim()
      .split(/\s+/)
      .map((word) => word.replace(/[.+?^${}()|[\]\\*]/g, '\\$&').replace(/(?:\\\*)+$/, '\\p{L}*'))
      .join('\\s+');
    // What says nothing is found nowhere.
    const says = /[^\s*]/.test(words);
    pattern = says ? new RegExp(`(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])`, 'giu') : /(?!)/gu;
    if (patterns.size >= mostPatterns) patterns.clear();
    patterns.set(words, pattern);
  }
  return pattern;
}

/** Where a text speaks to its reader otherwise than the brand wants, or, without a wish, otherwise than mostly. */
function mixedForms(text: string, sentences: readonly Sentence[], wanted: Form | undefined): StyleFinding[] {
  const forms = formsOf(text, sentences);
  const formal = forms.filter(({ form }) => form === 'Sie').length;
  const form = wanted ?? (formal * 2 >= forms.length ? 'Sie' : 'du');
  return forms
    .filter((one) => one.form !== form)
    .map(({ start, end }) => ({ rule: 'address-form', start, end, found: text.slice(start, end), better: form }));
}

const UNCLEAR_LINK: Readonly<Record<StyleLanguage, RegExp>> = {
  de: /^(?:hier|hier klicken|klicken sie hier|klick(?:e)? hier|mehr|weiter|weiterlesen|mehr erfahren|link|dieser link|download|https?:\/\/\S+)$/i,
  en: /^(?:here|click here|more|read more|learn more|link|this link|download|https?:\/\/\S+)$/i,
};

/** Whether the text of a link says where it leads when it is read out by itself (WCAG 2.4.4, 2.4.9). */
export const linkSaysWhere = (text: string, language: StyleLanguage): boolean =>
  !UNCLEAR_LINK[language].test(text.trim().replace(/[.!›»→>\s]+$/, ''));
