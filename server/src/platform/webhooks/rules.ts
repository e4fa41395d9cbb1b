/** Pauses between the attempts, in seconds, as Standard Webhooks recommends: after some three days a message is given up. */
const pauses = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

/**
 * When a message is tried again; undefined when it is given up.
 * @param attempts made so far
 * @param random between 0 and 1: spreads what failed together, a tenth more or less
 */
export function nextAttempt(attempts: number, now: Date, random: number): Date | undefined {
  const pause = pauses[attempts - 1];
  return pause === undefined ? undefined : new Date(now.getTime() + pause * 1000 * (0.9 + 0.2 * random));
}
