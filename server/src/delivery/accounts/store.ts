import { sql } from 'kysely';
import { idOrNull, newId } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { Trx } from '../store.ts';
import type { SentChannel } from './adapter.ts';
import type { Circuit } from './circuit.ts';
import type { Account, AccountState, Tally } from './types.ts';

/** SQL of accounts and of how they fare. */

type Reader = Db | Trx;

const columns = sql.raw(`a.id, a.channel, a.kind, a.name, a.brands, a.rank, a.settings, a.per_second as "perSecond", a.prices, a.currency,
  a.keep_order as "keepOrder", a.revision, a.secrets`);

export type StoredAccount = Account & { readonly secrets: Buffer | null };

export async function accountsOf(db: Reader): Promise<StoredAccount[]> {
  const { rows } = await sql<StoredAccount>`select ${columns} from delivery.accounts a order by a.channel, a.rank, a.id`.execute(db);
  return rows;
}

export async function findAccount(db: Reader, id: string, lock = false): Promise<StoredAccount | undefined> {
  const { rows } = await sql<StoredAccount>`select ${columns} from delivery.accounts a where a.id = ${idOrNull(id)}
    ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0];
}

/** False when another account of the channel has this name. */
export async function keepAccount(trx: Trx, account: StoredAccount, now: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into delivery.accounts as a (id, channel, kind, name, brands, rank, settings, secrets, per_second, prices, currency, keep_order,
      revision, created_at, changed_at)
    select ${account.id}, ${account.channel}, ${account.kind}, ${account.name}, ${[...account.brands]}::text[], ${account.rank},
      ${JSON.stringify(account.settings)}::jsonb, ${account.secrets}, ${account.perSecond}, ${JSON.stringify(account.prices)}::jsonb,
      ${account.currency}, ${account.keepOrder}, 1, ${now}, ${now}
    where not exists (select from delivery.accounts o
      where o.channel = ${account.channel} and lower(o.name) = lower(${account.name}) and o.id <> ${account.id})
    on conflict (id) do update set name = excluded.name, brands = excluded.brands, rank = excluded.rank, settings = excluded.settings,
      secrets = excluded.secrets, per_second = excluded.per_second, prices = excluded.prices, currency = excluded.currency,
      keep_order = excluded.keep_order, revision = a.revision + 1, changed_at = excluded.changed_at
    returning id`.execute(trx);
  return rows.length > 0;
}

export async function deleteAccount(trx: Trx, { id, channel }: Pick<Account, 'id' | 'channel'>): Promise<void> {
  await sql`delete from delivery.accounts where id = ${idOrNull(id)}`.execute(trx);
  for (const table of ['account_states', 'account_minutes', 'account_errors', 'account_events']) {
    await sql`delete from ${sql.table(`delivery.${table}`)} where channel = ${channel} and account = ${id}`.execute(trx);
  }
}

const stateColumns = sql.raw(`channel, account, up, since, error, paused_at as "pausedAt", paused_by as "pausedBy",
  jsonb_build_object('state', circuit, 'failures', failures, 'openings', openings) as circuit, probe_at as "probeAt"`);
type StateRow = Omit<AccountState, 'circuit'> & { readonly circuit: Omit<Circuit, 'probeAt'>; readonly probeAt: Date | null };
const stateOf = ({ circuit, probeAt, ...row }: StateRow): AccountState => ({ ...row, circuit: { ...circuit, probeAt } });

export async function accountStates(db: Reader): Promise<AccountState[]> {
  const { rows } = await sql<StateRow>`select ${stateColumns} from delivery.account_states order by channel, account`.execute(db);
  return rows.map(stateOf);
}

/** Undefined: nothing happened yet, all is well. */
export async function accountState(
  db: Reader,
  { channel, account }: Pick<AccountState, 'channel' | 'account'>,
  lock = false,
): Promise<AccountState | undefined> {
  const { rows } = await sql<StateRow>`select ${stateColumns} from delivery.account_states
    where channel = ${channel} and account = ${account} ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0] === undefined ? undefined : stateOf(rows[0]);
}

/** Keeps the circuit; `up` follows from it, and since when. */
export async function keepCircuit(
  trx: Trx,
  { channel, account }: Pick<AccountState, 'channel' | 'account'>,
  circuit: Circuit,
  error: string | null,
  now: Date,
): Promise<void> {
  const up = circuit.state === 'closed';
  await sql`insert into delivery.account_states as s (channel, account, up, since, error, circuit, failures, openings, probe_at)
    values (${channel}, ${account}, ${up}, ${now}, ${error}, ${circuit.state}, ${circuit.failures}, ${circuit.openings}, ${circuit.probeAt})
    on conflict (channel, account) do update set up = excluded.up, error = excluded.error, circuit = excluded.circuit,
      failures = excluded.failures, openings = excluded.openings, probe_at = excluded.probe_at,
      since = case when s.up = excluded.up then s.since else excluded.since end`.execute(trx);
}

/** Takes the right to try an account whose circuit is open; only one has it at a time. */
export async function takeProbe(
  trx: Trx,
  { channel, account }: Pick<AccountState, 'channel' | 'account'>,
  now: Date,
  until: Date,
): Promise<boolean> {
  const { rows } = await sql`update delivery.account_states set circuit = 'half-open', probe_at = ${until}
    where channel = ${channel} and account = ${account} and circuit <> 'closed' and probe_at <= ${now} returning 1`.execute(trx);
  return rows.length > 0;
}

/** Pauses an account, or lets it go on. @returns false when it was so already */
export async function setPaused(
  trx: Trx,
  { channel, account }: { readonly channel: string; readonly account: string },
  paused: { readonly at: Date; readonly by: string } | null,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`insert into delivery.account_states as s (channel, account, since, paused_at, paused_by)
    values (${channel}, ${account}, ${now}, ${paused?.at ?? null}, ${paused?.by ?? null})
    on conflict (channel, account) do update set paused_at = excluded.paused_at, paused_by = excluded.paused_by
      where (s.paused_at is null) <> (excluded.paused_at is null)
    returning paused_at`.execute(trx);
  return rows.length > 0;
}

/** Counts what became of attempts, and equal errors together. */
export async function countAttempts(
  trx: Trx,
  { channel, account }: { readonly channel: string; readonly account: string },
  t: Tally,
  now: Date,
): Promise<void> {
  await sql`insert into delivery.account_minutes as m (channel, account, minute, sent, refused, deferred, throttled, down, unknown, segments, cost)
    values (${channel}, ${account}, date_trunc('minute', ${now}::timestamptz), ${t.sent}, ${t.refused}, ${t.deferred}, ${t.throttled},
      ${t.down}, ${t.unknown}, ${t.segments}, ${t.cost})
    on conflict (channel, account, minute) do update set sent = m.sent + excluded.sent, refused = m.refused + excluded.refused,
      deferred = m.deferred + excluded.deferred, throttled = m.throttled + excluded.throttled, down = m.down + excluded.down,
      unknown = m.unknown + excluded.unknown, segments = m.segments + excluded.segments, cost = m.cost + excluded.cost`.execute(trx);
}

export async function keepErrors(
  trx: Trx,
  { channel, account }: { readonly channel: string; readonly account: string },
  errors: ReadonlyMap<string, { readonly error: string; readonly times: number }>,
  now: Date,
): Promise<void> {
  const forms = [...errors.keys()].sort();
  if (forms.length === 0) return;
  await sql`insert into delivery.account_errors as e (channel, account, form, error, times, last_at)
    select ${channel}, ${account}, f.form, f.error, f.times, ${now}
    from unnest(${forms}::text[], ${forms.map((form) => errors.get(form)!.error)}::text[], ${forms.map((form) => errors.get(form)!.times)}::integer[])
      as f (form, error, times)
    on conflict (channel, account, form) do update set error = excluded.error, times = e.times + excluded.times, last_at = excluded.last_at`.execute(
    trx,
  );
}

export async function addEvent(
  trx: Trx,
  event: { readonly channel: string; readonly account: string; readonly kind: string; readonly detail: string },
  now: Date,
): Promise<void> {
  await sql`insert into delivery.account_events (id, channel, account, at, kind, detail)
    values (${newId()}, ${event.channel}, ${event.account}, ${now}, ${event.kind}, ${event.detail})`.execute(trx);
}

/** Sums since a moment, by account. */
export async function talliesSince(
  db: Reader,
  since: Date,
): Promise<(Tally & { readonly channel: SentChannel; readonly account: string })[]> {
  const { rows } = await sql<Tally & { channel: SentChannel; account: string }>`select channel, account, sum(sent)::int as sent,
      sum(refused)::int as refused, sum(deferred)::int as deferred, sum(throttled)::int as throttled, sum(down)::int as down,
      sum(unknown)::int as unknown, sum(segments)::int as segments, sum(cost)::float8 as cost
    from delivery.account_minutes where minute >= ${since} group by channel, account`.execute(db);
  return rows;
}

/** Answers and failures of one account since a moment: what its circuit goes by. */
export async function answersSince(
  trx: Trx,
  { channel, account }: Pick<AccountState, 'channel' | 'account'>,
  since: Date,
): Promise<{ answered: number; failed: number }> {
  const { rows } = await sql<{ answered: number; failed: number }>`select
      coalesce(sum(sent + refused + deferred + throttled), 0)::int as answered, coalesce(sum(down + unknown), 0)::int as failed
    from delivery.account_minutes where channel = ${channel} and account = ${account} and minute >= ${since}`.execute(trx);
  return rows[0]!;
}
