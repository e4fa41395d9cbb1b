import { transaction } from '../platform/db/index.ts';
import type { Platform } from '../platform/platform.ts';
import { announce } from './announce.ts';
import { ownerIsDead } from './sender.ts';
import { abandonClaims, claimOwners, insertReceipts } from './store.ts';

const reason = 'The process that was sending it ended before it could write down what became of it.';

/**
 * Marks as unknown what senders left behind that are gone: those of this machine whose process does not run any more, at once,
 * and those of other machines when their claims are older than any attempt may take.
 * @returns how many deliveries
 */
export async function giveUpClaims(platform: Platform, claimLifetime: number): Promise<number> {
  const now = platform.clock();
  const owners = await claimOwners(platform.db);
  const dead = owners.filter(({ owner, since }) => ownerIsDead(owner) || now.getTime() - since.getTime() > claimLifetime * 1000);
  if (dead.length === 0) return 0;
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    const changes = await abandonClaims(
      trx,
      dead.map((one) => one.owner),
      reason,
      now,
    );
    const receipts = changes.map(({ deliveryId, month }) => ({ deliveryId, month, kind: 'unknown', detail: reason }));
    await insertReceipts(trx, receipts, now);
    await announce(platform, trx, changes);
    if (changes.length > 0) platform.log.warn({ deliveries: changes.length }, 'the fate of deliveries is unknown: a sender died');
    return changes.length;
  });
}
