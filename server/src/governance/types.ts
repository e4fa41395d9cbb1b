import type { ChannelName, ContactPolicy } from '@posthorn/contract';

export type {
  BudgetRule,
  CapRule,
  ConflictRule,
  ContactPolicy,
  DigestRule,
  DuplicateRule,
  GatheringRule,
  QuietRule,
} from '@posthorn/contract';

/** What a message is about, as far as the contact policy asks. */
export interface Matter {
  /** Such as `payment-holiday`; the template's id where it names none. */
  readonly matter: string;
  /** Which one, such as the number of the contract; null where the template says none: then nothing counts as the same. */
  readonly matterKey: string | null;
  /** After this moment the message is worth nothing any more; null for never. */
  readonly validUntil: Date | null;
}

/** May this message go to this customer, on this channel, now? */
export interface ContactQuestion extends Matter {
  /** Of the communication; before it is composed, of its record. */
  readonly id: string;
  readonly customerId: string;
  /** Who lives together. */
  readonly household: string;
  readonly runId: string | null;
  readonly templateId: string;
  readonly purpose: string;
  readonly channel: ChannelName;
  readonly wishes: TimingWishes;
  /** Conflict rules that a person has set aside for this message. */
  readonly approved: readonly string[];
  /** It has waited until the time at which competing messages are decided. */
  readonly gathered: boolean;
  /** Messages for which this is equal may go out as one mail, or in one envelope, such as its sender and address; null for none. */
  readonly together: string | null;
  /** Sheets of paper that it takes in an envelope; absent for what is no letter, or not composed yet. */
  readonly sheets?: number;
  /** What it costs, in hundredths of a cent, where that is known better than by its channel. */
  readonly price?: number;
  /** It has waited until its digest closed. */
  readonly kept: boolean;
  /** Since when rules have held it, if they have: what is held again and again has waited all that time. */
  readonly heldSince: Date | null;
  /** The message with which it would go out as one mail. */
  readonly digest: string | null;
}

/** What the customer wishes of when and how often. */
export interface TimingWishes {
  /** IANA zone of the customer. */
  readonly timeZone: string;
  /** The earliest moment, from `at` on, that the customer's own quiet hours, quiet days and pause allow. */
  readonly notBefore: (at: Date) => Date;
  /** Days between two messages of the purpose; 0 for any number. */
  readonly daysBetween: number;
  /** The earliest moment, from `at` on, within the hours on the customer's clock in which its run may send; absent for any hour. */
  readonly withinHours?: (at: Date) => Date;
}

/** A message that went out before. */
export interface PastContact {
  readonly communicationId: string;
  readonly customerId: string;
  readonly household: string;
  readonly at: Date;
  readonly purpose: string;
  readonly channel: string;
  readonly matter: string;
  readonly matterKey: string | null;
  /** The message with which it went out as one mail: together they count once. */
  readonly digest: string | null;
}

/** What is the case with a customer, told by another system or a person: a complaint is open, a payment was put off. */
export interface Circumstance {
  readonly id: string;
  readonly customerId: string;
  readonly household: string;
  readonly kind: string;
  readonly since: Date;
  readonly endedAt: Date | null;
}

export type ContactVerdict = 'send' | 'hold' | 'wait' | 'withhold';

/** What decided: `permitted` where nothing stood in the way, `by-person` where somebody decided in the waiting room. */
export type ContactReason =
  | 'permitted'
  | 'by-person'
  | 'worthless'
  | 'duplicate'
  | 'conflict'
  | 'quiet-hours'
  | 'customer-wish'
  | 'sending-hours'
  | 'capped'
  | 'frequency-wish'
  | 'gathering'
  | 'digest'
  | 'over-budget';

/** The policy's answer with its reason. */
export interface ContactDecision {
  readonly verdict: ContactVerdict;
  readonly code: ContactReason;
  /** The rule of the policy that decided; null where none did. */
  readonly rule: string | null;
  /** `hold`: the earliest moment at which it may go, as far as is known now. */
  readonly until: Date | null;
  /** What the rule saw. */
  readonly details: { readonly [name: string]: unknown };
  /** `send`: the message with which it goes out as one mail; itself where it is the first of them, absent where it goes alone. */
  readonly digest?: string;
  /** `hold`: what it has waited for when it is asked about again. */
  readonly gathered?: boolean;
  readonly kept?: boolean;
}

export interface PolicyVersion {
  readonly version: number;
  readonly policy: ContactPolicy;
}
