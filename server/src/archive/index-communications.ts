import type { Transaction } from 'kysely';
import { customersById } from '../customers/index.ts';
import type { StateChanged } from '../delivery/index.ts';
import type { Platform } from '../platform/platform.ts';
import { type ChunkComposed, communicationsOfChunk } from '../production/index.ts';
import { wordsOf } from './rules.ts';
import { insertSearchRows, setDeliveryStates } from './store.ts';

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type AnyTransaction = Transaction<any>;

/** One name for all subscriptions: news of a delivery never overtake those of its communication. */
const subscriber = 'archive.search';

/** Keeps the search up to date with what production and delivery tell. */
export function subscribeSearch(platform: Platform): void {
  platform.events.subscribe<ChunkComposed>('production.chunk-composed', subscriber, (event, trx) => indexChunk(platform, trx, event.data));
  platform.events.subscribe<StateChanged>('delivery.state-changed', subscriber, (event, trx) => keepStates(trx, event.data));
}

async function indexChunk(platform: Platform, trx: AnyTransaction, chunk: ChunkComposed): Promise<void> {
  const communications = await communicationsOfChunk(trx, chunk);
  const customers = await customersById(platform, [...new Set(communications.map((one) => one.customerId))]);
  const rows = communications.map((one) => {
    const customer = customers.get(one.customerId);
    return {
      communicationId: one.id,
      month: one.month,
      customerId: one.customerId,
      runId: one.runId,
      channel: one.channel,
      language: one.language,
      words: wordsOf(one.subject, one.reference, one.recordKey, customer?.number ?? '', customer?.name ?? ''),
    };
  });
  await insertSearchRows(trx, rows);
}

/** The state of a communication is that of its document, not that of the notice beside it; the last of several changes counts. */
async function keepStates(trx: AnyTransaction, { month, changes }: StateChanged): Promise<void> {
  const documents = changes.filter((change) => change.purpose === 'document');
  await setDeliveryStates(trx, month, new Map(documents.map((change) => [change.communicationId, change.state])));
}
