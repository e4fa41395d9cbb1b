import type { PlaceParts } from '@posthorn/contract';
import { sql, type Transaction } from 'kysely';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import { postalAddress } from './address.ts';
import './errors.ts';
import { foldForSearch } from './rules.ts';
import { recordTimeline } from './store.ts';
import type { PostalAddress } from './types.ts';

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

/**
 * Puts a customer's postal address right, in the caller's transaction; who lives there stays. It holds until an import says an address other than the
 * one that was wrong. @returns the address before
 * @throws PosthornError `customer.not-found`
 */
export async function correctAddress(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  customerId: string,
  place: PlaceParts,
): Promise<PostalAddress> {
  const { name, address: before } = await lockAddress(trx, customerId);
  const after = postalAddress(place);
  const moved = { ...after, lines: [...namesIn(before, name), ...after.lines] };
  await sql`update customers.customers set address = ${JSON.stringify(moved)}::jsonb, corrected_from = coalesce(corrected_from, address),
    search = search || ' ' || ${foldForSearch(place.city)}, updated_at = ${platform.clock()} where id = ${customerId}`.execute(trx);
  await tell(platform, trx, actor, customerId, before, moved);
  return before;
}

/** Takes a correction back. @param before what `correctAddress` said */
export async function restoreAddress(platform: Platform, trx: Trx, actor: Actor, customerId: string, before: PostalAddress): Promise<void> {
  const { address } = await lockAddress(trx, customerId);
  const text = JSON.stringify(before);
  await sql`update customers.customers set address = ${text}::jsonb, corrected_from = nullif(corrected_from, ${text}::jsonb),
    updated_at = ${platform.clock()} where id = ${customerId}`.execute(trx);
  await tell(platform, trx, actor, customerId, address, before);
}

async function lockAddress(trx: Trx, customerId: string): Promise<{ readonly name: string; readonly address: PostalAddress }> {
  const { rows } = await sql<{ name: string; address: PostalAddress }>`select name, address from customers.customers
    where id = ${customerId} for update`.execute(trx);
  if (rows[0] === undefined) throw new PosthornError('customer.not-found', { detail: `There is no customer ${customerId}.` });
  return rows[0];
}

/** The lines above street and place. */
function namesIn(address: PostalAddress, name: string): readonly string[] {
  const ofPlace = postalAddress(address).lines.length;
  const names = ofPlace === 0 ? [] : address.lines.slice(0, address.lines.length - ofPlace);
  return names.length === 0 ? [name] : names;
}

async function tell(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  customerId: string,
  before: PostalAddress,
  after: PostalAddress,
): Promise<void> {
  const summary = after.lines.join(', ');
  const data = { before: before.lines, after: after.lines, by: actor.name };
  await recordTimeline(trx, [{ customerId, at: platform.clock(), type: 'customer.address-set', summary, data }]);
  await platform.audit.append(trx, actor, 'customer.set-address', `customer/${customerId}`, { before, after });
}
