import { sql } from 'kysely';
import type { Trx } from '../store.ts';

/** SQL of conversions. */

export interface ToldConversion {
  readonly customerId: string;
  readonly at: Date;
}

/**
 * Counts what customers did for every campaign that asks for it, has begun with them, and not longer ago than it says. A customer counts once for a
 * campaign. One at a time: the counts of a group are one row.
 * @returns how many count that did not yet
 */
export async function countConversions(trx: Trx, event: string, told: readonly ToldConversion[]): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('campaigns.conversions'))`.execute(trx);
  const { rows } = await sql<{ counted: number }>`
    with told as (select * from unnest(${told.map((one) => one.customerId)}::uuid[], ${told.map((one) => one.at)}::timestamptz[]) as t (customer_id, at)),
    hits as materialized (select distinct on (m.campaign_id, m.customer_id) m.campaign_id, m.customer_id, m.variant, m.wave, t.at
      from told t join campaigns.members m on m.customer_id = t.customer_id
        join campaigns.campaigns c on c.id = m.campaign_id and c.conversion->>'event' = ${event}
        join campaigns.groups g on g.campaign_id = m.campaign_id and g.variant = m.variant and g.wave = m.wave
      where t.at >= g.begun_at and t.at < g.begun_at + make_interval(days => (c.conversion->>'days')::integer)
      order by m.campaign_id, m.customer_id, t.at),
    fresh as (insert into campaigns.conversions (campaign_id, customer_id, at) select campaign_id, customer_id, at from hits
      on conflict do nothing returning campaign_id, customer_id),
    sums as (select h.campaign_id, h.variant, h.wave, count(*)::integer as conversions
      from fresh f join hits h using (campaign_id, customer_id) group by 1, 2, 3),
    counted as (update campaigns.groups g set conversions = g.conversions + s.conversions from sums s
      where g.campaign_id = s.campaign_id and g.variant = s.variant and g.wave = s.wave)
    select count(*)::integer as counted from fresh`.execute(trx);
  return rows[0]!.counted;
}
