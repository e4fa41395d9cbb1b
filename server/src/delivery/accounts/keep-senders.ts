import type { Platform } from '../../platform/platform.ts';
import { setAccountChannels } from '../config.ts';
import { Answers } from '../replies/send-answers.ts';
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
  readonly #running = new Map<string, { readonly revision: number; readonly sender: Sender; readonly answers: Answers }>();
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
    await Promise.all([...this.#running.values()].map(ended));
  }

  async #look(): Promise<void> {
    if (this.#stopped) return;
    const accounts = await allAccounts(this.#platform);
    setAccountChannels(this.#platform.config, accounts);
    const wanted = new Map(accounts.map((one) => [`${one.channel} ${one.id}`, one]));
    for (const [key, running] of this.#running) {
      if (wanted.get(key)?.revision === running.revision) continue;
      this.#running.delete(key);
      await ended(running);
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
      const answers = new Answers(this.#platform, { channel: account.channel, account: account.id }, carrier);
      this.#running.set(key, { revision: account.revision, sender: new Sender(this.#platform, channel, this.#options), answers });
    } catch (error) {
      log.error({ err: error, channel: account.channel, account: account.name }, 'an account could not be opened; its messages wait');
    }
  }
}

/** Answers first: the sender closes the carrier that both use. */
async function ended({ sender, answers }: { readonly sender: Sender; readonly answers: Answers }): Promise<void> {
  await answers.stop();
  await sender.stop();
}

/** Lets routing know of the channels that accounts make usable, before the first message is routed. */
export async function knowAccounts(platform: Pick<Platform, 'db' | 'config'>): Promise<void> {
  setAccountChannels(platform.config, await accountsOf(platform.db));
}
