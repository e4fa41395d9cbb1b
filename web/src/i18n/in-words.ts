import type { CampaignPoint, Problem } from '@posthorn/contract';
import type { Diagnostic } from '@posthorn/engine';
import type { Language } from './i18n.ts';

/** Server and engine speak English; in another language each of their codes has a text, and what they said of the occasion goes along. */
interface AsSaid {
  readonly asSaid?: string;
}

/** A problem as a person reads it. */
export interface ProblemInWords extends AsSaid {
  readonly title: string;
  readonly detail: string;
  readonly hint?: string | undefined;
}

/** A finding as a person reads it. */
export interface FindingInWords extends AsSaid {
  readonly message: string;
  readonly hint?: string | undefined;
}

interface Words {
  readonly problems: Readonly<Record<string, ProblemInWords>>;
  readonly findings: Readonly<Record<string, FindingInWords>>;
  readonly points: Readonly<Record<string, FindingInWords>>;
}

const english: Words = { problems: {}, findings: {}, points: {} };
let words = english;

/** Brings the texts of a language; before that, and where a code has none, everything is said as it came. */
export async function loadWords(language: Language): Promise<void> {
  if (language === 'en') {
    words = english;
    return;
  }
  const [problems, findings, points] = await Promise.all([
    import('./problems.de.json'),
    import('./findings.de.json'),
    import('./points.de.json'),
  ]);
  words = { problems: problems.default, findings: findings.default, points: points.default };
}

export function problemInWords({ code, title, detail, hint, particular }: Problem): ProblemInWords {
  const said = words.problems[code];
  if (said === undefined) return { title, detail, hint };
  return particular === true ? { ...said, asSaid: detail } : said;
}

export function findingInWords({ code, message, hint }: Pick<Diagnostic, 'code' | 'message' | 'hint'>): FindingInWords {
  const said = words.findings[code];
  return said === undefined ? { message, hint } : { ...said, asSaid: message };
}

/** A point of a campaign's checklist; those that the engine found are said as its findings are. */
export function pointInWords({ code, text, hint, values = {} }: Omit<CampaignPoint, 'verdict' | 'variant'>): FindingInWords {
  const said = words.points[code];
  if (said === undefined) return findingInWords({ code, message: text, ...(hint === undefined ? {} : { hint }) });
  const shown = (value: string | number) => (typeof value === 'number' ? value.toLocaleString('de') : value);
  const message = said.message.replace(/\{\{(\w+)\}\}/g, (_slot, name: string) => shown(values[name] ?? '–'));
  return { message, hint: hint === undefined ? undefined : said.hint };
}
