import type { OutgoingMail } from '../email/smtp-session.ts';
import type { Outcome } from '../outcomes.ts';
import type { Letter } from '../post/letters/letter.ts';
import type { AskedLetter, LetterNews } from '../post/letters/news.ts';
import type { PushMessage } from '../push/message.ts';
import type { Reach } from '../push/post-message.ts';
import type { ProviderReceipt, Reply } from '../receipts/types.ts';
import type { ShortMessage } from '../sms/gateway.ts';

/*
 * What every kind of system that carries messages looks like from here: SMTP, SMPP, an HTTP gateway. One folder each, one object of the type
 * `Adapter`, named once in `adapters.ts`. An account is one such system with its settings and secrets; several accounts may carry the messages
 * of one channel, each for some brands or for all.
 */

/** What goes out on each channel that sends messages one by one. */
export interface Messages {
  readonly email: OutgoingMail;
  readonly sms: ShortMessage;
  readonly push: PushMessage;
  readonly post: Letter;
}
export type SentChannel = keyof Messages;

/** One thing that an account must be told; the form in the workplace is made from these. */
export interface Field {
  readonly name: string;
  readonly type: 'text' | 'number' | 'yes-no' | 'choice';
  readonly required?: boolean;
  /** Encrypted when it is kept, and never shown again. */
  readonly secret?: boolean;
  /** A text of several lines. */
  readonly lines?: boolean;
  readonly choices?: readonly string[];
  readonly default?: string | number | boolean;
}

/** What was entered for the fields, secrets among it. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

/** What whoever writes for this channel should know; nothing where nothing limits. */
export interface Limits {
  /** Bytes of one message. */
  readonly bytes?: number;
  /** Segments that one short message may be sent in. */
  readonly segments?: number;
  /** Whether it says later that a message was delivered. */
  readonly receipts: boolean;
  /** Whether customers can answer. */
  readonly replies: boolean;
}

/** Whether an account would take messages now. */
export type Health = { readonly ok: true; readonly detail: string } | { readonly ok: false; readonly error: string };

/** Takes what comes back over a carrier's own connection. Resolves when it is committed; only then the other side may be told so. */
export interface Inbox {
  receipts(receipts: readonly ProviderReceipt[]): Promise<void>;
  replies(replies: readonly Reply[]): Promise<void>;
}

/** An account in use: connections are opened when they are needed. */
export interface Carrier<Message> {
  /** Messages under way at once. */
  readonly parallel: number;
  /** Signs in and says whether messages would be taken, without sending one. Never throws. */
  check(): Promise<Health>;
  /**
   * Hands over one message. Asks `mayBegin` right before the first byte goes out, and returns undefined when that says no. When it throws,
   * certainly nothing was handed over.
   */
  send(message: Message, mayBegin: () => boolean): Promise<Outcome | undefined>;
  /**
   * What became of letters, for providers of post that are asked and do not report by themselves; also of those of which nobody knows whether they
   * were taken. Tells what it finds; throws when nobody answers.
   */
  ask?(letters: readonly AskedLetter[]): Promise<readonly LetterNews[]>;
  /** Ends what is under way now, each with what is known of it. */
  interrupt(): void;
  close(): void;
}

/** A carrier of some channel: messages are read by the same channel's reader (`carry.ts`), so they fit. */
export type AnyCarrier = Carrier<never>;

/** A request of a provider that reports what became of messages, or brings a reply: exactly as it came. */
export interface WebhookRequest {
  readonly method: string;
  /** As the provider knows it, with the query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
  readonly now: Date;
}

/** What a provider's request tells; `answer` where the provider wants a certain one, else 204 is said. */
export interface WebhookNews {
  readonly receipts?: readonly ProviderReceipt[];
  readonly replies?: readonly Reply[];
  readonly answer?: { readonly type: string; readonly body: string };
}

/** What every part but the adapters themselves needs to know. */
export type AnyAdapter = Omit<Adapter, 'open'> & { open(...of: Parameters<Adapter['open']>): AnyCarrier };

export interface Adapter<Channel extends SentChannel = SentChannel> {
  /** Its name for ever: `smtp`, `smpp`, `sms-http`, `twilio`, `web-push`, `epost`, `sftp`. */
  readonly kind: string;
  readonly channel: Channel;
  readonly fields: readonly Field[];
  limits(settings: Settings): Limits;
  /** Which zones of a letter must stay free of print: the id of a profile (`post/zones/profiles.ts`), `none` for no zones. */
  zones?(settings: Settings): string;
  /** Sheets that the provider adds to each envelope, and charges for. */
  addedSheets?(settings: Settings): number;
  /** Adds to what was entered what is made here, such as keys; `kept` are the secrets of before. */
  complete?(entered: Settings, kept: Settings): Settings;
  /** Says what is wrong with settings that have the right types; undefined when nothing is. Opens no connection. */
  fault?(settings: Settings): string | undefined;
  /**
   * @param context `claimSeconds`: how long a claim lives, a message must end within a third of it; `reach`: where customers may have it call
   */
  open(
    settings: Settings,
    context: { readonly claimSeconds: number; readonly inbox: Inbox; readonly reach: Reach },
  ): Carrier<Messages[Channel]>;
  /**
   * Reads a request of the provider; the adapter checks its signature over the raw bytes. Must be safe to repeat: providers send twice.
   * @returns undefined when the signature is wrong: 401 is said and nothing is kept
   */
  receive?(settings: Settings, request: WebhookRequest): WebhookNews | undefined | Promise<WebhookNews | undefined>;
}
