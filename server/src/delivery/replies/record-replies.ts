import { appendConsents, customersAt, listComplaint, lockCustomer, objectOn, recordTimeline } from '../../customers/index.ts';
import { transaction } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { recordReceipts, type Source } from '../receipts/record-receipts.ts';
import type { Reply } from '../receipts/types.ts';
import type { Trx } from '../store.ts';
import { answerTo, keywordOf } from './keywords.ts';
import { answeredLately, keepReply, lastSentTo } from './store.ts';

const listener: Actor = { kind: 'system', id: 'replies', name: 'Replies' };
/** Nobody is answered to the same word again within so long. */
const silenceMs = 60_000;

/**
 * Notes what customers write; resolves when it is committed, with all that follows: STOP ends advertising by this channel at once for everybody who
 * has the number (and lists a number that nobody has), START takes it back, both with the message as proof; an answer is put in line, once. The
 * same reply brought twice is noted once.
 */
export async function recordReplies(platform: Platform, source: Source, replies: readonly Reply[]): Promise<void> {
  for (const reply of replies) {
    const about = await transaction(platform.db, { log: platform.log }, (trx) => record(platform, trx, source, reply));
    if (about === undefined) continue;
    await recordReceipts(platform, source, [
      { kind: 'answered', deliveryId: about, detail: reply.text.slice(0, 200), eventId: `reply ${reply.id}` },
    ]);
  }
}

/** @returns the delivery that it most likely answers */
async function record(platform: Platform, trx: Trx, source: Source, reply: Reply): Promise<string | undefined> {
  const now = platform.clock();
  const { channel, from, to, text } = reply;
  const customers = await customersAt(trx, channel, from);
  const customerIds = customers.map((one) => one.id);
  const keyword = channel === 'sms' ? keywordOf(text) : undefined;
  const silent = keyword === undefined || (await answeredLately(trx, from, keyword, new Date(now.getTime() - silenceMs)));
  const answer = silent ? undefined : answerTo(keyword, platform.config.smsFrom, customers[0]?.language, from);
  const id = await keepReply(trx, source, reply, { keyword, customerIds, answer }, now);
  if (id === undefined) return undefined;
  const evidence = { replyId: id, text, from, to, at: now.toISOString(), account: source.account };
  if (keyword === 'stop') await stop(platform, trx, customerIds, from, evidence);
  if (keyword === 'start') for (const customerId of customerIds) await start(platform, trx, customerId, from, evidence);
  await recordTimeline(
    trx,
    customerIds.map((customerId) => ({
      ...{ customerId, at: now, type: 'reply.received', summary: `Reply by SMS: ${text.slice(0, 100)}` },
      data: { ...evidence, ...(keyword === undefined ? {} : { keyword }) },
    })),
  );
  return customerIds.length === 0 ? undefined : (await lastSentTo(trx, customerIds, from))?.id;
}

type Evidence = Readonly<Record<string, unknown>>;

async function stop(platform: Platform, trx: Trx, customerIds: readonly string[], address: string, evidence: Evidence): Promise<void> {
  for (const customerId of customerIds) await objectOn(platform, trx, listener, customerId, { channel: 'sms', way: 'sms', evidence });
  // A number that nobody has today may be somebody's tomorrow.
  if (customerIds.length === 0) await listComplaint(platform, trx, listener, { channel: 'sms', address });
}

/** Who writes START from the number itself has asked and confirmed in one. */
async function start(platform: Platform, trx: Trx, customerId: string, address: string, evidence: Evidence): Promise<void> {
  if (!(await lockCustomer(trx, customerId))) return;
  const act = { customerId, purpose: 'advertising', channel: 'sms', at: platform.clock(), address, way: 'sms', evidence } as const;
  await appendConsents(platform, trx, listener, [
    { ...act, act: 'granted' },
    { ...act, act: 'confirmed' },
  ]);
}
