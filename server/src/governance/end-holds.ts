import { transaction } from '../platform/db/index.ts';
import type { Platform } from '../platform/platform.ts';
import { takeDue } from './store/contacts.ts';
import type { Trx } from './store/reader.ts';

/** Data of the event `governance.hold-ended`: the time of these communications has come, the higher priority first. */
export interface HoldEnded {
  readonly communicationIds: readonly string[];
}

/** Messages told of in one event: as many as one transaction decides well. */
const sliceSize = 250;

/** Tells of held messages whose time has come. Whoever makes deliveries asks about them again; so a crash in between loses none. */
export async function endHolds(platform: Platform, signal: AbortSignal): Promise<void> {
  for (let taken = sliceSize; taken >= sliceSize; ) {
    signal.throwIfAborted();
    taken = await transaction(platform.db, { log: platform.log }, async (trx) => {
      const communicationIds = await takeDue(trx, platform.clock(), sliceSize);
      await tellEnded(platform, trx, communicationIds);
      return communicationIds.length;
    });
  }
}

export async function tellEnded(platform: Platform, trx: Trx, communicationIds: readonly string[]): Promise<void> {
  if (communicationIds.length === 0) return;
  await platform.events.publish<HoldEnded>(trx, 'governance.hold-ended', 'contacts', { communicationIds });
}
