import type { Platform } from '../../platform/platform.ts';
import type { ClaimedDelivery } from '../types.ts';
import { recalledAmong } from './store.ts';

/** How old the answer may be, in milliseconds: who presses a stop button waits for no second. */
const freshMs = 400;

/**
 * Knows what of a claimed slice may not go out any more: while a slow server takes its messages one by one, a campaign is stopped and customers
 * object. A slice that is sent faster than an answer grows old costs no question.
 */
export class RecallWatch {
  readonly #platform: Pick<Platform, 'db' | 'log'>;
  readonly #claimed: readonly ClaimedDelivery[];
  #recalled: ReadonlySet<string> = new Set();
  #answeredAt = performance.now();
  #asking: Promise<void> | undefined;

  constructor(platform: Pick<Platform, 'db' | 'log'>, claimed: readonly ClaimedDelivery[]) {
    this.#platform = platform;
    this.#claimed = claimed;
  }

  async isRecalled(deliveryId: string): Promise<boolean> {
    if (performance.now() - this.#answeredAt >= freshMs) {
      this.#asking ??= this.#ask();
      await this.#asking;
    }
    return this.#recalled.has(deliveryId);
  }

  async #ask(): Promise<void> {
    try {
      this.#recalled = new Set(await recalledAmong(this.#platform.db, this.#claimed));
    } catch (error) {
      // What is known stays known; the claim itself is still ours.
      this.#platform.log.warn({ err: error }, 'whether messages were recalled could not be asked');
    }
    this.#answeredAt = performance.now();
    this.#asking = undefined;
  }
}
