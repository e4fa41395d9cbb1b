import { recordTimeline, type TimelineEntry } from '../../customers/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { announce } from '../announce.ts';
import { receiptsOfParts } from '../digests/receipts-of-parts.ts';
import type { DeliveryState } from '../states.ts';
import { moveDeliveries, type Trx } from '../store.ts';
import type { Delivery, StateChange } from '../types.ts';
import { drawConsequences } from './consequences.ts';
import { countReceipts } from './count-receipts.ts';
import { stateAfter } from './rules.ts';
import { insertOnce, kindsBefore } from './store.ts';
import type { LaterKind, NotedReceipt, ReceiptsNoted } from './types.ts';

/**
 * Notes what became known of deliveries after they went out, in the caller's transaction, which has locked them (`lockDeliveries`): receipts,
 * states, timelines, the event `delivery.receipts-noted`, and what follows for addresses and permissions. A receipt that is there already
 * (same delivery, same key) is passed over. @returns those that are new
 */
export async function noteReceipts(platform: Platform, trx: Trx, noted: readonly NotedReceipt[]): Promise<readonly NotedReceipt[]> {
  const receipts = [...noted, ...(await receiptsOfParts(trx, noted))];
  const before = await kindsBefore(trx, receipts);
  const fresh = await insertOnce(trx, receipts);
  if (fresh.length === 0) return [];
  await announce(platform, trx, await moveAll(platform, trx, fresh));
  await tell(platform, trx, fresh);
  await countReceipts(trx, firstOfKind(fresh, before), platform.clock());
  await recordTimeline(
    trx,
    fresh.flatMap((one) => timelineEntry(one, before)),
  );
  await drawConsequences(platform, trx, fresh);
  return fresh;
}

/** What was not known of a delivery before. */
function firstOfKind(receipts: readonly NotedReceipt[], before: ReadonlySet<string>) {
  const first = new Map<string, NotedReceipt>();
  for (const receipt of receipts) first.set(`${receipt.delivery.id} ${receipt.kind}`, receipt);
  return [...first].flatMap(([key, { delivery, kind }]) =>
    before.has(key) || kind === 'delayed' ? [] : [{ deliveryId: delivery.id, month: delivery.month, kind }],
  );
}

/** Each delivery goes to where all its receipts together bring it, in one step. */
async function moveAll(platform: Platform, trx: Trx, receipts: readonly NotedReceipt[]): Promise<StateChange[]> {
  const moves = new Map<string, { readonly delivery: Delivery; readonly to: DeliveryState; readonly error: string | undefined }>();
  for (const { delivery, kind, detail } of receipts) {
    const to = stateAfter(kind, moves.get(delivery.id)?.to ?? delivery.state);
    if (to !== undefined) moves.set(delivery.id, { delivery, to, error: to === 'bounced' || to === 'failed' ? detail : undefined });
  }
  const changes: StateChange[] = [];
  for (const alike of Map.groupBy(moves.values(), ({ delivery, to, error }) => `${delivery.state} ${to} ${error}`).values()) {
    const { delivery, to, error } = alike[0]!;
    const move = { from: delivery.state, to, ...(error === undefined ? {} : { error }) };
    const which = alike.map((one) => one.delivery);
    changes.push(...(await moveDeliveries(trx, which, move, platform.clock())));
  }
  return changes;
}

async function tell(platform: Platform, trx: Trx, receipts: readonly NotedReceipt[]): Promise<void> {
  for (const [month, ofMonth] of Map.groupBy(receipts, ({ delivery }) => delivery.month)) {
    await platform.events.publish<ReceiptsNoted>(trx, 'delivery.receipts-noted', `month/${month}`, {
      month,
      receipts: ofMonth.map(({ delivery, kind, at, detail, reason }) => {
        const { id: deliveryId, communicationId, customerId, runId, channel, purpose } = delivery;
        const known = reason === undefined ? {} : { reason };
        return { deliveryId, communicationId, customerId, runId, channel, purpose, kind, at: at.toISOString(), detail, ...known };
      }),
    });
  }
}

/** What the timeline says of receipts that change no state; a message that is looked at ten times is told of once. */
const sentences: Partial<Record<LaterKind, string>> = {
  displayed: 'Looked at',
  clicked: 'Followed a link',
  answered: 'Answered',
  'answered-automatically': 'An automatic answer came',
  complained: 'Complained about a message at the provider',
  unsubscribed: 'Unsubscribed',
  returned: 'The letter came back',
};

function timelineEntry({ delivery, kind, at }: NotedReceipt, before: ReadonlySet<string>): TimelineEntry[] {
  const summary = sentences[kind];
  if (summary === undefined || before.has(`${delivery.id} ${kind}`)) return [];
  const { id: deliveryId, customerId, communicationId, channel, purpose } = delivery;
  return [{ customerId, at, type: `receipt.${kind}`, summary, communicationId, data: { deliveryId, channel, purpose } }];
}
