import type { PdfRef } from './read/values.ts';
import type { Subject } from './subject.ts';

/** What a file may be judged by: PDF/UA-1 (ISO 14289-1:2014), PDF/A-2 (ISO 19005-2:2011) and PDF/A-3 (ISO 19005-3:2012). */
export type ProfileId = 'ua1' | '2a' | '2b' | '2u' | '3a' | '3b' | '3u';

export const profileIds: readonly ProfileId[] = ['ua1', '2a', '2b', '2u', '3a', '3b', '3u'];

/** One place where a file breaks a rule. */
export interface Fault {
  /** What is found there, a sentence with the values that are wrong. */
  readonly what: string;
  /** Page, counted from 1. */
  readonly page?: number | undefined;
  /** The indirect object in which it stands. */
  readonly object?: PdfRef | undefined;
  /** Where in the structure tree, e.g. `Document > Table[2] > TR[1]`. */
  readonly path?: string | undefined;
}

/** A rule of a standard. Each is one condition under which a file fails; the same file may break it in many places. */
export interface Rule {
  /** Clause of the standard that the profiles name, e.g. `7.18.1`. */
  readonly clause: string;
  /** Number of the condition within the clause, as veraPDF counts them. */
  readonly test: number;
  readonly profiles: readonly ProfileId[];
  /** What shall be so, in a sentence. */
  readonly title: string;
  /** What to do about it, in a sentence. */
  readonly hint: string;
  /** All faults of a file; may stop after as many as are worth telling. */
  readonly check: (subject: Subject) => Iterable<Fault>;
}
