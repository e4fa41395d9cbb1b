/** Why a message did not arrive, in the words of `docs/reference/bounces.md`. */
export type BounceReason =
  | 'authfailure'
  | 'badreputation'
  | 'blocked'
  | 'contenterror'
  | 'exceedlimit'
  | 'expired'
  | 'feedback'
  | 'filtered'
  | 'hasmoved'
  | 'hostunknown'
  | 'mailboxfull'
  | 'mailererror'
  | 'mesgtoobig'
  | 'networkerror'
  | 'norelaying'
  | 'notaccept'
  | 'notcompliantrfc'
  | 'onhold'
  | 'policyviolation'
  | 'rejected'
  | 'requireptr'
  | 'securityerror'
  | 'spamdetected'
  | 'speeding'
  | 'suspend'
  | 'syntaxerror'
  | 'systemerror'
  | 'systemfull'
  | 'toomanyconn'
  | 'undefined'
  | 'userunknown'
  | 'vacation'
  | 'virusdetected';

/** What a returned message is: a final refusal, a delay that may still end well, a complaint, an automatic answer. */
export type BounceKind = 'failed' | 'delayed' | 'complaint' | 'auto-reply';

/** What a returned message says about one recipient. */
export interface Bounce {
  readonly kind: BounceKind;
  /** The address that the message was for; `undefined` where the report does not say. */
  readonly recipient: string | undefined;
  /** Enhanced status code (RFC 3463), where the report has one. */
  readonly status: string | undefined;
  /** SMTP reply code, where the report has one. */
  readonly reply: number | undefined;
  readonly reason: BounceReason;
  /** Whether another message to this address is pointless: the address, or its domain, does not take mail. */
  readonly hard: boolean;
  /** The other server's words, on one line. */
  readonly diagnostic: string;
}

/** Where in the conversation with the other server the message was refused. */
export type Phase = 'connect' | 'hello' | 'sender' | 'recipient' | 'data';

/** What a report says about one recipient, before it is judged. */
export interface Evidence {
  readonly recipient: string | undefined;
  /** `Status` field of a delivery status, if any. */
  readonly status: string | undefined;
  /** `Action` field of a delivery status, if any. */
  readonly action: string | undefined;
  /** The reporting server had taken the message and refused it by a rule of its owner's. */
  readonly byRule: boolean;
  /** The words of the other server, if they can be told from those of the reporting one. */
  readonly diagnostic: string;
  /** All that is written about this recipient. */
  readonly text: string;
}

/** These, and only these, make an address not worth another message. */
const HARD: ReadonlySet<BounceReason> = new Set(['userunknown', 'hostunknown', 'hasmoved', 'notaccept']);

export const isHard = (reason: BounceReason): boolean => HARD.has(reason);
