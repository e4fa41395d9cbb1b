import { customersById } from '../../customers/index.ts';
import { quietUntil } from '../../governance/index.ts';
import { transaction } from '../../platform/db/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { type CommunicationRow, communicationsById, composeFurther, findRun, type RunRow } from '../../production/index.ts';
import { addDeliveries } from '../add-deliveries.ts';
import { enabledChannels } from '../config.ts';
import { buildPrintStreamJob } from '../job-names.ts';
import { lockUnread, markPosted } from '../mailbox/store.ts';
import { noticeWays } from '../notices/notice-ways.ts';
import { planDeliveries } from '../plan-deliveries.ts';
import { addressOn } from '../rules.ts';
import { findDelivery, insertReceipts, type Trx } from '../store.ts';
import type { Delivery } from '../types.ts';
import { withholdRefused } from '../withhold.ts';
import { planNext } from './plan-fallbacks.ts';
import { failedStates } from './rules.ts';
import { chainsOf, dueFallbacks, endFallback, type Fallback, lockFallback, postponeFallback } from './store.ts';

/** Taken at once; the next minute brings more. */
const slice = 200;

/** Every minute: goes the further ways whose time has come. One that fails with an error stays, and is tried at the next turn. */
export async function takeFallbacks(platform: Platform): Promise<void> {
  for (const fallback of await dueFallbacks(platform.db, platform.clock(), slice)) {
    await takeFallback(platform, fallback).catch((error) =>
      platform.log.warn({ err: error, communication: fallback.communicationId }, 'a fallback could not be taken; it is tried again'),
    );
  }
}

/**
 * Brings a communication by another channel: a new delivery of the same communication, composed for it where needed. Not when it arrived
 * or was read meanwhile, its run was cancelled, or the customer does not allow it there; quiet hours are kept. Where this way is impossible the next one of the
 * chain is planned. The story is in the receipts of the delivery that failed.
 */
async function takeFallback(platform: Platform, fallback: Fallback): Promise<void> {
  const [communication] = await communicationsById(platform.db, [fallback.communicationId]);
  const run = communication && (await findRun(platform.db, communication.runId));
  const failed = await findDelivery(platform.db, fallback.deliveryId);
  if (communication === undefined || run === undefined || failed === undefined) return;
  const { customerId } = communication;
  const { channel } = fallback;
  const now = platform.clock();
  const until = await quietUntil(platform, { customerId, channel, purpose: run.purpose }, now);
  if (until > now) return transaction(platform.db, { log: platform.log }, (trx) => postponeFallback(trx, fallback, until));
  const customer = (await customersById(platform, [customerId], { purpose: run.purpose, at: run.startedAt })).get(customerId);
  const reachable = customer !== undefined && enabledChannels(platform.config).has(channel) && addressOn(channel, customer) !== undefined;
  const composed = reachable
    ? await composeFurther(platform, communication, channel)
    : { ok: false as const, reason: 'there is no address for it' };
  const notice = channel === 'portal' && customer ? (await noticeWays(platform, run, [customer], now))(customer) : undefined;
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    if (!(await lockFallback(trx, fallback))) return;
    const still = (await findDelivery(trx, failed.id, true)) as Delivery;
    const needed = fallback.cause === 'unread' ? await lockUnread(trx, still) : failedStates.has(still.state);
    if (!needed || run.state === 'cancelled') return end(trx, 'impossible', `not needed any more (${still.state})`);
    if (!composed.ok) return impossible(trx, composed.reason);
    const planned = planDeliveries({ ...communication, channel }, customer, notice, now);
    const [document] = await withholdRefused(platform, trx, run.id, planned);
    if (document!.delivery.state === 'cancelled') return impossible(trx, 'the customer does not allow it there');
    await composed.keep(trx);
    await addDeliveries(platform, trx, planned, [communication]);
    if (channel === 'post') await printLetter(platform, trx, communication, run);
    if (fallback.cause === 'unread') await markPosted(trx, still, now);
    await end(trx, 'done', `${still.channel} → ${channel}`);
  });

  async function impossible(trx: Trx, reason: string): Promise<void> {
    await end(trx, 'impossible', `${channel}: ${reason}`);
    if (fallback.cause === 'unread') return;
    const steps = (await chainsOf(trx)).find((one) => one.purpose === run!.purpose)?.steps ?? [];
    const waited = steps.find((step) => step.channel === channel)?.waitSeconds ?? 0;
    await planNext(platform, trx, fallback, steps, waited);
  }

  async function end(trx: Trx, state: 'done' | 'impossible', detail: string): Promise<void> {
    await endFallback(trx, fallback, state, detail);
    const kind = state === 'done' ? 'fallback' : 'fallback-impossible';
    await insertReceipts(trx, [{ deliveryId: fallback.deliveryId, month: fallback.month, kind, detail }], now);
  }
}

/** A letter of a run whose print stream is built already gets one of its own. */
async function printLetter(platform: Platform, trx: Trx, { runId, month }: CommunicationRow, run: RunRow): Promise<void> {
  if (run.endedAt) await platform.jobs.enqueue(trx, buildPrintStreamJob, { runId, month });
}
