import { transaction } from '../platform/db/index.ts';
import './errors.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import { announce } from './announce.ts';
import { carrierOf } from './digests/store.ts';
import { findDelivery, insertReceipts, moveDeliveries } from './store.ts';
import type { Delivery } from './types.ts';

/**
 * A person decides the fate of a delivery that nobody knows, having asked the mail server's operator, its log, or the customer.
 * `not_sent` puts it back in line with the same message and the same Message-ID; when its run was cancelled
 * meanwhile, it is cancelled too.
 * @throws PosthornError `delivery.not-found`, `delivery.not-unknown`
 */
export async function resolveUnknown(
  platform: Platform,
  actor: Actor,
  id: string,
  decision: { readonly fate: 'sent' | 'not_sent'; readonly note: string },
): Promise<Delivery> {
  const now = platform.clock();
  const sent = decision.fate === 'sent';
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    // Nobody can know of a part what is not known of its mail.
    const delivery = await findDelivery(trx, await carrierOf(trx, id), true);
    if (delivery === undefined) throw new PosthornError('delivery.not-found');
    if (delivery.state !== 'unknown') {
      throw new PosthornError('delivery.not-unknown', { detail: `The delivery is in the state ${delivery.state}.` });
    }
    const move = sent ? ({ from: 'unknown', to: 'sent' } as const) : ({ from: 'unknown', to: 'queued', nextAttemptAt: now } as const);
    const changes = await moveDeliveries(trx, [delivery], move, now);
    const detail = `${actor.name}: ${decision.note}`;
    await insertReceipts(trx, [{ deliveryId: delivery.id, month: delivery.month, kind: `decided-${decision.fate}`, detail }], now);
    await platform.audit.append(trx, actor, 'delivery.resolve', `delivery/${delivery.id}`, decision);
    await announce(platform, trx, changes);
    return (await findDelivery(trx, id))!;
  });
}
