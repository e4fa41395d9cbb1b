import { sql, type Transaction } from 'kysely';
import type { Point } from './note-trouble.ts';

/** All SQL of the health of contact points. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

const day = (at: Date): string => at.toISOString().slice(0, 10);

/** Keeps that this was a bad day; nothing where the customer has no such contact point any more. */
export async function keepTrouble(trx: Trx, { customerId, channel, address }: Point, at: Date, reason: string): Promise<void> {
  await sql`insert into customers.contact_troubles (contact_point_id, day, reason)
    select id, ${day(at)}::date, ${reason} from customers.contact_points
    where customer_id = ${customerId} and channel = ${channel} and lower(address) = lower(${address})
    on conflict (contact_point_id, day) do update set reason = excluded.reason`.execute(trx);
}

/** On how many days since then there was trouble. */
export async function troubledDays(trx: Trx, { customerId, channel, address }: Point, since: Date): Promise<number> {
  const { rows } = await sql<{ days: number }>`select count(distinct t.day)::int as days
    from customers.contact_points p join customers.contact_troubles t on t.contact_point_id = p.id
    where p.customer_id = ${customerId} and p.channel = ${channel} and lower(p.address) = lower(${address}) and t.day >= ${day(since)}::date`.execute(
    trx,
  );
  return rows[0]?.days ?? 0;
}

export async function forgetTroubles(trx: Trx, points: readonly Point[]): Promise<void> {
  await sql`delete from customers.contact_troubles t using customers.contact_points p,
      unnest(${points.map((one) => one.customerId)}::uuid[], ${points.map((one) => one.channel)}::text[],
        ${points.map((one) => one.address.toLowerCase())}::text[]) as w (customer_id, channel, address)
    where t.contact_point_id = p.id and p.customer_id = w.customer_id and p.channel = w.channel and lower(p.address) = w.address`.execute(
    trx,
  );
}
