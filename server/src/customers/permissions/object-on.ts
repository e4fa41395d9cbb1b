import type { ConsentWay } from '@posthorn/contract';
import type { Transaction } from 'kysely';
import type { Actor, Platform } from '../../platform/platform.ts';
import { appendConsents } from './note-consent.ts';
import { lockCustomer } from './store.ts';
import type { ConsentChannel, NewConsent } from './types.ts';

/**
 * Notes that a customer wants no advertising on a channel any more, in the caller's transaction: a complaint at the mailbox provider, a click on
 * "unsubscribe", STOP. Holds from the commit on. @returns false when there is no such customer any more
 */
export async function objectOn(
  platform: Platform,
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  trx: Transaction<any>,
  actor: Actor,
  customerId: string,
  { channel, way, evidence }: { readonly channel: ConsentChannel; readonly way: ConsentWay; readonly evidence: NewConsent['evidence'] },
): Promise<boolean> {
  if (!(await lockCustomer(trx, customerId))) return false;
  const at = platform.clock();
  await appendConsents(platform, trx, actor, [{ customerId, purpose: 'advertising', channel, act: 'objected', at, way, evidence }]);
  return true;
}
