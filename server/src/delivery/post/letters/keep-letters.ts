import { runsById } from '../../../production/index.ts';
import type { Trx } from '../../store.ts';
import type { NewDelivery } from '../../types.ts';
import { productsNow } from './products.ts';
import { insertLetters } from './store.ts';

/** Keeps as what new letters are posted. Plain letters of print streams, which are most, need no row of their own. */
export async function keepLetters(trx: Trx, deliveries: readonly NewDelivery[]): Promise<void> {
  const letters = deliveries.filter(({ channel, state }) => channel === 'post' && state === 'queued');
  if (letters.length === 0) return;
  const productOf = await productsOfRuns(trx, letters);
  const rows = letters.map(({ id: deliveryId, month, runId, account }) => ({ deliveryId, month, product: productOf(runId), account }));
  await insertLetters(
    trx,
    rows.filter(({ product, account }) => product !== 'letter' || account !== undefined),
  );
}

/** As what the letters of some runs are posted. */
export async function productsOfRuns(trx: Trx, of: readonly { readonly runId: string | null }[]) {
  const wished = await productsNow(trx);
  const runs = new Map((await runsById(trx, [...new Set(of.flatMap(({ runId }) => runId ?? []))])).map((run) => [run.id, run]));
  return (runId: string | null) => {
    const run = runId === null ? undefined : runs.get(runId);
    return run === undefined ? 'letter' : wished(run);
  };
}
