import { sql } from 'kysely';
import { isId, newId } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { Trx } from '../store.ts';
import type { Delivery } from '../types.ts';
import type { NotedReceipt, ProviderReceipt } from './types.ts';

/** All SQL of what comes back. */

const columns = sql.raw(`d.id, d.month::text as month, d.communication_id as "communicationId", d.customer_id as "customerId",
  d.run_id as "runId", d.channel, d.purpose, d.copy, d.address, d.state, d.attempts, d.next_attempt_at as "nextAttemptAt",
  d.message_id as "messageId", d.last_error as "lastError", d.account, d.created_at as "createdAt", d.changed_at as "changedAt"`);

/** Ids of messages are unique at a provider for a while only: gateways count them anew. Nothing comes back after so many days. */
const rememberedDays = 40;

/** The deliveries that some receipts are about, locked in one order, so that two who note receipts never wait for each other. */
export async function lockDeliveries(
  trx: Trx,
  { channel, account }: { readonly channel: string; readonly account: string },
  now: Date,
  receipts: readonly Pick<ProviderReceipt, 'deliveryId' | 'messageId'>[],
): Promise<readonly Delivery[]> {
  const ids = receipts.flatMap(({ deliveryId }) => (deliveryId !== undefined && isId(deliveryId) ? [deliveryId] : []));
  const messageIds = receipts.flatMap(({ deliveryId, messageId }) =>
    deliveryId === undefined && messageId !== undefined ? [messageId] : [],
  );
  const since = new Date(now.getTime() - rememberedDays * 86_400_000);
  const { rows } = await sql<Delivery>`select ${columns} from delivery.deliveries d
    where d.id = any(${ids}::uuid[]) or (d.message_id = any(${messageIds}::text[]) and d.channel = ${channel} and d.account = ${account}
      and d.created_at > ${since})
    order by d.id for update`.execute(trx);
  return rows;
}

/** Adds receipts of which none with the same key is there. @returns those that were added */
export async function insertOnce(trx: Trx, receipts: readonly NotedReceipt[]): Promise<readonly NotedReceipt[]> {
  if (receipts.length === 0) return [];
  const rows = receipts.map((receipt) => ({ ...receipt, id: newId() }));
  const inserted = await sql<{ id: string }>`insert into delivery.receipts (id, month, delivery_id, at, kind, detail, source_key)
    select * from unnest(${rows.map((one) => one.id)}::uuid[], ${rows.map(({ delivery }) => delivery.month)}::date[],
      ${rows.map(({ delivery }) => delivery.id)}::uuid[], ${rows.map(({ at }) => at)}::timestamptz[], ${rows.map(({ kind }) => kind)}::text[],
      ${rows.map(({ detail }) => detail.slice(0, 1000))}::text[], ${rows.map(({ key }) => key)}::text[])
    on conflict (month, delivery_id, source_key) do nothing returning id`.execute(trx);
  const added = new Set(inserted.rows.map((row) => row.id));
  return rows.filter((row) => added.has(row.id));
}

/** What was known of these deliveries already, each as `delivery kind`. */
export async function kindsBefore(trx: Trx, receipts: readonly NotedReceipt[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ known: string }>`select distinct delivery_id::text || ' ' || kind as known from delivery.receipts
    where delivery_id = any(${receipts.map(({ delivery }) => delivery.id)}::uuid[])`.execute(trx);
  return new Set(rows.map((row) => row.known));
}

/** A receipt that came before the delivery that it is about was written down as sent. */
export interface EarlyReceipt {
  readonly id: string;
  readonly cameAt: Date;
  readonly channel: string;
  readonly account: string;
  readonly receipt: ProviderReceipt;
}

type EarlyRow = Omit<EarlyReceipt, 'receipt'> & { readonly receipt: Omit<ProviderReceipt, 'at'> & { readonly at?: string } };

export async function keepEarly(trx: Trx, early: readonly Omit<EarlyReceipt, 'id'>[]): Promise<void> {
  if (early.length === 0) return;
  await sql`insert into delivery.early_receipts (id, came_at, channel, account, receipt)
    select * from unnest(${early.map(() => newId())}::uuid[], ${early.map((one) => one.cameAt)}::timestamptz[],
      ${early.map((one) => one.channel)}::text[], ${early.map((one) => one.account)}::text[],
      ${early.map((one) => JSON.stringify(one.receipt))}::jsonb[])`.execute(trx);
}

/** Early receipts after a position, in the order in which they came. */
export async function earlyReceipts(db: Db, after: string | undefined, limit: number): Promise<readonly EarlyReceipt[]> {
  const { rows } = await sql<EarlyRow>`select id, came_at as "cameAt", channel, account, receipt from delivery.early_receipts
    ${after === undefined ? sql`` : sql`where id > ${after}`} order by id limit ${limit}`.execute(db);
  return rows.map(({ receipt: { at, ...receipt }, ...row }) => ({
    ...row,
    receipt: at === undefined ? receipt : { ...receipt, at: new Date(at) },
  }));
}

export async function forgetEarly(trx: Trx, ids: readonly string[]): Promise<void> {
  await sql`delete from delivery.early_receipts where id = any(${[...ids]}::uuid[])`.execute(trx);
}
