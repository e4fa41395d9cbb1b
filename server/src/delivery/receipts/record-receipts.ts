import { listComplaint } from '../../customers/index.ts';
import { transaction } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import type { Trx } from '../store.ts';
import type { Delivery } from '../types.ts';
import { noteReceipts } from './note-receipts.ts';
import { earlyReceipts, forgetEarly, keepEarly, lockDeliveries } from './store.ts';
import type { NotedReceipt, ProviderReceipt } from './types.ts';

/** Where receipts come from: a channel, and the account on it. */
export interface Source {
  readonly channel: string;
  readonly account: string;
}

const provider: Actor = { kind: 'system', id: 'receipts', name: 'Receipts' };
/** Receipts in one transaction. */
const portion = 200;
/** After so long a receipt about an unknown message is about none of ours. */
const patienceMs = 3 * 86_400_000;

/**
 * Notes what a provider says of messages; resolves when it is committed. The same receipt twice is noted once: by its event's id, else by
 * delivery and kind. One that comes before our own sender has written down the message waits (`noteEarly`).
 */
export async function recordReceipts(platform: Platform, source: Source, receipts: readonly ProviderReceipt[]): Promise<void> {
  for (let from = 0; from < receipts.length; from += portion) {
    const part = receipts.slice(from, from + portion);
    await transaction(platform.db, { log: platform.log }, async (trx) => {
      const early = await recordIn(platform, trx, source, part);
      const cameAt = platform.clock();
      await keepEarly(
        trx,
        early.map((receipt) => ({ ...source, cameAt, receipt })),
      );
    });
  }
}

/** Every minute: notes early receipts whose message is written down by now, and forgets those that nobody can place after days. */
export async function noteEarly(platform: Platform): Promise<void> {
  let after: string | undefined;
  for (;;) {
    const rows = await earlyReceipts(platform.db, after, portion);
    if (rows.length === 0) return;
    after = rows.at(-1)!.id;
    for (const alike of Map.groupBy(rows, ({ channel, account }) => `${channel} ${account}`).values()) {
      await transaction(platform.db, { log: platform.log }, async (trx) => {
        const still = new Set(
          await recordIn(
            platform,
            trx,
            alike[0]!,
            alike.map((one) => one.receipt),
          ),
        );
        const old = platform.clock().getTime() - patienceMs;
        const done = alike.filter(({ receipt, cameAt }) => !still.has(receipt) || cameAt.getTime() < old);
        await forgetEarly(
          trx,
          done.map((one) => one.id),
        );
        const lost = done.filter(({ receipt }) => still.has(receipt)).length;
        if (lost > 0) platform.log.warn({ receipts: lost, account: alike[0]!.account }, 'receipts are about no message of ours');
      });
    }
  }
}

/** @returns those that came too early */
async function recordIn(
  platform: Platform,
  trx: Trx,
  { channel, account }: Source,
  receipts: readonly ProviderReceipt[],
): Promise<readonly ProviderReceipt[]> {
  const now = platform.clock();
  const deliveries = await lockDeliveries(trx, { channel, account }, now, receipts);
  const early: ProviderReceipt[] = [];
  const ready: NotedReceipt[] = [];
  for (const receipt of receipts) {
    const delivery = deliveryOf(receipt, deliveries);
    if (delivery !== undefined && delivery.state !== 'queued' && delivery.state !== 'sending') {
      ready.push(toNote(receipt, delivery, account, now));
    } else if (receipt.deliveryId !== undefined || receipt.messageId !== undefined) early.push(receipt);
    else if (receipt.kind === 'complained' && receipt.recipient !== undefined && (channel === 'email' || channel === 'sms')) {
      await listComplaint(platform, trx, provider, { channel, address: receipt.recipient });
    }
  }
  await noteReceipts(platform, trx, ready);
  return early;
}

/** The newest, where a provider has given an id again. */
const deliveryOf = ({ deliveryId, messageId }: ProviderReceipt, deliveries: readonly Delivery[]): Delivery | undefined =>
  deliveries.findLast((one) => (deliveryId === undefined ? one.messageId === messageId : one.id === deliveryId.toLowerCase()));

/** Clocks of other machines go wrong: nothing happened before the message was made, nor in the future. */
function toNote({ kind, at, detail, eventId, reason }: ProviderReceipt, delivery: Delivery, account: string, now: Date): NotedReceipt {
  const told = at ?? now;
  const happened = told > now ? now : told < delivery.createdAt ? delivery.createdAt : told;
  return { delivery, kind, at: happened, detail, key: eventId === undefined ? kind : `${account} ${eventId}`, reason };
}
