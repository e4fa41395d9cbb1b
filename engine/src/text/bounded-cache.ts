/**
 * A map that forgets its older half when it is full, in two generations: what is used while the young generation fills up
 * survives. Costs one map look-up on a hit, and no bookkeeping per access.
 */
export class BoundedCache<K, V> {
  #young = new Map<K, V>();
  #old = new Map<K, V>();
  readonly #half: number;
  /** Look-ups that found something, and that did not. */
  hits = 0;
  misses = 0;

  /** @param capacity most entries held. */
  constructor(capacity: number) {
    this.#half = Math.max(1, Math.floor(capacity / 2));
  }

  get(key: K): V | undefined {
    let value = this.#young.get(key);
    if (value === undefined) {
      value = this.#old.get(key);
      if (value === undefined) {
        this.misses++;
        return undefined;
      }
      this.set(key, value);
    }
    this.hits++;
    return value;
  }

  set(key: K, value: V): void {
    if (this.#young.size >= this.#half) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  /** Share of look-ups that hit, 0 … 1. */
  get hitRate(): number {
    const all = this.hits + this.misses;
    return all === 0 ? 0 : this.hits / all;
  }
}
