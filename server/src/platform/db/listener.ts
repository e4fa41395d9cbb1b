import { setTimeout as sleep } from 'node:timers/promises';
import pg, { type ClientConfig } from 'pg';
import type { Logger } from '../log/logger.ts';

/** One connection that listens on any number of channels and comes back by itself after it broke. */
export interface Listener {
  /**
   * @param onReconnect called after each time the connection was made anew: what was told meanwhile is lost, so look for yourself
   * @returns how to stop
   */
  listen(channel: string, onMessage: (payload: string) => void, onReconnect?: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

interface Subscription {
  readonly channel: string;
  readonly onMessage: (payload: string) => void;
  readonly onReconnect: (() => void) | undefined;
}

/** @param ensureRunning is called before each attempt to connect again: it may start a fallen embedded server */
export function openListener(connection: ClientConfig, log: Logger, ensureRunning: () => Promise<void>): Listener {
  return new PgListener(connection, log, ensureRunning);
}

class PgListener implements Listener {
  readonly #connection: ClientConfig;
  readonly #log: Logger;
  readonly #ensureRunning: () => Promise<void>;
  readonly #subscriptions = new Set<Subscription>();
  #client: Promise<pg.Client> | undefined;
  #closed = false;

  constructor(connection: ClientConfig, log: Logger, ensureRunning: () => Promise<void>) {
    this.#connection = connection;
    this.#log = log;
    this.#ensureRunning = ensureRunning;
  }

  async listen(channel: string, onMessage: (payload: string) => void, onReconnect?: () => void): Promise<() => Promise<void>> {
    const subscription: Subscription = { channel, onMessage, onReconnect };
    this.#subscriptions.add(subscription);
    this.#client ??= this.#connect();
    const client = await this.#client;
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    return async () => {
      this.#subscriptions.delete(subscription);
      if ([...this.#subscriptions].some((other) => other.channel === channel) || this.#closed) return;
      await (await this.#client)?.query(`unlisten ${pg.escapeIdentifier(channel)}`).catch(() => {});
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#subscriptions.clear();
    const client = await this.#client?.catch(() => undefined);
    await client?.end().catch(() => {});
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ ...this.#connection, keepAlive: true });
    client.on('notification', ({ channel, payload }) => {
      for (const subscription of this.#subscriptions) {
        if (subscription.channel === channel) this.#tell(() => subscription.onMessage(payload ?? ''));
      }
    });
    client.on('error', () => {});
    client.once('end', () => {
      if (!this.#closed) this.#client = this.#reconnect();
    });
    await client.connect();
    return client;
  }

  async #reconnect(): Promise<pg.Client> {
    for (let tries = 1; ; tries++) {
      if (this.#closed) throw new Error('closed');
      await sleep(Math.min(2_000, 50 * 2 ** Math.min(tries, 6)));
      try {
        await this.#ensureRunning();
        const client = await this.#connect();
        for (const channel of new Set([...this.#subscriptions].map((one) => one.channel))) {
          await client.query(`listen ${pg.escapeIdentifier(channel)}`);
        }
        this.#log.info({ tries }, 'the database is back');
        for (const { onReconnect } of this.#subscriptions) if (onReconnect !== undefined) this.#tell(onReconnect);
        return client;
      } catch (error) {
        if (tries % 5 === 1)
          this.#log.warn({ reason: (error as Error).message, tries }, 'the database is away; listening again when it is back');
      }
    }
  }

  /** A listener that fails must not end the connection for the others. */
  #tell(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.#log.error({ err: error }, 'a listener failed');
    }
  }
}
