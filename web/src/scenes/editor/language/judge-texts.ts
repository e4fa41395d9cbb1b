import {
  type Counts,
  examine,
  type Figure,
  linkSaysWhere,
  measure,
  type StyleFinding,
  type StyleGuide,
  type StyleLanguage,
  styleLanguage,
} from '@posthorn/engine/language';

/** A text as its reader sees it, one character for each position of the editor's document: a field is a digit. */
export interface ReaderText {
  /** JSON Pointer of the node. */
  readonly pointer: string;
  readonly text: string;
  readonly links: readonly { readonly from: number; readonly to: number }[];
}

/** A hint and where it is: offsets into one of the texts. */
export interface Hint extends StyleFinding {
  readonly of: number;
}

export interface Judged {
  readonly counts: Counts | undefined;
  readonly figures: readonly Figure[];
  readonly hints: readonly Hint[];
  /** How difficult each text is, in the figure that targets are said in; absent for texts of a few words. */
  readonly difficulties: readonly (number | undefined)[];
}

const NOTHING: Judged = { counts: undefined, figures: [], hints: [], difficulties: [] };
const BETWEEN = '\n\n';

/** A text of fewer words is a label or a greeting: figures say nothing of it. */
const FEWEST_WORDS = 8;

/** Ends of the scales of the figures that targets are said in: beyond them a text is as hard as it can be. */
export const scale: Readonly<Record<StyleLanguage, { readonly from: number; readonly to: number }>> = {
  de: { from: 1, to: 7 },
  en: { from: 1, to: 18 },
};

/** Judges all texts of a message together, since how a reader is addressed shows only in the whole. */
export function judgeTexts(texts: readonly ReaderText[], tag: string, guide: StyleGuide): Judged {
  const language = styleLanguage(tag);
  if (language === undefined || texts.length === 0) return NOTHING;
  const whole = texts.map(({ text }) => text).join(BETWEEN);
  const { counts, figures, findings } = examine(whole, language, guide);
  const starts: number[] = [];
  texts.reduce((start, { text }) => {
    starts.push(start);
    return start + text.length + BETWEEN.length;
  }, 0);
  const hints = findings.flatMap((finding): Hint[] => {
    const of = starts.findLastIndex((start) => start <= finding.start);
    const start = finding.start - starts[of]!;
    const end = Math.min(finding.end - starts[of]!, texts[of]!.text.length);
    return end > start && finding.better !== finding.found ? [{ ...finding, of, start, end }] : [];
  });
  return {
    ...{ counts, figures },
    hints: [...hints, ...texts.flatMap(({ text, links }, of) => unclearLinks(text, links, of, language))],
    difficulties: texts.map(({ text }) => difficultyOf(text, language)),
  };
}

function unclearLinks(text: string, links: ReaderText['links'], of: number, language: StyleLanguage): Hint[] {
  return links.flatMap(({ from, to }) => {
    const found = text.slice(from, to);
    return linkSaysWhere(found, language) ? [] : [{ rule: 'unclear-link', of, start: from, end: to, found }];
  });
}

const known = new Map<string, number | undefined>();
const MOST_KNOWN = 5_000;

/** Remembered by the text: most of them did not change since the last time. */
function difficultyOf(text: string, language: StyleLanguage): number | undefined {
  const key = `${language} ${text}`;
  if (known.has(key)) return known.get(key);
  const { counts, figures } = examine(text, language);
  const value = counts.words < FEWEST_WORDS ? undefined : figures.find(({ name }) => name === measure[language])?.value;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, value);
  return value;
}
