import type { ChannelName } from '@posthorn/contract';
import type { DeliveryState } from './states.ts';

/** `document` brings a communication to its addressee, `copy` to somebody beside, `notice` tells of it. */
export type DeliveryPurpose = 'document' | 'notice' | 'copy';

/** An attempt, or a row of attempts, to bring a rendition of a communication to one contact point. */
export interface Delivery {
  readonly id: string;
  /** First of the month, `YYYY-MM-DD`: the partition, that of the communication. */
  readonly month: string;
  readonly communicationId: string;
  readonly customerId: string;
  readonly runId: string | null;
  readonly channel: ChannelName;
  readonly purpose: DeliveryPurpose;
  /** Which copy it brings, from 1 on; 0 where it is none. */
  readonly copy: number;
  readonly address: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly messageId: string | null;
  readonly lastError: string | null;
  /** Which account of the channel carries it; `default` for that of the environment. */
  readonly account: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

/** A delivery as it is first written. */
export type NewDelivery = Pick<
  Delivery,
  'id' | 'month' | 'communicationId' | 'customerId' | 'runId' | 'channel' | 'purpose' | 'address' | 'state' | 'nextAttemptAt' | 'lastError'
> & {
  readonly copy?: number;
  readonly account?: string;
  /** It waits for earlier ones of its customer on this channel. */
  readonly ordered?: boolean;
  /** Not to be sent before, whenever it is ready. */
  readonly notBefore?: Date;
};

/** A delivery that this process has claimed: it alone may send it, now. */
export interface ClaimedDelivery extends Delivery {
  readonly claimedBy: string;
  readonly claimedAt: Date;
  /** When a person last put it back in line after it was given up. */
  readonly redrivenAt: Date | null;
}

/** A delivery that came into a state. `from` is absent when it is new. */
export interface StateChange {
  readonly deliveryId: string;
  readonly month: string;
  readonly communicationId: string;
  readonly customerId: string;
  readonly runId: string | null;
  readonly channel: ChannelName;
  readonly purpose: DeliveryPurpose;
  readonly copy: number;
  readonly from?: DeliveryState;
  readonly to: DeliveryState;
}

/** Data of the event `delivery.state-changed`. */
export interface StateChanged {
  readonly month: string;
  readonly changes: readonly {
    readonly deliveryId: string;
    readonly communicationId: string;
    readonly customerId: string;
    readonly runId: string | null;
    readonly channel: ChannelName;
    readonly purpose: DeliveryPurpose;
    readonly state: DeliveryState;
    readonly at: string;
  }[];
}

/** Something that became known of a delivery. */
export interface NewReceipt {
  readonly deliveryId: string;
  readonly month: string;
  readonly kind: string;
  readonly detail?: string;
}

/** A mail as it goes out: its envelope and where its bytes lie in the archive. */
export interface SentMessage {
  readonly deliveryId: string;
  readonly month: string;
  readonly communicationId: string;
  readonly messageId: string;
  readonly returnToken: string;
  readonly envelopeFrom: string;
  readonly envelopeTo: string;
  readonly pack: string;
  readonly offset: number;
  readonly length: number;
  readonly size: number;
  readonly sha256: string;
}
