import { sql } from 'kysely';
import type { Db } from '../../platform/platform.ts';
import type { Trx } from '../store.ts';

/** SQL of what may not go out any more although somebody has claimed it. */

/** Keeps that runs were cancelled: from the commit on nothing of them is claimed. */
export async function keepCancelledRuns(trx: Trx, runIds: readonly string[], now: Date): Promise<void> {
  await sql`insert into delivery.cancelled_runs (run_id, at) select run_id, ${now} from unnest(${[...runIds]}::uuid[]) as r (run_id)
    order by run_id on conflict do nothing`.execute(trx);
}

/** Of some deliveries those that may not go out any more, or whose mail has a part that may not. */
export async function recalledAmong(db: Db, which: readonly { readonly id: string; readonly month: string }[]): Promise<readonly string[]> {
  const recalled = (one: 'd' | 'p') =>
    sql.raw(`(exists (select 1 from delivery.cancelled_runs c where c.run_id = ${one}.run_id)
    or exists (select 1 from delivery.withheld w where w.delivery_id = ${one}.id and w.month = ${one}.month))`);
  const { rows } = await sql<{ id: string }>`
    select d.id from unnest(${which.map((one) => one.id)}::uuid[], ${which.map((one) => one.month)}::date[]) as w (id, month)
      join delivery.deliveries d on d.id = w.id and d.month = w.month
    where ${recalled('d')} or exists (select 1 from delivery.digest_parts g
      join delivery.deliveries p on p.id = g.delivery_id and p.month = g.month where g.carrier_id = d.id and ${recalled('p')})`.execute(db);
  return rows.map((row) => row.id);
}
