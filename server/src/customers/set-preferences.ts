import { sql, type Transaction } from 'kysely';
import { idOrNull, transaction } from '../platform/db/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import './errors.ts';
import { recordTimeline } from './store.ts';
import type { Preferences } from './types.ts';

/**
 * Sets how a customer wants to be written to. It stands above what imports say, from now on.
 * @throws PosthornError `customer.not-found`
 */
export async function setPreferences(platform: Platform, actor: Actor, id: string, preferences: Preferences): Promise<void> {
  await transaction(platform.db, { log: platform.log }, (trx) => changePreferences(platform, trx, actor, id, preferences));
}

/** The same in the caller's transaction. */
export async function changePreferences(
  platform: Platform,
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  trx: Transaction<any>,
  actor: Actor,
  id: string,
  preferences: Preferences,
): Promise<void> {
  const at = platform.clock();
  const { rows } = await sql<{ before: Preferences }>`
    update customers.customers c set chosen_preferences = ${JSON.stringify(preferences)}::jsonb, updated_at = ${at}
    from customers.customers o where o.id = c.id and c.id = ${idOrNull(id)}
    returning coalesce(o.chosen_preferences, o.preferences) as before`.execute(trx);
  const before = rows[0]?.before;
  if (!before) throw new PosthornError('customer.not-found', { detail: `There is no customer ${id}.` });
  const summary = Object.entries(preferences)
    .map(([purpose, channel]) => `${purpose}: ${channel}`)
    .join(', ');
  await recordTimeline(trx, [
    { customerId: id, at, type: 'customer.preferences-set', summary, data: { before, after: preferences, by: actor.name } },
  ]);
  await platform.audit.append(trx, actor, 'customer.set-preferences', `customer/${id}`, { before, after: preferences });
}
