import type { DomainLimit } from '@posthorn/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/platform.ts';
import type { Trx } from '../store.ts';
import type { RunningWarmUp, WarmUpPlan } from './rules.ts';

/** All SQL of limits by domain and of warm-up plans. */

export async function limitsOf(db: Db | Trx): Promise<readonly DomainLimit[]> {
  const { rows } = await sql<{ domain: string; perHour: number | null; atOnce: number | null }>`select domain, per_hour as "perHour",
    at_once as "atOnce" from delivery.domain_limits order by domain`.execute(db);
  return rows.map(({ domain, perHour, atOnce }) => ({
    domain,
    ...(perHour === null ? {} : { perHour }),
    ...(atOnce === null ? {} : { atOnce }),
  }));
}

export async function keepLimit(
  trx: Trx,
  { domain, perHour = null, atOnce = null }: { domain: string; perHour?: number | null; atOnce?: number | null },
): Promise<void> {
  if (perHour === null && atOnce === null) {
    await sql`delete from delivery.domain_limits where domain = ${domain}`.execute(trx);
    return;
  }
  await sql`insert into delivery.domain_limits (domain, per_hour, at_once) values (${domain}, ${perHour}, ${atOnce})
    on conflict (domain) do update set per_hour = excluded.per_hour, at_once = excluded.at_once`.execute(trx);
}

export async function warmUpsOf(db: Db | Trx): Promise<readonly RunningWarmUp[]> {
  const { rows } = await sql<RunningWarmUp>`select account, since::text as since, first_day as "firstDay", growth, last
    from delivery.warm_ups order by account`.execute(db);
  return rows;
}

export async function keepWarmUp(trx: Trx, account: string, plan: WarmUpPlan | undefined, today: string): Promise<void> {
  await sql`delete from delivery.warm_ups where account = ${account}`.execute(trx);
  await sql`delete from delivery.paces where key = ${`account ${account}`}`.execute(trx);
  if (plan === undefined) return;
  await sql`insert into delivery.warm_ups (account, since, first_day, growth, last)
    values (${account}, ${today}::date, ${plan.firstDay}, ${plan.growth}, ${plan.last})`.execute(trx);
}

/** When the next mail may go under each of these limits, locked until the commit: nobody else gives the same turn. */
export async function lockPaces(trx: Trx, keys: readonly string[]): Promise<Map<string, Date>> {
  const sorted = [...new Set(keys)].sort();
  await sql`insert into delivery.paces (key, next_at) select key, '-infinity' from unnest(${sorted}::text[]) as k (key)
    on conflict do nothing`.execute(trx);
  const { rows } = await sql<{ key: string; nextAt: Date | null }>`select key, nullif(next_at, '-infinity') as "nextAt" from delivery.paces
    where key = any(${sorted}::text[]) order by key for update`.execute(trx);
  return new Map(rows.flatMap(({ key, nextAt }) => (nextAt === null ? [] : [[key, nextAt] as const])));
}

export async function keepPaces(trx: Trx, paces: ReadonlyMap<string, Date>): Promise<void> {
  await sql`update delivery.paces p set next_at = n.next_at
    from unnest(${[...paces.keys()]}::text[], ${[...paces.values()]}::timestamptz[]) as n (key, next_at) where p.key = n.key`.execute(trx);
}

/** The turns that these deliveries have been given; those that have none are not in the map. */
export async function turnsOf(trx: Trx, which: readonly { readonly id: string; readonly month: string }[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`update delivery.deliveries d set turn_at = null
    from unnest(${which.map((one) => one.id)}::uuid[], ${which.map((one) => one.month)}::date[]) as w (id, month)
    where d.id = w.id and d.month = w.month and d.turn_at is not null returning d.id`.execute(trx);
  return new Set(rows.map((row) => row.id));
}

/** Gives claimed deliveries back until their turns, as if they had not been claimed. */
export async function putOff(
  trx: Trx,
  which: readonly { readonly id: string; readonly month: string; readonly until: Date; readonly keepsTurn: boolean }[],
): Promise<void> {
  await sql`update delivery.deliveries d set state = 'queued', attempts = d.attempts - 1, claimed_by = null, claimed_at = null,
      next_attempt_at = w.until, turn_at = case when w.keeps then w.until end
    from unnest(${which.map((one) => one.id)}::uuid[], ${which.map((one) => one.month)}::date[], ${which.map((one) => one.until)}::timestamptz[],
      ${which.map((one) => one.keepsTurn)}::boolean[]) as w (id, month, until, keeps)
    where d.id = w.id and d.month = w.month and d.state = 'sending'`.execute(trx);
}

/** Mails of an account that are in hand right now, by the domain that they go to. */
export async function inHand(trx: Trx, account: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ domain: string; mails: number }>`select lower(split_part(address, '@', 2)) as domain, count(*)::int as mails
    from delivery.deliveries where state = 'sending' and channel = 'email' and account = ${account} group by 1`.execute(trx);
  return new Map(rows.map(({ domain, mails }) => [domain, mails]));
}
