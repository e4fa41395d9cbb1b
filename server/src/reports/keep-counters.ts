import { countCustomers } from '../customers/index.ts';
import type { Platform } from '../platform/platform.ts';
import { type ChunkComposed, communicationsOfChunk } from '../production/index.ts';
import { addToCounters, setCounter } from './store.ts';

/** Names of counters: `communications/email`, … and `customers`. */
export const communicationsPrefix = 'communications/';
export const customersCounter = 'customers';

/** Keeps the counters up to date with what other rooms tell. */
export function subscribeCounters(platform: Platform): void {
  platform.events.subscribe<ChunkComposed>('production.chunk-composed', 'reports.counters', async (event, trx) => {
    const counts = new Map<string, number>();
    for (const { channel } of await communicationsOfChunk(trx, event.data)) {
      const name = `${communicationsPrefix}${channel}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    await addToCounters(trx, counts);
  });
  platform.events.subscribe('intake.import-ended', 'reports.counters', async (_event, trx) =>
    setCounter(trx, customersCounter, await countCustomers(platform)),
  );
}
