import { sql } from 'kysely';
import type { Db } from '../../platform/platform.ts';
import type { Trx } from '../store.ts';
import type { StateChange } from '../types.ts';

/** SQL for the screen of channels, for queues that change hands, and for tidying. */

/** How many wait for an account, counted up to `most`: the index of what is due is read, never the whole table. */
export async function queueLength(db: Db, channel: string, account: string, most: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (select 1 from delivery.deliveries
    where channel = ${channel} and account = ${account} and state = 'queued' and next_attempt_at is not null limit ${most}) q`.execute(db);
  return rows[0]!.n;
}

export interface AccountError {
  readonly error: string;
  readonly times: number;
  readonly lastAt: Date;
}

export async function errorsOf(db: Db, channel: string, account: string, limit: number): Promise<AccountError[]> {
  const { rows } = await sql<AccountError>`select error, times, last_at as "lastAt" from delivery.account_errors
    where channel = ${channel} and account = ${account} order by last_at desc limit ${limit}`.execute(db);
  return rows;
}

export interface AccountEvent {
  readonly at: Date;
  readonly kind: string;
  readonly detail: string;
}

export async function eventsOf(db: Db, channel: string, account: string, limit: number): Promise<AccountEvent[]> {
  const { rows } = await sql<AccountEvent>`select at, kind, detail from delivery.account_events
    where channel = ${channel} and account = ${account} order by id desc limit ${limit}`.execute(db);
  return rows;
}

/** Gives what waits for one account to another. What is being sent stays where it is. @returns how many, `limit` at most */
export async function moveQueue(trx: Trx, channel: string, from: string, to: string, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`update delivery.deliveries d set account = ${to}
    from (select id, month from delivery.deliveries where channel = ${channel} and account = ${from} and state = 'queued'
      and next_attempt_at is not null order by next_attempt_at limit ${limit} for update skip locked) q
    where d.id = q.id and d.month = q.month`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** Whether anything is still under way over an account, or may have gone over it: then it cannot be removed. */
export async function hasUnderWay(trx: Trx, channel: string, account: string): Promise<boolean> {
  const { rows } = await sql`select 1 from delivery.deliveries
    where channel = ${channel} and account = ${account} and state in ('queued', 'sending') limit 1`.execute(trx);
  return rows.length > 0;
}

export interface DeadLetter {
  readonly id: string;
  readonly month: string;
  readonly communicationId: string;
  readonly customerId: string;
  readonly channel: string;
  readonly account: string;
  readonly address: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly changedAt: Date;
}

/** Deliveries that were given up or refused, newest first. */
export async function deadLetters(
  db: Db | Trx,
  { channel, before, limit }: { readonly channel?: string; readonly before?: string; readonly limit: number },
): Promise<DeadLetter[]> {
  const { rows } =
    await sql<DeadLetter>`select id, month::text as month, communication_id as "communicationId", customer_id as "customerId",
      channel, account, address, attempts, last_error as "lastError", changed_at as "changedAt"
    from delivery.deliveries where state = 'failed' and (channel in ('email', 'sms', 'push') or channel = 'post' and account <> 'default') and address <> ''
      and not exists (select from delivery.digest_parts g where g.delivery_id = deliveries.id)
      ${channel === undefined ? sql`` : sql`and channel = ${channel}`} ${before === undefined ? sql`` : sql`and id < ${before}`}
    order by id desc limit ${limit}`.execute(db);
  return rows;
}

/** Puts dead letters back in line; giving up counts from now. Mails that were never built stay: there is nothing to send. */
export async function redrive(trx: Trx, ids: readonly string[], now: Date): Promise<StateChange[]> {
  const { rows } = await sql<StateChange>`
    with old as (select d.id, d.month, d.state from delivery.deliveries d
      where d.id = any(${[...ids]}::uuid[]) and d.state = 'failed' and (d.channel in ('email', 'sms', 'push') or d.channel = 'post' and d.account <> 'default') and d.address <> ''
        and not exists (select from delivery.digest_parts g where g.delivery_id = d.id)
        and (d.channel <> 'email' or d.message_id is not null) order by d.id for update of d)
    update delivery.deliveries d set state = 'queued', next_attempt_at = ${now}, redriven_at = ${now}, changed_at = ${now}
    from old where d.id = old.id and d.month = old.month
    returning d.id as "deliveryId", d.month::text as month, d.communication_id as "communicationId", d.customer_id as "customerId",
      d.run_id as "runId", d.channel, d.purpose, d.copy, old.state as "from", d.state as "to"`.execute(trx);
  return rows;
}

/** Forgets counts, events and ids of parts that nobody asks for any more. */
export async function tidyAccounts(db: Db, before: Date): Promise<void> {
  await sql`delete from delivery.account_minutes where minute < ${before}`.execute(db);
  await sql`delete from delivery.account_errors where last_at < ${before}`.execute(db);
  await sql`delete from delivery.account_events where at < ${before}`.execute(db);
  await sql`delete from delivery.message_parts where at < ${before}`.execute(db);
}
