import type { ReceiptKind } from '@posthorn/contract';
import type { BounceReason } from '../bounces/bounce.ts';
import type { Delivery } from '../types.ts';

export type { ReceiptKind } from '@posthorn/contract';

/** What can become known of a message after it was handed over; which of them change the delivery's state says `rules.ts`. */
export type LaterKind = Exclude<ReceiptKind, 'sent' | 'unknown'> | 'delayed';

/** A receipt as a provider gives it. It may come before our own sender has noted the provider's id, twice, or days later. */
export interface ProviderReceipt {
  readonly kind: LaterKind;
  /** Which message: the provider's id of it, or our delivery's where the provider repeats it. One of both. */
  readonly messageId?: string;
  readonly deliveryId?: string;
  /** Only the address, for providers that report nothing else of some events (complaints). */
  readonly recipient?: string;
  /** When it happened, as the provider says; the clock of another machine. */
  readonly at?: Date;
  /** One line for people: status, reason. */
  readonly detail: string;
  /** The provider's id of this event, where it has one: the same event is noted once. */
  readonly eventId?: string;
  /** Why it came back, where that is known: what is about us, not about the address, does not count against it. */
  readonly reason?: BounceReason;
}

/** A receipt whose delivery is found and locked. */
export interface NotedReceipt {
  readonly delivery: Delivery;
  readonly kind: LaterKind;
  readonly at: Date;
  readonly detail: string;
  /** What makes it the same receipt when it comes again. */
  readonly key: string;
  readonly reason?: BounceReason | undefined;
  /** It is about an address that the message was forwarded to: ours lives. */
  readonly elsewhere?: boolean;
}

/** Data of the event `delivery.receipts-noted`. */
export interface ReceiptsNoted {
  readonly month: string;
  readonly receipts: readonly (Pick<Delivery, 'communicationId' | 'customerId' | 'runId' | 'channel' | 'purpose'> & {
    readonly deliveryId: string;
    readonly kind: LaterKind;
    readonly at: string;
    readonly detail: string;
    readonly reason?: BounceReason;
  })[];
}

/** A message of a customer, as a provider brings it. */
export interface Reply {
  readonly channel: 'sms' | 'email';
  /** Who wrote: a number in E.164, an address. */
  readonly from: string;
  /** To which of our numbers or addresses. */
  readonly to: string;
  readonly text: string;
  readonly at?: Date;
  /** The provider's id of it: the same reply is noted once. */
  readonly id: string;
}
