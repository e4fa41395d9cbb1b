import type { api, BodyOf, ReplyOf } from '@posthorn/contract';
import { customersByNumber } from '../../customers/index.ts';
import { transaction } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { countConversions } from './store.ts';

/**
 * Takes what another system tells of customers: that they bought, signed, booked. Safe to repeat: a customer counts once for a campaign. What is said
 * to lie in the future, by a clock that is ahead of ours, happened now.
 */
export async function tellConversions(
  platform: Platform,
  actor: Actor,
  { event, customers }: BodyOf<typeof api.campaigns.convert>,
): Promise<ReplyOf<typeof api.campaigns.convert>> {
  const now = platform.clock();
  const known = await customersByNumber(
    platform,
    customers.map((one) => one.number),
  );
  const told = customers.flatMap(({ number, at }) => {
    const customer = known.get(number);
    return customer === undefined
      ? []
      : { customerId: customer.id, at: new Date(Math.min(now.getTime(), Date.parse(at ?? now.toISOString()))) };
  });
  const unknown = [...new Set(customers.map((one) => one.number).filter((number) => !known.has(number)))];
  const counted = await transaction(platform.db, { log: platform.log }, async (trx) => {
    const fresh = await countConversions(trx, event, told);
    await platform.audit.append(trx, actor, 'conversions.tell', `conversion/${event}`, {
      told: told.length,
      counted: fresh,
      unknown: unknown.length,
    });
    return fresh;
  });
  return { counted, unknown };
}
