import { transaction } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { keepTracked, type Tracked } from './store.ts';

/** Says what is counted of the mails of a purpose that are built from now on. */
export async function setTracked(platform: Platform, actor: Actor, tracked: Tracked): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    await keepTracked(trx, tracked);
    await platform.audit.append(trx, actor, 'sending.tracking', `purpose/${tracked.purpose}`, tracked);
  });
}
