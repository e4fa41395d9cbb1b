import { openPdf, type PdfFile, UnreadablePdfError } from './read/index.ts';
import { type Fault, type ProfileId, profileIds, type Rule } from './rule.ts';
import { rules } from './rules/index.ts';
import { Subject } from './subject.ts';
import { claimOf } from './xmp/claim.ts';

/** Where something is. */
export interface Place {
  /** Page, counted from 1. */
  readonly page?: number;
  /** Number of the indirect object. */
  readonly object?: number;
  /** Path in the structure tree, e.g. `Document > Table[2] > TR[1]`. */
  readonly path?: string;
}

/** One thing that is wrong. */
export interface Finding {
  /** Clause of the standard, e.g. `6.2.4.3`. */
  readonly clause: string;
  /** Number of the condition within the clause. */
  readonly test: number;
  /** What the standard asks for. */
  readonly title: string;
  /** What is so instead. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  readonly place: Place;
}

/** The judgement of a file by one profile. */
export interface Verdict {
  readonly profile: ProfileId;
  readonly conforms: boolean;
  /** In the order of the rules; at most `mostFindings` of each. */
  readonly findings: readonly Finding[];
  /** How many findings of rules with more than that are left out. */
  readonly omitted: number;
}

/** What the profiles are called. */
export const profileNames: Readonly<Record<ProfileId, string>> = {
  ua1: 'PDF/UA-1',
  '2a': 'PDF/A-2a',
  '2b': 'PDF/A-2b',
  '2u': 'PDF/A-2u',
  '3a': 'PDF/A-3a',
  '3b': 'PDF/A-3b',
  '3u': 'PDF/A-3u',
};

export interface PreflightOptions {
  /** What to judge by; what the file's metadata claim, when left out. */
  readonly profiles?: readonly ProfileId[];
  /** Findings of one rule that are listed; 100 when left out. */
  readonly mostFindings?: number;
}

const MOST_FINDINGS = 100;
/** Faults of one rule that are counted; beyond that it is enough to know that there are more. */
const MOST_COUNTED = 10_000;

/**
 * Judges a PDF by the rules of PDF/A and PDF/UA. Does not throw for what is wrong with a file: one that cannot be read has a finding
 * that says why.
 * @returns a verdict for each profile; none when no profiles are given and the file claims none that is known
 */
export function preflight(bytes: Uint8Array, { profiles, mostFindings = MOST_FINDINGS }: PreflightOptions = {}): Verdict[] {
  let subject: Subject;
  try {
    subject = new Subject(openPdf(bytes));
  } catch (error) {
    if (error instanceof UnreadablePdfError) return (profiles ?? []).map((profile) => unreadable(profile, error.message));
    throw error;
  }
  const judge = new Judge(subject, mostFindings);
  return (profiles ?? claimed(subject.file)).map((profile) => judge.verdict(profile));
}

/**
 * The profiles that a file's metadata claim.
 * @throws UnreadablePdfError
 */
export function claimedProfiles(bytes: Uint8Array): ProfileId[] {
  return claimed(openPdf(bytes));
}

function claimed(file: PdfFile): ProfileId[] {
  const { part, conformance, uaPart } = claimOf(file);
  const archival = `${part}${conformance?.toLowerCase()}`;
  return profileIds.filter((id) => (id === 'ua1' ? uaPart === 1 : id === archival));
}

function unreadable(profile: ProfileId, message: string): Verdict {
  const clause = profile === 'ua1' ? '7.1' : '6.1.2';
  const title = 'The file can be read as PDF.';
  const hint = 'Make the file anew; it is damaged or no PDF.';
  return { profile, conforms: false, findings: [{ clause, test: 0, title, message, hint, place: {} }], omitted: 0 };
}

/** What can be said of a file whose texts and streams only a password opens; other findings would be about the ciphers. */
const rulesOfLocked = rules.filter(({ clause, test }) => (clause === '0' && test === 1) || clause === '6.1.3');

/** Judges one file; each rule runs once for all profiles. */
class Judge {
  readonly #subject: Subject;
  readonly #mostFindings: number;
  readonly #faults = new Map<Rule, { readonly listed: readonly Finding[]; readonly omitted: number }>();

  constructor(subject: Subject, mostFindings: number) {
    this.#subject = subject;
    this.#mostFindings = mostFindings;
  }

  verdict(profile: ProfileId): Verdict {
    const findings: Finding[] = [];
    let omitted = 0;
    for (const rule of this.#subject.file.locked ? rulesOfLocked : rules) {
      if (!rule.profiles.includes(profile)) continue;
      const faults = this.#faultsOf(rule);
      findings.push(...faults.listed);
      omitted += faults.omitted;
    }
    return { profile, conforms: findings.length === 0, findings, omitted };
  }

  #faultsOf(rule: Rule): { readonly listed: readonly Finding[]; readonly omitted: number } {
    const known = this.#faults.get(rule);
    if (known !== undefined) return known;
    const listed: Finding[] = [];
    let count = 0;
    for (const fault of rule.check(this.#subject)) {
      if (count++ < this.#mostFindings) listed.push(findingOf(rule, fault));
      if (count >= MOST_COUNTED) break;
    }
    const faults = { listed, omitted: count - listed.length };
    this.#faults.set(rule, faults);
    return faults;
  }
}

function findingOf({ clause, test, title, hint }: Rule, { what, page, object, path }: Fault): Finding {
  const place = { ...(page !== undefined && { page }), ...(object && { object: object.num }), ...(path !== undefined && { path }) };
  return { clause, test, title, message: what, hint, place };
}
