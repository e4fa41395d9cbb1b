import type { Transaction } from 'kysely';

/** Something that happened, as a CloudEvent's core. Types are `room.what-happened`, e.g. `production.chunk-composed`. */
export interface Event<T extends object = object> {
  readonly id: string;
  readonly type: string;
  /** What it is about, e.g. `run/0192…`. */
  readonly subject: string;
  readonly at: Date;
  readonly data: T;
}

/**
 * News between rooms, through an outbox: an event is written in the transaction that makes it true, and every subscriber
 * gets it at least once, in order per subscriber. Downstream rooms subscribe; upstream rooms never know them.
 */
export interface Events {
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  publish<T extends object>(trx: Transaction<any>, type: string, subject: string, data: T): Promise<void>;
  /** `subscriber` names the listener durably, e.g. `delivery.route`. The handler's transaction also marks the event as seen. */
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  subscribe<T extends object>(type: string, subscriber: string, handler: (event: Event<T>, trx: Transaction<any>) => Promise<void>): void;
  /**
   * Fleeting news to browsers (progress): PostgreSQL NOTIFY, not stored, may be lost. Payload under 8,000 bytes.
   */
  shout(topic: string, data: object): Promise<void>;
  listen(topic: string, handler: (data: object) => void): () => void;
}
