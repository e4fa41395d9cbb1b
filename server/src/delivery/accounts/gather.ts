/** What one caller brought, and how it is told what became of it. */
interface Brought<T> {
  readonly items: readonly T[];
  readonly kept: () => void;
  readonly failed: (error: unknown) => void;
}

export interface GatherOptions {
  /** How many are worked on at once; what one caller brings is never parted. */
  readonly portion: number;
  /** When so many wait, whoever comes is sent away: the other side keeps them better than our memory, and brings them again. */
  readonly most: number;
  /** Whether what went wrong may be the doing of one of them. If so, each caller's are tried alone, so that one bad one takes no good one with it. */
  blames(error: unknown): boolean;
}

/**
 * Joins what comes in one by one: while a portion is worked on, others gather, and go together with the next one. Message centres bring each
 * receipt by itself, and to write down two hundred costs little more than to write down one. Nobody waits for others to come: what comes while
 * nothing is under way is worked on at once.
 * @param work must be safe to repeat
 * @returns a function that resolves when what it was given is worked on, and fails as that does
 */
export function gather<T>(
  work: (items: readonly T[]) => Promise<void>,
  { portion, most, blames }: GatherOptions,
): (items: readonly T[]) => Promise<void> {
  const waiting: Brought<T>[] = [];
  let waitingItems = 0;
  let working = false;

  const takePortion = (): Brought<T>[] => {
    let items = 0;
    const end = waiting.findIndex((one, at) => {
      items += one.items.length;
      return at > 0 && items > portion;
    });
    const taken = waiting.splice(0, end < 0 ? waiting.length : end);
    waitingItems -= taken.reduce((sum, one) => sum + one.items.length, 0);
    return taken;
  };

  const workOn = async (callers: readonly Brought<T>[]): Promise<void> => {
    try {
      await work(callers.flatMap((one) => one.items));
      for (const one of callers) one.kept();
    } catch (error) {
      if (callers.length > 1 && blames(error)) for (const one of callers) await workOn([one]);
      else for (const one of callers) one.failed(error);
    }
  };

  const workOff = async (): Promise<void> => {
    if (working) return;
    working = true;
    while (waiting.length > 0) await workOn(takePortion());
    working = false;
  };

  return (items) => {
    if (waitingItems >= most) return Promise.reject(new Error(`${waitingItems} wait already`));
    const { promise, resolve: kept, reject: failed } = Promise.withResolvers<void>();
    waiting.push({ items, kept, failed });
    waitingItems += items.length;
    void workOff();
    return promise;
  };
}
