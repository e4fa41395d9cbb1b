import { sql } from 'kysely';
import type { Db } from '../../platform/platform.ts';
import type { Trx } from '../store.ts';

/** What is counted of the mails of a purpose, of customers who consented to it. */
export interface Tracked {
  readonly purpose: string;
  readonly opens: boolean;
  readonly clicks: boolean;
}

export async function trackedPurposes(db: Db | Trx): Promise<readonly Tracked[]> {
  const { rows } = await sql<Tracked>`select purpose, opens, clicks from delivery.tracked_purposes order by purpose`.execute(db);
  return rows;
}

export async function keepTracked(trx: Trx, { purpose, opens, clicks }: Tracked): Promise<void> {
  await sql`insert into delivery.tracked_purposes (purpose, opens, clicks) values (${purpose}, ${opens}, ${clicks})
    on conflict (purpose) do update set opens = excluded.opens, clicks = excluded.clicks`.execute(trx);
}

/** What says that a mail was handed over, by our own step, a provider, or a person who decided an unknown fate. */
const handedOver = ['sent', 'accepted', 'delivered', 'decided-sent'];

/** When a mail was handed over: its first receipt that says so. */
export async function sentAt(db: Db, deliveryId: string, month: string): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`select min(at) as at from delivery.receipts
    where delivery_id = ${deliveryId} and month = ${month}::date and kind = any(${handedOver}::text[])`.execute(db);
  return rows[0]?.at ?? undefined;
}
