import { listComplaint, markContactPoint, noteSignOfLife, noteTrouble, objectOn } from '../../customers/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { advertisedGoods } from '../../production/index.ts';
import type { Trx } from '../store.ts';
import { countsAgainstAddress, signsOfLife } from './rules.ts';
import type { NotedReceipt } from './types.ts';

const listener: Actor = { kind: 'system', id: 'receipts', name: 'Receipts' };

/**
 * What follows from receipts for the addresses and the permissions of the customers, in the transaction that notes them:
 *
 * * a dead address is not written to any more; one that fails for passing reasons on too many days counts as dead;
 * * who complains, or unsubscribes, gets no advertising on this channel any more, at once, and what is under way is stopped; a complaint also
 *   puts the address on the list of complaints, for it may be that of several customers;
 * * who complains about a message that was no advertising is written to elsewhere;
 * * what somebody says who got a copy is about their own address, and ends no permission of the customer.
 */
export async function drawConsequences(platform: Platform, trx: Trx, receipts: readonly NotedReceipt[]): Promise<void> {
  for (const receipt of receipts) {
    if (receipt.kind === 'bounced-hard' && !receipt.elsewhere) await giveUp(platform, trx, receipt);
    if (receipt.kind === 'bounced-soft' && !receipt.elsewhere) await count(platform, trx, receipt);
    if (receipt.kind === 'complained') await complained(platform, trx, receipt);
    if (receipt.kind === 'unsubscribed' && receipt.delivery.copy === 0) await endAdvertising(platform, trx, receipt);
  }
  const living = receipts.filter(({ kind }) => signsOfLife.has(kind));
  await noteSignOfLife(
    trx,
    living.map(({ delivery }) => delivery),
  );
}

async function giveUp(platform: Platform, trx: Trx, { delivery, reason }: NotedReceipt): Promise<void> {
  const { customerId, channel, address } = delivery;
  const point = { customerId, channel, address, state: 'bounced' as const, reason: `Mail came back: ${reason ?? 'dead address'}` };
  if (await markContactPoint(trx, point)) await auditPoint(platform, trx, delivery, 'bounced', { reason });
}

async function count(platform: Platform, trx: Trx, { delivery, reason, at }: NotedReceipt): Promise<void> {
  if (!countsAgainstAddress(reason)) return;
  const { softBounces: limit, softBounceDays: days } = platform.config;
  if (await noteTrouble(trx, delivery, reason ?? 'no reason given', at, { limit, days }))
    await auditPoint(platform, trx, delivery, 'bounced', { reason, limit, days });
}

async function complained(platform: Platform, trx: Trx, receipt: NotedReceipt): Promise<void> {
  const { delivery } = receipt;
  const { customerId, channel, address, runId, copy } = delivery;
  if (copy === 0) await endAdvertising(platform, trx, receipt);
  if (channel === 'email' || channel === 'sms') await listComplaint(platform, trx, listener, { channel, address });
  if (runId !== null && (await advertisedGoods(platform, runId)) !== undefined) return;
  const point = { customerId, channel, address, state: 'opted_out' as const, reason: 'Complained about a mail at the mailbox provider' };
  if (await markContactPoint(trx, point)) await auditPoint(platform, trx, delivery, 'opted-out', {});
}

async function endAdvertising(platform: Platform, trx: Trx, { delivery, kind, detail, at }: NotedReceipt): Promise<void> {
  const { id: deliveryId, customerId, communicationId, channel } = delivery;
  const way = channel === 'sms' ? 'sms' : 'e-mail';
  const evidence = { receipt: kind, deliveryId, communicationId, at: at.toISOString(), detail };
  await objectOn(platform, trx, listener, customerId, { channel, way, evidence });
}

async function auditPoint(
  platform: Platform,
  trx: Trx,
  { id: deliveryId, customerId, channel }: NotedReceipt['delivery'],
  what: 'bounced' | 'opted-out',
  data: object,
): Promise<void> {
  await platform.audit.append(trx, listener, `customers.contact-point-${what}`, `customer/${customerId}`, { channel, deliveryId, ...data });
}
