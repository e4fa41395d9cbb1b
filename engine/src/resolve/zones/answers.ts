import type { Place } from '../../diagnostics.ts';
import type { Input, ZoneLimits, ZoneMark } from '../../template/model.ts';
import type { Context, State } from '../context.ts';

/** What a clerk says to the zones of a template, by their names. It is data: nothing in it is read as an expression or a mark. */
export type Answers = { readonly [zone: string]: Answer };

/**
 * To `optional` whether it is shown; to `choice` the name of the choice; to an `input` its value, dates like `2026-03-31`, numbers as
 * such or as text. To `free` its text: plain, with empty lines between paragraphs, or as nodes.
 */
export type Answer = boolean | string | number | readonly FreeNode[];

/** The nodes that a clerk may write: those of templates, with nothing in them that is evaluated. */
export type FreeNode =
  | FreeParagraph
  | { readonly type: 'list'; readonly ordered?: boolean; readonly items: readonly (readonly FreeParagraph[])[] };

export interface FreeParagraph {
  readonly type: 'paragraph';
  readonly text: readonly FreeText[];
}

export type FreeText =
  | { readonly type: 'text'; readonly text: string; readonly marks?: readonly { readonly type: ZoneMark }[] }
  | { readonly type: 'break' };

/** A question to the clerk that a record's document puts, with what holds without an answer. */
export type AskedZone = {
  readonly name: string;
  readonly question: string;
  readonly place: Place;
} & (
  | { readonly kind: 'optional'; readonly default: boolean }
  | { readonly kind: 'choice'; readonly default?: string; readonly choices: readonly { readonly name: string; readonly label: string }[] }
  | { readonly kind: 'free'; readonly default: readonly FreeNode[]; readonly limits: ZoneLimits; readonly required: boolean }
  | { readonly kind: 'input'; readonly of: NonNullable<Input['kind']>; readonly default?: string; readonly characters: number }
);

/** The clerk while one record is resolved: what was answered, and what is asked. */
export class Clerk {
  readonly #answers: Answers;
  readonly #asked = new Map<string, AskedZone>();
  /** Whether open questions are told in warnings and stand in brackets in the text, instead of being errors. */
  readonly isDraft: boolean;

  constructor(answers: Answers, isDraft: boolean) {
    this.#answers = answers;
    this.isDraft = isDraft;
  }

  answerTo(name: string): Answer | undefined {
    return Object.hasOwn(this.#answers, name) ? (this.#answers[name] ?? undefined) : undefined;
  }

  /** Notes a question; one that stands in several places is asked once. */
  ask(zone: AskedZone): void {
    if (!this.#asked.has(zone.name)) this.#asked.set(zone.name, zone);
  }

  /** In the order of the text. */
  get asked(): readonly AskedZone[] {
    return [...this.#asked.values()];
  }
}

/** Notes a finding about an answer, at its zone: an error, in a draft a warning. */
export function tellOfAnswer(
  state: State,
  ctx: Context,
  code: 'zone.unanswered' | 'zone.wrong-answer',
  message: string,
  hint: string,
): void {
  const severity = state.clerk?.isDraft === true ? 'warning' : 'error';
  state.diagnostics.push({ severity, code, message, place: ctx.place(), hint });
}

/** What stands for an answer that is still to come, in drafts; elsewhere such a document is refused. */
export const openQuestion = (question: string): string => `[${question}]`;
