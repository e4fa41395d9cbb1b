import type { PushDevice } from '../../customers/index.ts';

/** How much a device may spend on a message: what is not urgent may wait until it is charged, or on Wi-Fi (RFC 8030, 5.3). */
export const urgencies = ['very-low', 'low', 'normal', 'high'] as const;
export type Urgency = (typeof urgencies)[number];

/** What the service worker shows; it goes out encrypted. */
export interface PushContent {
  readonly title: string;
  readonly body: string;
  /** Opened by a click. */
  readonly link?: string;
  /** BCP 47. */
  readonly language: string;
  /** A further message with the same tag takes the place of one that is shown. */
  readonly tag: string;
  /** Path on our own pages at which it is told that the message was shown, or clicked. Names nobody. */
  readonly report?: string;
}

/** One message to all devices of a customer. */
export interface PushMessage {
  readonly id: string;
  readonly devices: readonly PushDevice[];
  readonly content: PushContent;
  /** After so long it is worth nothing; never more than the account says. */
  readonly ttlSeconds?: number;
  /** That of the account if absent. */
  readonly urgency?: Urgency;
  /** While it waits at the push service, a later message of the same topic takes its place: 32 characters of base64url at most. */
  readonly topic?: string;
}
