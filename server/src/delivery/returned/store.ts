import type { ReturnReason } from '@posthorn/contract';
import { sql } from 'kysely';
import { isId } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { Trx } from '../store.ts';
import type { Consequence } from './rules.ts';

/** All SQL of letters that came back. */

export type Settled = 'corrected' | 'unblocked' | 'kept';

export interface ReturnedRow {
  /** The delivery that came back. */
  readonly id: string;
  readonly month: string;
  readonly communicationId: string;
  readonly customerId: string;
  readonly reason: ReturnReason;
  readonly at: Date;
  readonly by: string;
  readonly consequence: Consequence;
  readonly settled: Settled | null;
  readonly settledAt: Date | null;
  readonly settledBy: string | null;
  /** What a correction took the place of. */
  readonly before: object | null;
  /** Number of the copy that was sent again. */
  readonly again: number | null;
  /** Where it went, line by line. */
  readonly address: string;
  /** Of the copy that came back; 0 where it was none. */
  readonly copy: number;
}

const columns =
  sql.raw(`r.delivery_id as id, r.month::text as month, r.communication_id as "communicationId", r.customer_id as "customerId",
  r.reason, r.at, r.by, r.consequence, r.settled, r.settled_at as "settledAt", r.settled_by as "settledBy", r.before, r.again, d.address, d.copy`);
const joined = sql.raw('delivery.returned_letters r join delivery.deliveries d on d.id = r.delivery_id and d.month = r.month');

export type NewReturned = Pick<ReturnedRow, 'id' | 'month' | 'communicationId' | 'customerId' | 'reason' | 'at' | 'by' | 'consequence'>;

export async function insertReturned(trx: Trx, one: NewReturned): Promise<void> {
  await sql`insert into delivery.returned_letters (delivery_id, month, communication_id, customer_id, reason, at, by, consequence)
    values (${one.id}, ${one.month}::date, ${one.communicationId}, ${one.customerId}, ${one.reason}, ${one.at}, ${one.by}, ${one.consequence})
    on conflict do nothing`.execute(trx);
}

/** Newest first. @param open only what nobody has settled */
export async function returnedLetters(
  db: Db,
  {
    open,
    after,
    limit,
  }: { readonly open: boolean; readonly after?: { readonly at: Date; readonly id: string } | undefined; readonly limit: number },
): Promise<readonly ReturnedRow[]> {
  const { rows } = await sql<ReturnedRow>`select ${columns} from ${joined} where true ${open ? sql`and r.settled is null` : sql``}
    ${after === undefined ? sql`` : sql`and (r.at, r.delivery_id) < (${after.at}, ${after.id}::uuid)`}
    order by r.at desc, r.delivery_id desc limit ${limit}`.execute(db);
  return rows;
}

export async function returnedById(db: Db | Trx, ids: readonly string[]): Promise<readonly ReturnedRow[]> {
  const { rows } = await sql<ReturnedRow>`select ${columns} from ${joined}
    where r.delivery_id = any(${ids.filter(isId)}::uuid[])`.execute(db);
  return rows;
}

/** One letter, taken in hand until the transaction ends. */
export async function lockReturned(trx: Trx, id: string): Promise<ReturnedRow | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await sql<ReturnedRow>`select ${columns} from ${joined} where r.delivery_id = ${id} for update of r`.execute(trx);
  return rows[0];
}

/** @param settled null opens it again */
export async function keepSettled(
  trx: Trx,
  id: string,
  settled: Settled | null,
  by: string,
  at: Date,
  before: object | null = null,
): Promise<void> {
  await sql`update delivery.returned_letters set settled = ${settled}, settled_by = ${by}, settled_at = ${at},
    before = ${before === null ? null : JSON.stringify(before)}::jsonb where delivery_id = ${id}`.execute(trx);
}

export async function keepAgain(trx: Trx, id: string, copy: number): Promise<void> {
  await sql`update delivery.returned_letters set again = ${copy} where delivery_id = ${id}`.execute(trx);
}
