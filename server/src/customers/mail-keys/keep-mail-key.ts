import type { Transaction } from 'kysely';
import { newId, transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { recordTimeline } from '../store.ts';
import { type ReadKey, readMailKey, troubleOf } from './read-mail-key.ts';
import { deleteMailKey, keepMailKey, mailAddressesOf } from './store.ts';

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

const troubles = {
  expired: 'It has expired.',
  revoked: 'Its owner has revoked it.',
  unusable: 'It is not for encrypting: its owner, or who issued it, does not allow it, or it is of a kind that is not spoken here.',
} as const;

/**
 * Keeps a customer's key for all of the customer's e-mail addresses that it names. One that is not valid yet is kept: it waits.
 * @throws PosthornError `customer.not-found`, `mail-key.unreadable`, `mail-key.not-usable`, `mail-key.other-address`
 */
export async function addMailKey(platform: Platform, actor: Actor, customerId: string, source: Uint8Array): Promise<void> {
  const read = readMailKey(source, platform.clock());
  refuseUnusable(read, platform.clock());
  await transaction(platform.db, { log: platform.log }, (trx) => keepForCustomer(platform, trx, actor, customerId, read));
}

/** A key that could never be used is no use to keep. @throws PosthornError `mail-key.not-usable` */
export function refuseUnusable({ facts }: ReadKey, now: Date): void {
  const trouble = troubleOf(facts, now);
  if (trouble !== undefined && trouble !== 'not-yet') throw new PosthornError('mail-key.not-usable', { detail: troubles[trouble] });
}

/** The same in the caller's transaction, of a key that was read. @throws PosthornError `customer.not-found`, `mail-key.other-address` */
export async function keepForCustomer(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  customerId: string,
  { facts, bytes }: ReadKey,
): Promise<void> {
  const own = await mailAddressesOf(trx, customerId);
  if (own === undefined) throw new PosthornError('customer.not-found');
  const { addresses, ...rest } = facts;
  const matching = [...new Set(own.map((one) => one.toLowerCase()))].filter((one) => addresses.includes(one));
  if (matching.length === 0) {
    const says = addresses.length === 0 ? 'no e-mail address' : addresses.join(', ');
    throw new PosthornError('mail-key.other-address', {
      detail: `It names ${says}; the customer has ${own.join(', ') || 'no e-mail address'}.`,
    });
  }
  const at = platform.clock();
  for (const address of matching) {
    await keepMailKey(trx, { ...rest, id: newId(), customerId, address, key: bytes, addedAt: at, addedBy: actor.name });
  }
  const { kind, fingerprint } = facts;
  const data = { kind, fingerprint, addresses: matching, ends: facts.ends };
  await recordTimeline(trx, [
    { customerId, at, type: 'customer.mail-key-added', summary: `${matching.join(', ')}: ${fingerprint.slice(-16)}`, data },
  ]);
  await platform.audit.append(trx, actor, 'customer.mail-key-add', `customer/${customerId}`, data);
}

/** Mails to this address are not encrypted with the key any more. @throws PosthornError `mail-key.not-found` */
export async function removeMailKey(platform: Platform, actor: Actor, customerId: string, id: string): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const removed = await deleteMailKey(trx, customerId, id);
    if (removed === undefined) throw new PosthornError('mail-key.not-found');
    const { address, fingerprint } = removed;
    const summary = `${address}: ${fingerprint.slice(-16)}`;
    await recordTimeline(trx, [{ customerId, at: platform.clock(), type: 'customer.mail-key-removed', summary, data: removed }]);
    await platform.audit.append(trx, actor, 'customer.mail-key-remove', `customer/${customerId}`, removed);
  });
}
