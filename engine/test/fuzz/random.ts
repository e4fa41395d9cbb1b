/** Numbers that look random and are the same for the same seed: a case is told by its seed alone. */
export interface Random {
  /** A whole number from 0 to below `bound`. */
  below(bound: number): number;
  pick<T>(list: readonly T[]): T;
  /** True once in `times`. */
  once(times: number): boolean;
}

/** The generator mulberry32, of which neighbouring seeds give sequences of their own. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (bound: number): number => (bound <= 0 ? 0 : next() % bound);
  return { below, pick: (list) => list[below(list.length)] as never, once: (times) => below(times) === 0 };
}
