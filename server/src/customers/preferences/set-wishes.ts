import type { Wishes } from '@posthorn/contract';
import type { Transaction } from 'kysely';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { recordTimeline } from '../store.ts';
import { keepChosenWishes, lockWishes } from './store.ts';
import { chosenOver, effectiveWishes, faultOf } from './wishes.ts';

/**
 * Sets how a customer wants to be written to, all of it at once: what is absent is not wished. What is changed stands above what imports say, from now
 * on; everything else still comes with them.
 * @throws PosthornError `customer.not-found`, `customer.wishes-invalid`
 */
export async function setWishes(platform: Platform, actor: Actor, customerId: string, wishes: Wishes): Promise<void> {
  await transaction(platform.db, { log: platform.log }, (trx) => changeWishes(platform, trx, actor, customerId, () => wishes));
}

/** The same in the caller's transaction, from the wishes that hold now. @returns whether anything changed */
export async function changeWishes(
  platform: Platform,
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  trx: Transaction<any>,
  actor: Actor,
  customerId: string,
  change: (before: Wishes) => Wishes,
): Promise<boolean> {
  const known = await lockWishes(trx, customerId);
  if (known === undefined) throw new PosthornError('customer.not-found', { detail: `There is no customer ${customerId}.` });
  const before = effectiveWishes(known.imported, known.chosen);
  const after = change(before);
  const changed = chosenOver(before, after);
  if (changed === null) return false;
  const fault = faultOf(after, known.country);
  if (fault !== undefined) {
    const fields = [{ field: `wishes.${fault.field}`, message: fault.reason }];
    throw new PosthornError('customer.wishes-invalid', { detail: `${fault.field}: ${fault.reason}`, fields });
  }
  const at = platform.clock();
  await keepChosenWishes(trx, customerId, chosenOver(known.imported, after), at);
  const summary = Object.keys(changed).sort().join(', ');
  await recordTimeline(trx, [{ customerId, at, type: 'customer.wishes-set', summary, data: { before, after, by: actor.name } }]);
  await platform.audit.append(trx, actor, 'customer.set-wishes', `customer/${customerId}`, { before, after });
  return true;
}
