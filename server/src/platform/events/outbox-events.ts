import { type Kysely, sql, type Transaction } from 'kysely';
import { newId } from '../db/ids.ts';
import type { Listener } from '../db/listener.ts';
import { failureOf } from '../db/transaction.ts';
import type { Logger } from '../log/logger.ts';
import type { Clock, Db } from '../platform.ts';
import type { Event, Events } from './events.ts';
import { triesBeforeStuck } from './stuck-subscribers.ts';

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type AnyTransaction = Transaction<any>;
type Handler = (event: Event, trx: AnyTransaction) => Promise<void>;

type OutboxTables = {
  'platform.outbox': { id: string; position: string | null; type: string; subject: string; at: Date; data: unknown };
  'platform.event_cursors': { subscriber: string; position: string; attempts: number; retry_at: Date | null; last_error: string | null };
};

export interface EventsDependencies {
  readonly db: Db;
  readonly listener: Listener;
  readonly log: Logger;
  readonly clock: Clock;
}

/** `Events`, and what the platform itself needs of them. */
export interface OutboxEvents extends Events {
  /** With `dispatch`, this process brings events to its subscribers; several processes share the work. */
  start(options: { readonly dispatch: boolean }): Promise<void>;
  stop(): Promise<void>;
  /** Waits until every subscriber has seen all that was published so far. For tests and for commands that end. */
  settled(): Promise<void>;
}

export function createEvents(dependencies: EventsDependencies): OutboxEvents {
  return new OutboxDispatcher(dependencies);
}

/** Told by the trigger of the outbox. */
const outboxChannel = 'posthorn_events';
const shoutChannel = 'posthorn_shout';
/** Looked for even if nobody told: a retry whose time has come, another process that died. */
const pollMilliseconds = 2_000;

class OutboxDispatcher implements OutboxEvents {
  readonly #dependencies: EventsDependencies;
  readonly #db: Kysely<OutboxTables>;
  readonly #subscribers = new Map<string, Map<string, Handler>>();
  readonly #topics = new Map<string, Set<(data: object) => void>>();
  readonly #wakers = new Set<() => void>();
  #stopping = false;
  #loops: Promise<void>[] = [];

  constructor(dependencies: EventsDependencies) {
    this.#dependencies = dependencies;
    this.#db = dependencies.db.withTables<OutboxTables>();
  }

  async publish<T extends object>(trx: AnyTransaction, type: string, subject: string, data: T): Promise<void> {
    await sql`insert into platform.outbox (id, type, subject, at, data)
      values (${newId()}, ${type}, ${subject}, ${this.#dependencies.clock()}, ${JSON.stringify(data)}::jsonb)`.execute(trx);
  }

  subscribe<T extends object>(type: string, subscriber: string, handler: (event: Event<T>, trx: AnyTransaction) => Promise<void>): void {
    const handlers = this.#subscribers.get(subscriber) ?? new Map<string, Handler>();
    if (handlers.has(type)) throw new Error(`${subscriber} subscribes to ${type} twice.`);
    handlers.set(type, handler as Handler);
    this.#subscribers.set(subscriber, handlers);
  }

  async shout(topic: string, data: object): Promise<void> {
    await sql`select pg_notify(${shoutChannel}, ${JSON.stringify({ topic, data })})`.execute(this.#db);
  }

  listen(topic: string, handler: (data: object) => void): () => void {
    const handlers = this.#topics.get(topic) ?? new Set();
    handlers.add(handler);
    this.#topics.set(topic, handlers);
    return () => handlers.delete(handler);
  }

  async start({ dispatch }: { readonly dispatch: boolean }): Promise<void> {
    const { listener } = this.#dependencies;
    await listener.listen(shoutChannel, (payload) => this.#hear(payload));
    if (!dispatch) return;
    for (const subscriber of this.#subscribers.keys()) {
      await sql`insert into platform.event_cursors (subscriber) values (${subscriber}) on conflict do nothing`.execute(this.#db);
    }
    const wake = () => {
      for (const waker of this.#wakers) waker();
    };
    await listener.listen(outboxChannel, wake, wake);
    this.#loops = [...this.#subscribers].map(([subscriber, handlers]) => this.#serve(subscriber, handlers));
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const waker of this.#wakers) waker();
    await Promise.all(this.#loops);
  }

  async settled(): Promise<void> {
    for (;;) {
      const behind = await this.#behind();
      if (!behind) return;
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  async #behind(): Promise<boolean> {
    for (const [subscriber, handlers] of this.#subscribers) {
      const next = await this.#db
        .selectFrom('platform.outbox as o')
        .select('o.id')
        .where('o.type', 'in', [...handlers.keys()])
        .where(sql<boolean>`o.position > coalesce((select c.position from platform.event_cursors c where c.subscriber = ${subscriber}), 0)`)
        .limit(1)
        .executeTakeFirst();
      if (next !== undefined) return true;
    }
    return false;
  }

  #hear(payload: string): void {
    const { topic, data } = JSON.parse(payload) as { topic: string; data: object };
    for (const handler of this.#topics.get(topic) ?? []) handler(data);
  }

  /** Brings a subscriber its events, one after the other, until the process stops. */
  async #serve(subscriber: string, handlers: ReadonlyMap<string, Handler>): Promise<void> {
    while (!this.#stopping) {
      // Made before looking: news that come while looking are not missed.
      const news = this.#news();
      let more = false;
      try {
        more = await this.#deliverNext(subscriber, handlers);
      } catch (error) {
        if (failureOf(error) !== 'other') this.#dependencies.log.warn({ subscriber, reason: (error as Error).message }, 'events wait');
        else await this.#postpone(subscriber, error);
      }
      if (more) news.forget();
      else await news.wait();
    }
  }

  #news(): { wait(): Promise<void>; forget(): void } {
    let wake = () => {};
    const told = new Promise<void>((done) => {
      wake = done;
    });
    this.#wakers.add(wake);
    if (this.#stopping) wake();
    const forget = () => this.#wakers.delete(wake);
    return {
      forget,
      async wait() {
        const timer = setTimeout(wake, pollMilliseconds);
        await told;
        clearTimeout(timer);
        forget();
      },
    };
  }

  /**
   * One event in one transaction: the handler's writes and the cursor's step commit together. The cursor's row lock keeps other
   * processes from the same subscriber.
   * @returns whether there may be more
   */
  async #deliverNext(subscriber: string, handlers: ReadonlyMap<string, Handler>): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const cursor = await trx
        .selectFrom('platform.event_cursors')
        .select('position')
        .where('subscriber', '=', subscriber)
        .where(sql<boolean>`(retry_at is null or retry_at <= now())`)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (cursor === undefined) return false;
      const next = await trx
        .selectFrom('platform.outbox')
        .selectAll()
        .where('position', '>', cursor.position)
        .where('type', 'in', [...handlers.keys()])
        .orderBy('position')
        .limit(1)
        .executeTakeFirst();
      if (next === undefined) return false;
      const event: Event = { id: next.id, type: next.type, subject: next.subject, at: next.at, data: next.data as object };
      try {
        await handlers.get(next.type)!(event, trx as unknown as AnyTransaction);
      } catch (cause) {
        // What the database cannot do now is nobody's fault and is tried again as it is.
        if (failureOf(cause) !== 'other') throw cause;
        throw new HandlerFailed(event, cause as Error);
      }
      await trx
        .updateTable('platform.event_cursors')
        .set({ position: next.position!, attempts: 0, retry_at: null, last_error: null })
        .where('subscriber', '=', subscriber)
        .execute();
      return true;
    });
  }

  /**
   * A handler failed: its transaction is undone; it is tried again, later each time, up to a minute. Order is kept: what follows for
   * this subscriber waits, and after some tries a person is called for.
   */
  async #postpone(subscriber: string, error: unknown): Promise<void> {
    const { event, cause } = error instanceof HandlerFailed ? error : { event: undefined, cause: error as Error };
    const { rows } = await sql<{ attempts: number }>`update platform.event_cursors set attempts = attempts + 1,
        last_error = ${event ? `event ${event.id} (${event.type}): ${cause.message}` : cause.message},
        retry_at = now() + least(60, 0.2 * 2 ^ least(attempts, 10)) * interval '1 second'
      where subscriber = ${subscriber} returning attempts`
      .execute(this.#db)
      .catch(() => ({ rows: [] }));
    const attempts = rows[0]?.attempts ?? 1;
    const about = { err: cause, subscriber, attempts, ...(event && { eventId: event.id, type: event.type, subject: event.subject }) };
    if (attempts < triesBeforeStuck) this.#dependencies.log.warn(about, 'an event could not be handled; it will be tried again');
    else this.#dependencies.log.error(about, 'an event cannot be handled; what follows for this subscriber waits');
  }
}

/** Carries the event along with the failure of its handler. */
class HandlerFailed extends Error {
  readonly event: Event;
  override readonly cause: Error;
  constructor(event: Event, cause: Error) {
    super(cause.message);
    this.event = event;
    this.cause = cause;
  }
}
