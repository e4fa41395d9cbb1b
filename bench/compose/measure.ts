/** One way of making documents. */
export interface Contender {
  readonly name: string;
  /** Documents per round. */
  readonly count: number;
  /** Makes the document of an index; its bytes count for the size. */
  make(index: number): Uint8Array | Promise<Uint8Array>;
}

export interface Measured {
  readonly name: string;
  /** Documents per second, one per round. */
  readonly rates: readonly number[];
  readonly median: number;
  readonly bytesPerDocument: number;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Milliseconds that the processor has worked for this process, in all its threads: on a busy machine the clock tells more of others. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Runs all contenders in turn, round by round, so that a busy moment of the machine meets all of them. Each warms up first.
 * @param now milliseconds; those of the clock if absent
 */
export async function measure(contenders: readonly Contender[], rounds: number, now = () => performance.now()): Promise<Measured[]> {
  const rates = contenders.map((): number[] => []);
  const bytes = contenders.map(() => 0);
  let index = 0;
  for (const { make, count } of contenders) for (let i = 0; i < count; i++) await make(index++);
  for (let round = 0; round < rounds; round++) {
    for (const [i, { make, count }] of contenders.entries()) {
      const start = now();
      for (let n = 0; n < count; n++) bytes[i]! += (await make(index++)).length;
      rates[i]!.push((count * 1000) / (now() - start));
    }
  }
  return contenders.map(({ name, count }, i) => ({
    name,
    rates: rates[i]!,
    median: median(rates[i]!),
    bytesPerDocument: Math.round(bytes[i]! / (rounds * count)),
  }));
}
