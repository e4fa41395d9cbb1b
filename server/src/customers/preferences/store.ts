import type { Wishes } from '@posthorn/contract';
import { sql, type Transaction } from 'kysely';
import { idOrNull } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { Wishing } from './timing.ts';
import type { ChosenWishes } from './wishes.ts';

/** All SQL of preferences. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

/** The wishes that hold, of a row `c` of customers. */
export const wishesThatHold = sql.raw(`jsonb_strip_nulls(c.wishes || coalesce(c.chosen_wishes, '{}'))`);

/** Addresses in these wishes that did not work; null where there are none. Most customers have no such wishes, and cost nothing here. */
export const deadAddresses = sql.raw(`case when c.wishes <> '{}' or c.chosen_wishes is not null then (
  select jsonb_agg(jsonb_build_object('channel', x.channel, 'address', x.address, 'reason', x.reason) order by x.channel, x.address)
  from customers.dead_addresses x where x.customer_id = c.id) end`);

export async function lockWishes(
  trx: Trx,
  customerId: string,
): Promise<{ readonly imported: Wishes; readonly chosen: ChosenWishes | null; readonly country: string } | undefined> {
  const { rows } = await sql<{ imported: Wishes; chosen: ChosenWishes | null; country: string }>`
    select wishes as imported, chosen_wishes as chosen, country from customers.customers where id = ${idOrNull(customerId)} for update`.execute(
    trx,
  );
  return rows[0];
}

export async function keepChosenWishes(trx: Trx, customerId: string, chosen: ChosenWishes | null, at: Date): Promise<void> {
  const json = chosen === null ? null : JSON.stringify(chosen);
  await sql`update customers.customers set chosen_wishes = ${json}::jsonb, updated_at = ${at} where id = ${idOrNull(customerId)}`.execute(
    trx,
  );
}

/** Wishes of some customers by their ids, in one query; who has none is left out. */
export async function contactWishes(db: Db | Trx, customerIds: readonly string[]): Promise<ReadonlyMap<string, Wishing>> {
  const { rows } = await sql<Wishing & { id: string }>`select c.id, c.country, ${wishesThatHold} as wishes from customers.customers c
    where c.id = any(${[...customerIds]}::uuid[]) and (c.wishes <> '{}' or c.chosen_wishes is not null)`.execute(db);
  return new Map(rows.map(({ id, ...wishing }) => [id, wishing]));
}
