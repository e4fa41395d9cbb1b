import type { Audience } from '@posthorn/contract';

/** What was counted of an audience so far. Plain JSON: the job that counts all keeps it with its position. */
export interface Tally {
  readonly lookedAt: number;
  readonly matching: number;
  readonly unanswerable: number;
  readonly channels: Readonly<Record<string, number>>;
  readonly notReachable: Audience['notReachable'];
  readonly examples: Audience['examples'];
}

export const emptyTally: Tally = { lookedAt: 0, matching: 0, unanswerable: 0, channels: {}, notReachable: [], examples: [] };

const exampleCount = 5;

/** What a batch of customers adds. */
export interface Counted {
  readonly lookedAt: number;
  readonly unanswerable: number;
  readonly met: readonly { readonly id: string; readonly number: string; readonly name: string }[];
  /** Where a message would go, for each of those that the condition meets; none where no template is known. */
  readonly routes: readonly (Omit<Audience['notReachable'][number], 'customers'> & { readonly channel: string })[];
}

export function added(tally: Tally, { lookedAt, unanswerable, met, routes }: Counted): Tally {
  const channels = { ...tally.channels };
  const reasons = new Map(tally.notReachable.map((one) => [keyOf(one), one]));
  for (const route of routes) {
    if (route.channel !== 'none') channels[route.channel] = (channels[route.channel] ?? 0) + 1;
    else {
      const { channel: _nowhere, ...reason } = route;
      reasons.set(keyOf(route), { ...reason, customers: (reasons.get(keyOf(route))?.customers ?? 0) + 1 });
    }
  }
  const fresh = met.slice(0, Math.max(0, exampleCount - tally.examples.length));
  return {
    lookedAt: tally.lookedAt + lookedAt,
    matching: tally.matching + met.length,
    unanswerable: tally.unanswerable + unanswerable,
    channels,
    notReachable: [...reasons.values()],
    examples: [...tally.examples, ...fresh.map(({ id, number, name }) => ({ id, number, name }))],
  };
}

const keyOf = ({ code, text }: { readonly code: string; readonly text: string }): string => `${code} ${text}`;

/** The audience that a tally tells of: scaled up where it is of a sample of so many customers. */
export function audienceOf(tally: Tally, customers: number, isSample: boolean): Audience {
  const scale = (count: number) => (isSample && tally.lookedAt > 0 ? Math.round((count * customers) / tally.lookedAt) : count);
  const channels = Object.entries(tally.channels).map(([channel, count]) => ({ channel, customers: scale(count) }));
  const most = <T extends { readonly customers: number }>(all: readonly T[]) => [...all].sort((a, b) => b.customers - a.customers);
  return {
    customers,
    matching: scale(tally.matching),
    unanswerable: scale(tally.unanswerable),
    reachable: scale(Object.values(tally.channels).reduce((sum, count) => sum + count, 0)),
    channels: most(channels),
    notReachable: most(tally.notReachable.map((one) => ({ ...one, customers: scale(one.customers) }))),
    ...(isSample ? { sample: tally.lookedAt } : {}),
    examples: tally.examples,
  };
}
