import { createHash } from 'node:crypto';
import { markContactPoint } from '../../customers/index.ts';
import { newId, transaction } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { announce } from '../announce.ts';
import { findDelivery, insertReceipts, moveDeliveries, type Trx } from '../store.ts';
import type { Delivery } from '../types.ts';
import type { Bounce } from './bounce.ts';
import { readBounce } from './read-bounce.ts';
import { deliveryOfToken, isReturned, keepReturnedMail } from './store.ts';

/**
 * * `recorded`: it is in the delivery's receipts now, and the mail is kept.
 * * `known`: it was there already.
 * * `foreign`: it is about no mail of ours.
 * * `too-early`: our own sender has not yet noted what became of the mail; ask again in a minute.
 */
export type Recorded = 'recorded' | 'known' | 'foreign' | 'too-early';

const receiver: Actor = { kind: 'system', id: 'returned-mail', name: 'Returned mail' };

/** Receipts by what came back. */
const receiptKinds = {
  failed: 'bounced',
  delayed: 'delayed',
  complaint: 'complained',
  'auto-reply': 'auto-replied',
  other: 'came-back',
} as const;

/**
 * Notes what a mail says that came to the return path of one of ours. A refusal makes the delivery `bounced`, a dead address and a complaint
 * stop further mail to it; delays and automatic answers are only told. Safe to repeat with the same mail.
 * @param token of the return path, see `returnPath`
 */
export async function recordReturned(platform: Platform, token: string, source: Uint8Array): Promise<Recorded> {
  const found = await deliveryOfToken(platform.db, token);
  if (found === undefined) return 'foreign';
  const sha256 = createHash('sha256').update(source).digest();
  if (await isReturned(platform.db, sha256)) return 'known';
  if (found.state === 'queued' || found.state === 'sending') return 'too-early';
  const bounce = await aboutUs(source, found);
  const kind = bounce?.kind ?? 'other';
  const [place] = await platform.packs.write([{ customerId: found.customerId, bytes: source }]);
  return transaction(platform.db, { log: platform.log }, async (trx): Promise<Recorded> => {
    const now = platform.clock();
    const delivery = (await findDelivery(trx, found.id, true)) as Delivery;
    if (!(await keepReturnedMail(trx, { ...place!, id: newId(), sha256, delivery, kind, bounce }, now))) return 'known';
    const detail = bounce === undefined ? 'a mail that is no delivery report' : detailOf(bounce);
    await insertReceipts(trx, [{ deliveryId: delivery.id, month: delivery.month, kind: receiptKinds[kind], detail }], now);
    if (kind === 'failed') await markBounced(platform, trx, delivery, detail, now);
    if (bounce !== undefined) await stopWriting(platform, trx, delivery, bounce);
    return 'recorded';
  });
}

/** Our mails have one recipient each; a report may speak of others too, to whom a list or a forwarding sent it on. */
async function aboutUs(source: Uint8Array, { address }: Delivery): Promise<Bounce | undefined> {
  const bounces = await readBounce(source);
  return bounces.find(({ recipient }) => recipient?.toLowerCase() === address.toLowerCase()) ?? bounces[0];
}

const detailOf = ({ reason, status, diagnostic }: Bounce): string => `${reason}${status === undefined ? '' : ` ${status}`}: ${diagnostic}`;

async function markBounced(platform: Platform, trx: Trx, delivery: Delivery, error: string, now: Date): Promise<void> {
  const { state } = delivery;
  if (state !== 'sent' && state !== 'delivered' && state !== 'unknown') return;
  await announce(platform, trx, await moveDeliveries(trx, [delivery], { from: state, to: 'bounced', error }, now));
}

/** A forwarded mail may fail at an address that we never wrote to: then ours still lives. */
async function stopWriting(platform: Platform, trx: Trx, delivery: Delivery, bounce: Bounce): Promise<void> {
  const elsewhere = bounce.recipient !== undefined && bounce.recipient.toLowerCase() !== delivery.address.toLowerCase();
  const dead = bounce.kind === 'failed' && bounce.hard && !elsewhere;
  if (!dead && bounce.kind !== 'complaint') return;
  const { customerId, channel, address } = delivery;
  const state = dead ? 'bounced' : 'opted_out';
  const reason = dead ? `Mail came back: ${bounce.reason}` : 'Complained about a mail at the mailbox provider';
  if (!(await markContactPoint(trx, { customerId, channel, address, state, reason }))) return;
  await platform.audit.append(
    trx,
    receiver,
    `customers.contact-point-${state === 'bounced' ? 'bounced' : 'opted-out'}`,
    `customer/${customerId}`,
    { channel, deliveryId: delivery.id, reason: bounce.reason },
  );
}
