import type { Platform } from '../../platform/platform.ts';
import { setAccountChannels } from '../config.ts';
import { Sender, type SenderOptions } from '../sender.ts';
import { carry } from './carry.ts';
import { handOverQueues } from './control-account.ts';
import { allAccounts, openAccount } from './open-account.ts';
import { accountsOf } from './store.ts';
import type { Account } from './types.ts';

/** How often accounts are looked after, beside when somebody changed one. */
const lookMs = 10_000;

/**
 * Has a sender for each account: starts those of new accounts, opens changed ones again, ends those that are gone. An account that cannot be
 * opened is told of and tried again at the next look; the others go on.
 */
export class Senders {
  readonly #platform: Platform;
  readonly #options: SenderOptions;
  readonly #running = new Map<string, { readonly revision: number; readonly sender: Sender }>();
  readonly #timer: NodeJS.Timeout;
  readonly #unlisten: () => void;
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(platform: Platform, options: SenderOptions) {
    this.#platform = platform;
    this.#options = options;
    this.#timer = setInterval(() => void this.look(), lookMs);
    this.#timer.unref();
    this.#unlisten = platform.events.listen('channels', () => void this.look());
  }

  /** Resolves when every account that there is now has its sender. */
  look(): Promise<void> {
    this.#looking = this.#looking.then(() =>
      this.#look().catch((error) => this.#platform.log.warn({ err: error }, 'accounts could not be looked after')),
    );
    return this.#looking;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    this.#unlisten();
    await this.#looking;
    await Promise.all([...this.#running.values()].map(({ sender }) => sender.stop()));
  }

  async #look(): Promise<void> {
    if (this.#stopped) return;
    const accounts = await allAccounts(this.#platform);
    setAccountChannels(this.#platform.config, accounts);
    const wanted = new Map(accounts.map((one) => [`${one.channel} ${one.id}`, one]));
    for (const [key, { revision, sender }] of this.#running) {
      if (wanted.get(key)?.revision === revision) continue;
      this.#running.delete(key);
      await sender.stop();
    }
    for (const [key, account] of wanted) {
      if (!this.#running.has(key) && !this.#stopped) await this.#start(key, account);
    }
    await handOverQueues(this.#platform);
  }

  async #start(key: string, account: Account): Promise<void> {
    const { log } = this.#platform;
    try {
      const carrier = await openAccount(this.#platform, account);
      const channel = carry(this.#platform, account, carrier);
      this.#running.set(key, { revision: account.revision, sender: new Sender(this.#platform, channel, this.#options) });
    } catch (error) {
      log.error({ err: error, channel: account.channel, account: account.name }, 'an account could not be opened; its messages wait');
    }
  }
}

/** Lets routing know of the channels that accounts make usable, before the first message is routed. */
export async function knowAccounts(platform: Pick<Platform, 'db' | 'config'>): Promise<void> {
  setAccountChannels(platform.config, await accountsOf(platform.db));
}
