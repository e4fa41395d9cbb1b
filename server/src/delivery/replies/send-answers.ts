import { setTimeout as sleep } from 'node:timers/promises';
import { transaction } from '../../platform/db/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { AnyCarrier, SentChannel } from '../accounts/adapter.ts';
import { accountState } from '../accounts/store.ts';
import { abandonAnswers, claimAnswers, endAnswer } from './store.ts';

const idleMs = 1_000;
const slice = 10;
const laterMs = 60_000;

/**
 * Sends the answers to replies over the account that brought them, for as long as it runs. An answer is claimed before it is sent; one whose fate
 * is not known is not sent again: no answer is better than two. While the account is paused or down they wait.
 */
export class Answers {
  readonly #platform: Platform;
  readonly #key: { readonly channel: SentChannel; readonly account: string };
  readonly #carrier: AnyCarrier;
  readonly #stop = new AbortController();
  readonly #loop: Promise<void>;

  constructor(platform: Platform, key: { readonly channel: SentChannel; readonly account: string }, carrier: AnyCarrier) {
    this.#platform = platform;
    this.#key = key;
    this.#carrier = carrier;
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const sent = await this.#sendSome().catch((error) => {
        this.#platform.log.warn({ err: error, ...this.#key }, 'answers were not sent');
        return 0;
      });
      if (sent === 0) await sleep(idleMs, undefined, { signal: this.#stop.signal }).catch(() => {});
    }
  }

  async #sendSome(): Promise<number> {
    const { db, log, clock, config } = this.#platform;
    const state = await accountState(db, this.#key);
    if (state !== undefined && (state.pausedAt !== null || state.circuit.state !== 'closed')) return 0;
    const now = clock();
    await abandonAnswers(db, new Date(now.getTime() - config.claimSeconds * 1000));
    const answers = await transaction(db, { log }, (trx) => claimAnswers(trx, this.#key, now, slice));
    for (const { id, to, text } of answers) {
      const outcome = await this.#carrier
        .send({ id, to, text } as never, () => true)
        .catch((error: Error) => ({
          ...{ kind: 'deferred' as const, error: error.message },
        }));
      if (outcome === undefined || outcome.kind === 'deferred') {
        const error = outcome?.error ?? 'it was not begun';
        await endAnswer(db, id, { state: 'queued', due: new Date(clock().getTime() + laterMs), error });
      } else if (outcome.kind === 'sent') await endAnswer(db, id, { state: 'sent' });
      else await endAnswer(db, id, { state: outcome.kind === 'refused' ? 'failed' : 'unknown', error: outcome.error });
    }
    return answers.length;
  }
}
