/** A stretch of a text, by its offsets in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Word extends Span {
  readonly text: string;
}

export interface Sentence extends Span {
  readonly words: readonly Word[];
}

/** Languages whose style is judged. */
export type StyleLanguage = 'de' | 'en';

/** After these a full stop ends no sentence. Without their stop, in lower case. */
const ABBREVIATIONS: Readonly<Record<StyleLanguage, ReadonlySet<string>>> = {
  de: new Set('abs allg art aufl az bd bzgl bzw ca co dipl dr evtl exkl ff fr geb ggf gem hr hrsg inh inkl jh kap lfd max mind mio mrd mwst nr o.g pol prof rd s sog st std str tel tsd u.a usw v vgl vorm z zzgl i d h b a m e g u o w'.split(' ')), // biome-ignore format: a list
  en: new Set(
    'approx art co corp dept dr e.g est etc fig i.e inc jr ltd max min mr mrs ms no p prof ref sr st tel v vs vol a.m p.m'.split(' '),
  ),
};

const WORD = /[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}]|[-’'&/](?=[\p{L}\p{N}])|[.,:](?=\p{N}))*/gu;

/**
 * Sentences of a text with their words. Sentences end as Unicode says (UAX 29), except after abbreviations and, in German, after ordinal
 * numbers ("am 3. Mai"); line ends and semicolons do not end one, paragraphs do. Words count with their hyphens; numbers are words.
 */
export function sentencesOf(text: string, language: StyleLanguage): Sentence[] {
  const sentences: Sentence[] = [];
  let open: Span | undefined;
  for (const { segment, index } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)) {
    const end = index + segment.length;
    open = { start: open?.start ?? index, end };
    if (!/\n\s*\n\s*$/.test(segment) && continues(segment, text.slice(end), language)) continue;
    sentences.push(sentence(text, open));
    open = undefined;
  }
  if (open !== undefined) sentences.push(sentence(text, open));
  return sentences.filter(({ words }) => words.length > 0);
}

function continues(segment: string, rest: string, language: StyleLanguage): boolean {
  if (rest === '') return false;
  const last = /([\p{L}\p{N}.]+)\.\s*$/u.exec(segment)?.[1]?.toLowerCase();
  if (last === undefined) return false;
  if (/^\d{1,2}$/.test(last)) return language === 'de';
  return ABBREVIATIONS[language].has(last) || /^\p{L}$/u.test(last) || /^(?:\p{L}\.)+\p{L}$/u.test(last);
}

function sentence(text: string, { start, end }: Span): Sentence {
  const body = text.slice(start, end);
  const from = start + (body.length - body.trimStart().length);
  const words = [...body.matchAll(WORD)].map((match) => ({
    text: match[0],
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
  return { start: from, end: start + body.trimEnd().length, words };
}
