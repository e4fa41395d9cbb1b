import type { Platform } from '../../platform/platform.ts';
import { buildMailsJob, buildPrintStreamJob } from '../job-names.ts';
import type { DeliveryState } from '../states.ts';
import { findDelivery, insertReceipts, moveDeliveries, type Trx } from '../store.ts';
import type { StateChange } from '../types.ts';
import { changeCarrier, type DigestPart, deleteParts, makeLettersDue, partsAround, unbuildMails } from './store.ts';

/*
 * A digest is one mail, or one envelope, of several deliveries: the carrier, whose mail it is, and the parts. Only the carrier is ever claimed. What becomes of it
 * becomes of its parts, in the same transaction, each with receipts of its own. As long as the mail waits, a part that may not go out any more
 * leaves it, and where the carrier itself may not, the next part carries the rest: in both cases the mail is built again.
 * A letter needs no building: what is in its envelope is read when it is handed over, or put into a print stream.
 */

const joined: ReadonlySet<string> = new Set(['email', 'post']);

/** Lets parts follow their carriers. @returns the changes, with those of the parts */
export async function followDigests(platform: Platform, trx: Trx, changes: readonly StateChange[]): Promise<readonly StateChange[]> {
  const mails = changes.filter(({ channel, purpose, from }) => joined.has(channel) && purpose === 'document' && from !== undefined);
  if (mails.length === 0) return changes;
  const parts = await partsAround(
    trx,
    mails.map((one) => one.deliveryId),
  );
  if (parts.length === 0) return changes;
  const changed = new Map(mails.map((one) => [one.deliveryId, one]));
  const left = await removeParts(platform, trx, parts, changed);
  const followed: StateChange[] = [];
  for (const [carrierId, carried] of Map.groupBy(left, (part) => part.carrierId)) {
    const change = changed.get(carrierId);
    if (change === undefined) continue;
    if (neverWent(change)) await handOver(platform, trx, carrierId, carried);
    // What lies in a print stream is settled with it, letter by letter: one may have been left out.
    else if (change.to !== 'printed') followed.push(...(await follow(platform, trx, change, carried)));
  }
  return [...changes, ...followed];
}

/** It came to its end without having been handed to anybody. */
const neverWent = ({ from, to }: StateChange): boolean => from === 'queued' && (to === 'cancelled' || to === 'failed');

/** Parts that came to their end alone leave the mail. @returns those that stay */
async function removeParts(
  platform: Platform,
  trx: Trx,
  parts: readonly DigestPart[],
  changed: ReadonlyMap<string, StateChange>,
): Promise<readonly DigestPart[]> {
  const gone = parts.filter(({ deliveryId }) => changed.has(deliveryId) && neverWent(changed.get(deliveryId)!));
  if (gone.length === 0) return parts;
  const ids = new Set(gone.map((part) => part.deliveryId));
  await deleteParts(trx, [...ids]);
  await buildAgain(platform, trx, [...new Set(gone.map((part) => part.carrierId))]);
  return parts.filter((part) => !ids.has(part.deliveryId));
}

async function handOver(platform: Platform, trx: Trx, carrierId: string, parts: readonly DigestPart[]): Promise<void> {
  await changeCarrier(trx, carrierId, parts[0]!);
  await buildAgain(platform, trx, [parts[0]!.deliveryId]);
  for (const run of await makeLettersDue(trx, [parts[0]!.deliveryId], platform.clock())) {
    await platform.jobs.enqueue(trx, buildPrintStreamJob, run);
  }
}

async function buildAgain(platform: Platform, trx: Trx, carrierIds: readonly string[]): Promise<void> {
  const communicationIds = await unbuildMails(trx, carrierIds);
  if (communicationIds.length > 0) await platform.jobs.enqueue(trx, buildMailsJob, { communicationIds: [...communicationIds] });
}

/** States that are told of by a receipt; that something is being tried is not. */
const told: ReadonlySet<DeliveryState> = new Set(['sent', 'delivered', 'failed', 'bounced', 'unknown']);

async function follow(platform: Platform, trx: Trx, change: StateChange, parts: readonly DigestPart[]): Promise<readonly StateChange[]> {
  const now = platform.clock();
  const which = parts.map(({ deliveryId: id, month }) => ({ id, month }));
  const carrier = await findDelivery(trx, change.deliveryId);
  const error = carrier?.lastError ?? undefined;
  const moved = await moveDeliveries(trx, which, { from: change.from!, to: change.to, ...(error === undefined ? {} : { error }) }, now);
  if (told.has(change.to)) {
    const detail = asPartOf(change, error);
    await insertReceipts(
      trx,
      moved.map(({ deliveryId, month }) => ({ deliveryId, month, kind: change.to, detail })),
      now,
    );
  }
  return moved;
}

/** How receipts of parts say whose mail, or envelope, it was. */
export const asPartOf = ({ communicationId, channel }: Pick<StateChange, 'communicationId' | 'channel'>, more?: string | null): string =>
  `${channel === 'post' ? 'in the envelope' : 'as part of the mail'} of communication ${communicationId}${more ? `: ${more}` : ''}`;
