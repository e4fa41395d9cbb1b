import { transaction } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { recordTimeline } from '../store.ts';
import type { PermissionEnded } from './note-consent.ts';
import { takeExpired } from './store.ts';

const actor: Actor = { kind: 'system', id: 'consents', name: 'Consents' };
const batch = 500;

/**
 * Tells of consents that have ended by themselves. Nothing was allowed by them any more from their last moment on; this stops what is under way, and
 * lets it be read in the timeline. Safe to repeat.
 */
export async function tellExpired(platform: Platform): Promise<void> {
  for (let told = batch; told === batch; ) {
    told = await transaction(platform.db, { log: platform.log }, async (trx) => {
      const now = platform.clock();
      const expired = await takeExpired(trx, now, batch);
      for (const { customerId, purpose, channel, until } of expired) {
        await platform.audit.append(trx, actor, 'consent.expired', `customer/${customerId}`, { purpose, channel, until });
        const data: PermissionEnded = { customerId, purpose, channels: [channel] };
        await platform.events.publish(trx, 'customers.permission-ended', `customer/${customerId}`, data);
      }
      const entries = expired.map(({ customerId, purpose, channel, until }) => ({
        ...{ customerId, at: now, type: 'consent.expired', summary: `${purpose}, ${channel}: expired` },
        data: { purpose, channel, until: until.toISOString() },
      }));
      await recordTimeline(trx, entries);
      return expired.length;
    });
  }
}
