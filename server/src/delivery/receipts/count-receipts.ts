import type { ReceiptKind } from '@posthorn/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/platform.ts';
import type { DeliveryState } from '../states.ts';
import type { Trx } from '../store.ts';
import type { StateChange } from '../types.ts';

/** What boards count: receipts, and deliveries that failed here. */
export type CountedKind = ReceiptKind | 'failed';

interface Counted {
  readonly deliveryId: string;
  readonly month: string;
  readonly kind: CountedKind;
}

const noRun = '00000000-0000-0000-0000-000000000000';

/**
 * Adds deliveries to the counts of a day, in the transaction in which this became known of them. Each delivery shall be told once per kind. In a
 * fixed order, so that two transactions do not wait for each other.
 */
export async function countReceipts(trx: Trx, counted: readonly Counted[], now: Date): Promise<void> {
  if (counted.length === 0) return;
  await sql`insert into delivery.receipt_counts as c (day, run_id, channel, domain, kind, deliveries)
    select ${now.toISOString().slice(0, 10)}::date, coalesce(d.run_id, ${noRun}), d.channel,
      case d.channel when 'email' then lower(split_part(d.address, '@', 2)) else '' end as domain, w.kind, count(*)
    from unnest(${counted.map((one) => one.deliveryId)}::uuid[], ${counted.map((one) => one.month)}::date[],
      ${counted.map((one) => one.kind)}::text[]) as w (id, month, kind)
      join delivery.deliveries d on d.id = w.id and d.month = w.month and d.purpose = 'document'
    group by 2, 3, 4, 5 order by 2, 3, 4, 5
    on conflict (run_id, day, channel, domain, kind) do update set deliveries = c.deliveries + excluded.deliveries`.execute(trx);
}

/** Steps of our own that are counted; all else follows from receipts. */
const ownSteps: Partial<Record<DeliveryState, CountedKind>> = { sent: 'sent', failed: 'failed' };

/** Counts what went out, or never will. What a person, or a receipt, said of an unknown fate counts as sent then. */
export async function countSteps(trx: Trx, changes: readonly StateChange[], now: Date): Promise<void> {
  const counted = changes.flatMap(({ deliveryId, month, from, to }): Counted[] => {
    const kind = to === 'delivered' && from === 'unknown' ? 'sent' : ownSteps[to];
    return kind === undefined ? [] : [{ deliveryId, month, kind }];
  });
  await countReceipts(trx, counted, now);
}

/** Deliveries of runs by what became known of them; each once per kind. */
export async function receiptCountsOfRuns(
  db: Db | Trx,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly [kind in CountedKind]?: number }>> {
  const { rows } = await sql<{ runId: string; counts: { [kind in CountedKind]?: number } }>`
    select run_id as "runId", jsonb_object_agg(kind, deliveries) as counts from (
      select run_id, kind, sum(deliveries)::int as deliveries from delivery.receipt_counts
      where run_id = any(${[...runIds]}::uuid[]) group by run_id, kind) c
    group by run_id`.execute(db);
  return new Map(rows.map((row) => [row.runId, row.counts]));
}
