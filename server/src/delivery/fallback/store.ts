import { sql } from 'kysely';
import type { Db } from '../../platform/platform.ts';
import type { Trx } from '../store.ts';
import type { FallbackCause, FallbackChain, FallbackStep } from './rules.ts';

/** SQL of fallbacks. */

export async function chainsOf(db: Db | Trx): Promise<FallbackChain[]> {
  const { rows } =
    await sql<FallbackChain>`select purpose, steps, unread_seconds as "unreadSeconds" from delivery.fallback_chains order by purpose`.execute(
      db,
    );
  return rows;
}

export async function keepChain(trx: Trx, { purpose, steps, unreadSeconds }: FallbackChain): Promise<void> {
  await sql`insert into delivery.fallback_chains (purpose, steps, unread_seconds)
    values (${purpose}, ${JSON.stringify(steps)}::jsonb, ${unreadSeconds})
    on conflict (purpose) do update set steps = excluded.steps, unread_seconds = excluded.unread_seconds`.execute(trx);
}

export interface Fallback {
  readonly deliveryId: string;
  readonly month: string;
  readonly communicationId: string;
  readonly channel: FallbackStep['channel'];
  readonly dueAt: Date;
  readonly cause: FallbackCause;
}

/** Plans a fallback. False when it was planned before. */
export async function planFallback(trx: Trx, one: Fallback): Promise<boolean> {
  const { rows } = await sql`insert into delivery.fallbacks (delivery_id, month, communication_id, channel, due_at, state, cause)
    values (${one.deliveryId}, ${one.month}, ${one.communicationId}, ${one.channel}, ${one.dueAt}, 'waiting', ${one.cause})
    on conflict do nothing returning 1`.execute(trx);
  return rows.length > 0;
}

export async function dueFallbacks(db: Db, now: Date, limit: number): Promise<Fallback[]> {
  const { rows } =
    await sql<Fallback>`select delivery_id as "deliveryId", month::text as month, communication_id as "communicationId", channel,
      due_at as "dueAt", cause from delivery.fallbacks where state = 'waiting' and due_at <= ${now} order by due_at limit ${limit}`.execute(
      db,
    );
  return rows;
}

/** Takes a fallback for a change; false when another process was first. */
export async function lockFallback(trx: Trx, { deliveryId, channel }: Fallback): Promise<boolean> {
  const { rows } =
    await sql`select 1 from delivery.fallbacks where delivery_id = ${deliveryId} and channel = ${channel} and state = 'waiting'
    for update skip locked`.execute(trx);
  return rows.length > 0;
}

export async function endFallback(
  trx: Trx,
  { deliveryId, channel }: Fallback,
  state: 'done' | 'impossible',
  detail: string,
): Promise<void> {
  await sql`update delivery.fallbacks set state = ${state}, detail = ${detail}
    where delivery_id = ${deliveryId} and channel = ${channel}`.execute(trx);
}

export async function postponeFallback(trx: Trx, { deliveryId, channel }: Fallback, until: Date): Promise<void> {
  await sql`update delivery.fallbacks set due_at = ${until} where delivery_id = ${deliveryId} and channel = ${channel}`.execute(trx);
}

/** Channels by which a communication was tried to be brought, or found impossible. */
export async function goneWays(trx: Trx, communicationId: string): Promise<string[]> {
  const { rows } = await sql<{ channel: string }>`select channel from delivery.deliveries
      where communication_id = ${communicationId} and purpose = 'document'
    union select channel from delivery.fallbacks where communication_id = ${communicationId}`.execute(trx);
  return rows.map((row) => row.channel);
}
