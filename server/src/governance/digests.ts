import { nextTime, nextTimeOn } from './local-time.ts';
import type { ContactDecision, ContactPolicy, ContactQuestion, DigestRule } from './types.ts';

/*
 * Digests: e-mails, or letters, that are kept for each other. Each waits until its digest closes (a hold like any other); what is let go then to the same
 * customer by the same rule goes out as one mail, or in one envelope. The first of them carries the others, and gives the digest its name: the same messages make the
 * same digest, however often they are asked about.
 */

type Kept = Pick<ContactQuestion, 'channel' | 'purpose'>;

export const digestRuleFor = ({ channel, purpose }: Kept, { digests }: Pick<ContactPolicy, 'digests'>): DigestRule | undefined =>
  digests.find((rule) => (rule.channel ?? 'email') === channel && (rule.purposes?.includes(purpose) ?? true));

/** Until when a message is kept; undefined where it is not, or not any more. */
export function closingFor(
  question: ContactQuestion,
  policy: ContactPolicy,
  now: Date,
): { readonly rule: DigestRule; readonly until: Date } | undefined {
  const rule = question.kept ? undefined : digestRuleFor(question, policy);
  if (rule === undefined) return undefined;
  const { at, days } = rule;
  return { rule, until: days === undefined ? nextTime(at, policy.timeZone, now) : nextTimeOn(days, at, policy.timeZone, now) };
}

interface Forming {
  readonly first: string;
  size: number;
  sheets: number;
}

/** Whether a message still has room in a digest: it may be too many, or its letter too thick for the envelope. */
const takes = ({ size, sheets }: Forming, { atMost, atMostSheets = Infinity }: DigestRule, question: ContactQuestion): boolean =>
  size < atMost && sheets + (question.sheets ?? 0) <= atMostSheets;

/** The digests of messages that are decided together. */
export class FormingDigests {
  readonly #policy: ContactPolicy;
  readonly #open = new Map<string, Forming[]>();
  readonly #begun = new Map<string, Forming>();

  constructor(policy: ContactPolicy) {
    this.#policy = policy;
  }

  /** The first message of the digest that a message would go out in; null where it would be the first, or goes alone. */
  openFor(question: ContactQuestion): string | null {
    return this.#roomFor(question)?.first ?? null;
  }

  /** Takes in a message that goes out. */
  add(question: ContactQuestion): void {
    const digest = this.#digestOf(question);
    if (digest === undefined) return;
    const open = this.#roomFor(question);
    if (open !== undefined) {
      open.size++;
      open.sheets += question.sheets ?? 0;
      return;
    }
    const begun = { first: question.id, size: 1, sheets: question.sheets ?? 0 };
    const others = this.#open.get(digest.key);
    if (others === undefined) this.#open.set(digest.key, [begun]);
    else others.push(begun);
    this.#begun.set(question.id, begun);
  }

  /** The decision about the first message of a digest names it too, once others go with it. */
  withFirst(question: ContactQuestion, decision: ContactDecision): ContactDecision {
    return (this.#begun.get(question.id)?.size ?? 0) > 1 ? { ...decision, digest: question.id } : decision;
  }

  /** The earliest that still takes it: behind a letter that fills an envelope, a thin one goes in that of before. */
  #roomFor(question: ContactQuestion): Forming | undefined {
    const digest = this.#digestOf(question);
    return digest && this.#open.get(digest.key)?.find((open) => takes(open, digest.rule, question));
  }

  #digestOf(question: ContactQuestion): { readonly key: string; readonly rule: DigestRule } | undefined {
    const rule = question.kept && question.together !== null ? digestRuleFor(question, this.#policy) : undefined;
    return rule && { key: `${rule.id} ${question.customerId} ${question.together}`, rule };
  }
}
