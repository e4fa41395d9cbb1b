import { setTimeout as sleep } from 'node:timers/promises';

/** Lets at most so many through in a second, evenly spaced after a second's worth at once. */
export class Pace {
  readonly #intervalMs: number;
  #nextAt = 0;

  /** `perSecond` 0 means no limit. */
  constructor(perSecond: number) {
    this.#intervalMs = perSecond > 0 ? 1000 / perSecond : 0;
  }

  /** Resolves when it is one's turn. */
  async next(): Promise<void> {
    if (this.#intervalMs === 0) return;
    const now = performance.now();
    this.#nextAt = Math.max(this.#nextAt + this.#intervalMs, now - 1000);
    const wait = this.#nextAt - now;
    if (wait > 0) await sleep(wait);
  }
}
