import type { Inline, Localized, Mark, Node, NodeBase } from '../model.ts';

/**
 * A passage of a letter that a clerk finishes: one that may be left out, one of several, or text of the clerk's own. What stands in
 * no zone is fixed. The clerk's answers come beside the record, by the names of the zones; without an answer a zone is what the author
 * wrote. Zones of one name, such as in the bodies of letter and e-mail, are one question with one answer.
 */
export interface Zone extends NodeBase {
  readonly type: 'zone';
  readonly kind: 'optional' | 'choice' | 'free';
  /** What answers call it. It stays the same from version to version. */
  readonly name: string;
  /** What the clerk is asked. */
  readonly question: Localized<string>;
  /** Of `optional`: what may be left out. Of `free`: what stands there until the clerk writes, paragraphs and lists; may be empty. */
  readonly body?: readonly Node[];
  /** Of `optional`: is left out unless the clerk wants it. */
  readonly leftOut?: boolean;
  /** Of `choice`. */
  readonly choices?: readonly ZoneChoice[];
  /** Of `choice`: the name of what stands there without an answer; the clerk must choose if absent. */
  readonly chosen?: string;
  /** Of `free`: may not be empty. */
  readonly required?: boolean;
  /** Of `free`: what the clerk's text may be; anything of paragraphs, lists and the marks of `ZoneMark` if absent. */
  readonly limits?: ZoneLimits;
}

export interface ZoneChoice {
  readonly name: string;
  readonly label: Localized<string>;
  readonly body: readonly Node[];
}

export type ZoneMark = Extract<Mark['type'], 'bold' | 'italic' | 'underline'>;

export interface ZoneLimits {
  /** At most, of all its text. */
  readonly characters?: number;
  /** At most; items of lists count as paragraphs. */
  readonly paragraphs?: number;
  /** Those allowed; all if absent. */
  readonly marks?: readonly ZoneMark[];
  /** Whether there may be lists; true if absent. */
  readonly lists?: boolean;
}

/**
 * A value that a clerk is asked for, among inline nodes: the day of a visit, a name, an amount. Needed, unless it has a default. Of
 * one name it is one question, wherever it stands again.
 */
export interface Input {
  readonly type: 'input';
  readonly name: string;
  readonly question: Localized<string>;
  /** Numbers and dates are shown as the language writes them; `text` if absent. */
  readonly kind?: 'text' | 'number' | 'date';
  /** What the value is without an answer: text, a plain number, or a date like `2026-03-31`. */
  readonly default?: Localized<Inline>;
  /** At most so many characters, in one line; 200 if absent. */
  readonly characters?: number;
  readonly marks?: readonly Mark[];
}
