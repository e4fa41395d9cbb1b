import { createHash } from 'node:crypto';
import { newId, transaction } from '../../platform/db/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { noteReceipts } from '../receipts/note-receipts.ts';
import type { LaterKind } from '../receipts/types.ts';
import { findDelivery } from '../store.ts';
import type { Delivery } from '../types.ts';
import { isByPerson } from './auto-reply.ts';
import type { Bounce } from './bounce.ts';
import { bouncesIn } from './read-bounce.ts';
import { type ReportParts, reportParts } from './report-parts.ts';
import { deliveryOfToken, keepReturnedMail, type ReturnedKind, returnedKind } from './store.ts';

/**
 * * `recorded`: it is in the delivery's receipts now, and the mail is kept.
 * * `known`: it was there already.
 * * `foreign`: it is about no mail of ours.
 * * `too-early`: our own sender has not yet noted what became of the mail; ask again in a minute.
 */
export type Recorded = 'recorded' | 'known' | 'foreign' | 'too-early';

/** What a mail that came back is, and what became of it here. */
export interface Returned {
  readonly recorded: Recorded;
  readonly kind?: ReturnedKind;
}

/** Notes a mail that came to the return path with this token, see `returnPath`. Safe to repeat with the same mail. */
export async function recordReturned(platform: Platform, token: string, source: Uint8Array): Promise<Recorded> {
  const found = await deliveryOfToken(platform.db, token);
  return found === undefined ? 'foreign' : (await recordMail(platform, found, source, await reportParts(source))).recorded;
}

/** Addresses of ours with their tokens: return paths, and the way out that advertising carries (RFC 2369). */
export const waysTo = (localPart: string): RegExp => new RegExp(`^${localPart}(-unsubscribe)?\\+([\\w-]{1,64})@`, 'i');

/** Notes that somebody wrote to the unsubscribe address of one of our mails: whatever it says, the mail itself is the wish. */
export async function recordUnsubscription(platform: Platform, token: string): Promise<Recorded> {
  const found = await deliveryOfToken(platform.db, token);
  if (found === undefined) return 'foreign';
  return transaction(platform.db, { log: platform.log }, async (trx): Promise<Recorded> => {
    const delivery = (await findDelivery(trx, found.id, true)) as Delivery;
    const detail = 'a mail to the unsubscribe address';
    const receipt = { delivery, kind: 'unsubscribed', at: platform.clock(), detail, key: 'unsubscribe-mail' } as const;
    return (await noteReceipts(platform, trx, [receipt])).length > 0 ? 'recorded' : 'known';
  });
}

/**
 * Notes what a mail says that is about one of ours. A refusal makes the delivery `bounced` and counts against the address, a complaint ends
 * advertising to it; delays and automatic answers are only told, and never pass for an answer. Safe to repeat with the same mail.
 */
export async function recordMail(platform: Platform, found: Delivery, source: Uint8Array, parts: ReportParts): Promise<Returned> {
  const sha256 = createHash('sha256').update(source).digest();
  const before = await returnedKind(platform.db, sha256);
  if (before !== undefined) return { recorded: 'known', kind: before };
  if (found.state === 'queued' || found.state === 'sending') return { recorded: 'too-early' };
  const bounce = aboutUs(bouncesIn(parts), found);
  const kind = kindOf(parts, bounce, found);
  const [place] = await platform.packs.write([{ customerId: found.customerId, bytes: source }]);
  const recorded = await transaction(platform.db, { log: platform.log }, async (trx): Promise<Recorded> => {
    const at = platform.clock();
    const delivery = (await findDelivery(trx, found.id, true)) as Delivery;
    if (!(await keepReturnedMail(trx, { ...place!, id: newId(), sha256, delivery, kind, bounce }, at))) return 'known';
    const key = `mail ${sha256.toString('hex')}`;
    const receipt = receiptOf(kind, bounce, delivery);
    if (receipt !== undefined) await noteReceipts(platform, trx, [{ ...receipt, delivery, at, key }]);
    return 'recorded';
  });
  return { recorded, kind };
}

/** Our mails have one recipient each; a report may speak of others too, to whom a list or a forwarding sent it on. */
const aboutUs = (bounces: readonly Bounce[], delivery: Delivery): Bounce | undefined =>
  bounces.find((bounce) => !isElsewhere(bounce, delivery)) ?? bounces[0];

/** A forwarded mail may fail at an address that we never wrote to: then ours still lives. */
const isElsewhere = ({ recipient }: Bounce, { address }: Delivery): boolean =>
  recipient !== undefined && recipient.toLowerCase() !== address.toLowerCase();

function kindOf(parts: ReportParts, bounce: Bounce | undefined, { messageId }: Delivery): ReturnedKind {
  if (bounce !== undefined) return bounce.kind;
  // Our own mail, sent on to us by a forwarding that goes round.
  if (messageId !== null && parts.headers.get('message-id')?.includes(messageId)) return 'loop';
  return isByPerson(parts) ? 'reply' : 'auto-reply';
}

function receiptOf(kind: ReturnedKind, bounce: Bounce | undefined, delivery: Delivery) {
  const kinds: Readonly<Record<Exclude<ReturnedKind, 'loop'>, LaterKind>> = {
    failed: bounce?.hard ? 'bounced-hard' : 'bounced-soft',
    delayed: 'delayed',
    complaint: 'complained',
    'auto-reply': 'answered-automatically',
    reply: 'answered',
  };
  if (kind === 'loop') return undefined;
  const detail = bounce === undefined ? 'a mail to the return path' : detailOf(bounce);
  return { kind: kinds[kind], detail, reason: bounce?.reason, elsewhere: bounce !== undefined && isElsewhere(bounce, delivery) };
}

const detailOf = ({ reason, status, diagnostic }: Bounce): string => `${reason}${status === undefined ? '' : ` ${status}`}: ${diagnostic}`;
