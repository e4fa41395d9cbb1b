import type { ChannelName, ConsentAct, ConsentWay } from '@posthorn/contract';

/** How a customer can be turned to: the channels, and a call, which nobody makes from here but whose consent must be proven. */
export type ConsentChannel = ChannelName | 'phone';

/** One act, as it comes in. */
export interface NewConsent {
  readonly customerId: string;
  /** What for, such as `advertising`. */
  readonly purpose: string;
  readonly channel: ConsentChannel;
  readonly act: ConsentAct;
  /** When the customer did it. */
  readonly at: Date;
  /** The contact point that it holds for; absent for all of the channel. */
  readonly address?: string | undefined;
  /** The wording that was shown. */
  readonly textId?: string | undefined;
  readonly way: ConsentWay;
  /** What proves it: form, IP address, file, name of a witness; for `bought` also `goods` and `noticeGiven`. */
  readonly evidence: { readonly [name: string]: unknown };
  /** The last moment that it holds; absent for without end. */
  readonly until?: Date | undefined;
}

/** One act in the ledger. */
export interface ConsentEntry extends NewConsent {
  readonly id: string;
  readonly notedAt: Date;
  readonly notedBy: string;
}

/**
 * What the ledger comes to for one purpose and channel. Does not depend on the clock: whether `until` has passed is asked when it is
 * used.
 */
export interface Permission {
  readonly purpose: string;
  readonly channel: ConsentChannel;
  /** Of the consent; `none` when only goods were bought. */
  readonly state: 'none' | 'asked' | 'unconfirmed' | 'granted' | 'ended';
  readonly since: Date;
  readonly until: Date | null;
  readonly address: string | null;
  /** Groups of goods that were bought with a notice of the right to object. */
  readonly goods: readonly string[];
  /** The entry that decided. */
  readonly entryId: string;
}
