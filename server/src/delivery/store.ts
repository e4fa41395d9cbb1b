import { sql, type Transaction } from 'kysely';
import { ensureMonth, isId, newId } from '../platform/db/index.ts';
import type { Db } from '../platform/platform.ts';
import type { DeliveryState } from './states.ts';
import type { ClaimedDelivery, Delivery, NewDelivery, NewReceipt, StateChange } from './types.ts';

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
export type Trx = Transaction<any>;
type Reader = Db | Trx;

/** The columns of a delivery under the names of its type. */
const columns = sql.raw(`d.id, d.month::text as month, d.communication_id as "communicationId", d.customer_id as "customerId",
  d.run_id as "runId", d.channel, d.purpose, d.copy, d.address, d.state, d.attempts, d.next_attempt_at as "nextAttemptAt",
  d.message_id as "messageId", d.last_error as "lastError", d.account, d.created_at as "createdAt", d.changed_at as "changedAt"`);
const claimedColumns = sql`${columns}, d.claimed_by as "claimedBy", d.claimed_at as "claimedAt", d.redriven_at as "redrivenAt"`;
const changed = sql.raw(`d.id as "deliveryId", d.month::text as month, d.communication_id as "communicationId",
  d.customer_id as "customerId", d.run_id as "runId", d.channel, d.purpose, d.copy, old.state as "from", d.state as "to"`);

/** Writes deliveries that are not there yet, and says which were new. */
export async function insertDeliveries(trx: Trx, deliveries: readonly NewDelivery[], now: Date): Promise<StateChange[]> {
  for (const month of new Set(deliveries.map((one) => one.month))) {
    for (const table of ['deliveries', 'receipts', 'sent_messages']) await ensureMonth(trx, `delivery.${table}`, month);
  }
  const column = <K extends keyof NewDelivery>(name: K) => deliveries.map((one) => one[name]);
  const { rows } = await sql<Omit<StateChange, 'from'>>`
    insert into delivery.deliveries as d (id, month, communication_id, customer_id, run_id, channel, purpose, copy, address, state,
      next_attempt_at, last_error, account, ordered, not_before, created_at, changed_at)
    select *, ${now}::timestamptz, ${now}::timestamptz from unnest(${column('id')}::uuid[], ${column('month')}::date[],
      ${column('communicationId')}::uuid[], ${column('customerId')}::uuid[], ${column('runId')}::uuid[], ${column('channel')}::text[],
      ${column('purpose')}::text[], ${deliveries.map((one) => one.copy ?? 0)}::smallint[], ${column('address')}::text[], ${column('state')}::text[], ${column('nextAttemptAt')}::timestamptz[],
      ${column('lastError')}::text[], ${deliveries.map((one) => one.account ?? 'default')}::text[],
      ${deliveries.map((one) => one.ordered ?? false)}::boolean[], ${deliveries.map((one) => one.notBefore ?? null)}::timestamptz[])
    on conflict (communication_id, channel, purpose, copy, month) do nothing
    returning d.id as "deliveryId", d.month::text as month, d.communication_id as "communicationId", d.customer_id as "customerId",
      d.run_id as "runId", d.channel, d.purpose, d.copy, d.state as "to"`.execute(trx);
  return rows;
}

/**
 * Takes deliveries that are due into this process's hand. They may be sent once the transaction is committed, not before. One that keeps its
 * customer's order waits until no earlier one of the channel is queued or under way.
 */
export async function claimDue(
  trx: Trx,
  { channel, account }: { readonly channel: string; readonly account: string },
  owner: string,
  now: Date,
  limit: number,
): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<ClaimedDelivery>`
    with due as materialized (
      select id, month from delivery.deliveries
      where channel = ${channel} and account = ${account} and state = 'queued' and next_attempt_at <= ${now}
        and not (ordered and exists (select 1 from delivery.deliveries e where e.customer_id = deliveries.customer_id
          and e.channel = deliveries.channel and e.id < deliveries.id and e.state in ('queued', 'sending')))
        and not exists (select 1 from delivery.cancelled_runs c where c.run_id = deliveries.run_id)
        and not exists (select 1 from delivery.withheld w where w.delivery_id = deliveries.id and w.month = deliveries.month)
        -- A mail with a part that may not go out any more is about to be built again.
        and not exists (select 1 from delivery.digest_parts g join delivery.deliveries p on p.id = g.delivery_id and p.month = g.month
          where g.carrier_id = deliveries.id and p.state = 'queued' and (
            exists (select 1 from delivery.withheld w where w.delivery_id = p.id and w.month = p.month)
            or exists (select 1 from delivery.cancelled_runs c where c.run_id = p.run_id)))
      order by next_attempt_at limit ${limit} for update skip locked)
    update delivery.deliveries d
    set state = 'sending', attempts = d.attempts + 1, claimed_by = ${owner}, claimed_at = ${now}, changed_at = ${now}
    from due where d.id = due.id and d.month = due.month
    returning ${claimedColumns}`.execute(trx);
  return rows;
}

/** What a claim took, when nobody knows whether its transaction was committed. */
export async function claimsOf(trx: Trx, owner: string): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<ClaimedDelivery>`select ${claimedColumns}
    from delivery.deliveries d where d.state = 'sending' and d.claimed_by = ${owner}`.execute(trx);
  return rows;
}

/** What is to become of a claimed delivery. */
export interface ClaimEnd {
  readonly id: string;
  readonly month: string;
  readonly state: DeliveryState;
  readonly nextAttemptAt: Date | null;
  readonly error: string | null;
  /** Kept as it is when null. */
  readonly messageId: string | null;
  /** False gives the attempt back: it was never begun. */
  readonly attempted: boolean;
}

/** Ends claims of this owner; also those meanwhile given up as unknown, whose fate the owner does know. */
export async function endClaims(trx: Trx, owner: string, ends: readonly ClaimEnd[], now: Date): Promise<StateChange[]> {
  const column = <K extends keyof ClaimEnd>(name: K) => ends.map((one) => one[name]);
  const { rows } = await sql<StateChange>`
    with ends as (select * from unnest(${column('id')}::uuid[], ${column('month')}::date[], ${column('state')}::text[],
        ${column('nextAttemptAt')}::timestamptz[], ${column('error')}::text[], ${column('messageId')}::text[],
        ${column('attempted')}::boolean[]) as e (id, month, state, next_attempt_at, error, message_id, attempted)),
    old as (select d.id, d.month, d.state from delivery.deliveries d join ends e on d.id = e.id and d.month = e.month
      where d.state in ('sending', 'unknown') and d.claimed_by = ${owner} order by d.id for update of d)
    update delivery.deliveries d
    set state = e.state, next_attempt_at = e.next_attempt_at, last_error = e.error, changed_at = ${now},
      message_id = coalesce(e.message_id, d.message_id), attempts = d.attempts - (case when e.attempted then 0 else 1 end),
      claimed_by = case when e.state = 'unknown' then d.claimed_by end, claimed_at = case when e.state = 'unknown' then d.claimed_at end
    from old join ends e on e.id = old.id where d.id = old.id and d.month = old.month
    returning ${changed}`.execute(trx);
  return rows;
}

/** Everybody who has deliveries in hand. */
export async function claimOwners(db: Reader): Promise<{ readonly owner: string; readonly since: Date }[]> {
  const { rows } = await sql<{ owner: string; since: Date }>`select claimed_by as owner, min(claimed_at) as since
    from delivery.deliveries where state = 'sending' and claimed_by is not null group by claimed_by`.execute(db);
  return rows;
}

/** The claims of owners that died: nobody knows how far they came. */
export async function abandonClaims(trx: Trx, owners: readonly string[], error: string, now: Date): Promise<StateChange[]> {
  const { rows } = await sql<StateChange>`
    with old as (select id, month, state from delivery.deliveries
      where state = 'sending' and claimed_by = any(${owners}::text[]) order by id for update)
    update delivery.deliveries d set state = 'unknown', last_error = ${error}, changed_at = ${now}
    from old where d.id = old.id and d.month = old.month
    returning ${changed}`.execute(trx);
  return rows;
}

/** Moves deliveries that are in state `from`; others stay as they are. */
export async function moveDeliveries(
  trx: Trx,
  which: readonly { readonly id: string; readonly month: string }[],
  move: { readonly from: DeliveryState; readonly to: DeliveryState; readonly nextAttemptAt?: Date; readonly error?: string },
  now: Date,
): Promise<StateChange[]> {
  const { rows } = await sql<StateChange>`
    with old as (select d.id, d.month, d.state from delivery.deliveries d
      join unnest(${which.map((one) => one.id)}::uuid[], ${which.map((one) => one.month)}::date[]) as w (id, month)
        on d.id = w.id and d.month = w.month
      where d.state = ${move.from} order by d.id for update of d)
    update delivery.deliveries d
    set state = ${move.to}, next_attempt_at = ${move.nextAttemptAt ?? null}, last_error = ${move.error ?? null},
      claimed_by = null, claimed_at = null, changed_at = ${now}
    from old where d.id = old.id and d.month = old.month
    returning ${changed}`.execute(trx);
  return rows;
}

/** Cancels queued deliveries of cancelled runs, some at a time. Letters that lie in a print stream are as good as printed. */
export async function cancelQueued(trx: Trx, limit: number, now: Date): Promise<StateChange[]> {
  const { rows } = await sql<StateChange>`
    with old as materialized (select d.id, d.month, d.state
      from delivery.cancelled_runs c join delivery.deliveries d on d.run_id = c.run_id and d.state = 'queued'
      where not exists (select 1 from delivery.mail_pieces p where p.delivery_id = d.id)
      limit ${limit} for update of d skip locked)
    update delivery.deliveries d set state = 'cancelled', next_attempt_at = null, last_error = null, changed_at = ${now}
    from old where d.id = old.id and d.month = old.month
    returning ${changed}`.execute(trx);
  return rows;
}

/** What waits for a customer on some channels, or is being tried. */
export async function underWayTo(trx: Trx, customerId: string, channels: readonly string[]): Promise<readonly Delivery[]> {
  const { rows } = await sql<Delivery>`select ${columns} from delivery.deliveries d
    where d.customer_id = ${customerId} and d.state in ('queued', 'sending') and (d.channel = any(${[...channels]}::text[])
      or (d.purpose = 'notice' and 'portal' = any(${[...channels]}::text[])))`.execute(trx);
  return rows;
}

/** Keeps that these deliveries may not go out any more: nobody claims them from the commit on. */
export async function keepWithheld(
  trx: Trx,
  which: readonly { readonly id: string; readonly month: string }[],
  reason: string,
  now: Date,
): Promise<void> {
  await sql`insert into delivery.withheld (delivery_id, month, reason, at)
    select id, month, ${reason}, ${now} from unnest(${which.map((one) => one.id)}::uuid[], ${which.map((one) => one.month)}::date[]) as w (id, month)
    on conflict do nothing`.execute(trx);
}

/** Cancels withheld deliveries that are queued, some at a time; letters in a print stream are as good as printed. */
export async function cancelWithheld(trx: Trx, limit: number, now: Date): Promise<(StateChange & { readonly reason: string })[]> {
  const { rows } = await sql<StateChange & { readonly reason: string }>`
    with old as materialized (select d.id, d.month, d.state, w.reason
      from delivery.withheld w join delivery.deliveries d on d.id = w.delivery_id and d.month = w.month and d.state = 'queued'
      where not exists (select 1 from delivery.mail_pieces p where p.delivery_id = d.id)
      limit ${limit} for update of d skip locked)
    update delivery.deliveries d set state = 'cancelled', next_attempt_at = null, last_error = old.reason, changed_at = ${now}
    from old where d.id = old.id and d.month = old.month
    returning ${changed}, old.reason`.execute(trx);
  return rows;
}

/** Forgets the withholding of deliveries that have come to their end. */
export async function forgetWithheld(trx: Trx): Promise<void> {
  await sql`delete from delivery.withheld w using delivery.deliveries d
    where d.id = w.delivery_id and d.month = w.month and d.state not in ('queued', 'sending', 'unknown')`.execute(trx);
}

/** Adds to the counters what the changes say. In a fixed order, so that two transactions cannot wait for each other. */
export async function countChanges(trx: Trx, changes: readonly StateChange[]): Promise<void> {
  const sums = new Map<string, { run: string; channel: string; purpose: string; state: string; by: number }>();
  const add = (change: StateChange, state: DeliveryState, by: number) => {
    const key = { run: change.runId ?? noRun, channel: change.channel, purpose: change.purpose, state };
    const text = Object.values(key).join(' ');
    sums.set(text, { ...key, by: (sums.get(text)?.by ?? 0) + by });
  };
  for (const change of changes) {
    if (change.from !== undefined) add(change, change.from, -1);
    add(change, change.to, 1);
  }
  const rows = [...sums].filter(([, row]) => row.by !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  if (rows.length === 0) return;
  const column = (name: 'run' | 'channel' | 'purpose' | 'state' | 'by') => rows.map(([, row]) => row[name]);
  await sql`insert into delivery.counters as c (run_id, channel, purpose, state, deliveries)
    select * from unnest(${column('run')}::uuid[], ${column('channel')}::text[], ${column('purpose')}::text[], ${column('state')}::text[],
      ${column('by')}::integer[])
    on conflict (run_id, channel, purpose, state) do update set deliveries = c.deliveries + excluded.deliveries`.execute(trx);
}

export async function insertReceipts(trx: Trx, receipts: readonly NewReceipt[], now: Date): Promise<void> {
  if (receipts.length === 0) return;
  await sql`insert into delivery.receipts (id, month, delivery_id, at, kind, detail)
    select id, month, delivery_id, ${now}, kind, detail from unnest(${receipts.map(() => newId())}::uuid[],
      ${receipts.map((one) => one.month)}::date[], ${receipts.map((one) => one.deliveryId)}::uuid[], ${receipts.map((one) => one.kind)}::text[],
      ${receipts.map((one) => one.detail ?? null)}::text[]) as r (id, month, delivery_id, kind, detail)`.execute(trx);
}

/** One delivery, looked at or, with `lock`, taken for a change. */
export async function findDelivery(db: Reader, id: string, lock = false): Promise<Delivery | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await sql<Delivery>`select ${columns} from delivery.deliveries d where d.id = ${id}
    ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0];
}

export async function deliveriesById(db: Reader, ids: readonly string[]): Promise<Delivery[]> {
  if (ids.length === 0) return [];
  const { rows } =
    await sql<Delivery>`select ${columns} from delivery.deliveries d where d.id = any(${[...ids]}::uuid[]) order by d.id`.execute(db);
  return rows;
}

export async function deliveriesOf(db: Reader, communicationIds: readonly string[]): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`select ${columns} from delivery.deliveries d
    where d.communication_id = any(${communicationIds}::uuid[]) order by d.id`.execute(db);
  return rows;
}

export interface Receipt {
  readonly deliveryId: string;
  readonly at: Date;
  readonly kind: string;
  readonly detail: string | null;
}

export async function receiptsOf(db: Reader, deliveryIds: readonly string[]): Promise<Receipt[]> {
  const { rows } = await sql<Receipt>`select delivery_id as "deliveryId", at, kind, detail from delivery.receipts
    where delivery_id = any(${deliveryIds}::uuid[]) order by id`.execute(db);
  return rows;
}

/** Deliveries in a state that needs a person, oldest first. */
export async function deliveriesIn(db: Reader, state: 'unknown' | 'failed', after: string | undefined, limit: number): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`select ${columns} from delivery.deliveries d
    where d.state = ${state} and d.id > ${after ?? noRun} order by d.id limit ${limit}`.execute(db);
  return rows;
}

export interface Count {
  readonly runId: string | null;
  readonly channel: string;
  readonly purpose: string;
  readonly state: DeliveryState;
  readonly deliveries: number;
}

/** The counters of some runs, or of all. */
export async function countsOf(db: Reader, runIds?: readonly string[]): Promise<Count[]> {
  const { rows } = await sql<Count>`select nullif(run_id, ${noRun}) as "runId", channel, purpose, state, deliveries
    from delivery.counters where deliveries > 0 ${runIds ? sql`and run_id = any(${runIds}::uuid[])` : sql``}`.execute(db);
  return rows;
}

/** Keeps by which ids the other side knows the parts of messages. */
export async function insertParts(
  trx: Trx,
  account: string,
  messages: readonly { readonly deliveryId: string; readonly messageIds: readonly string[] }[],
  now: Date,
): Promise<void> {
  const rows = messages.flatMap(({ deliveryId, messageIds }) =>
    messageIds.map((messageId, at) => ({ messageId, deliveryId, part: at + 1, parts: messageIds.length })),
  );
  if (rows.length === 0) return;
  await sql`insert into delivery.message_parts (account, message_id, delivery_id, part, parts, at)
    select ${account}, p.*, ${now} from unnest(${rows.map((one) => one.messageId)}::text[], ${rows.map((one) => one.deliveryId)}::uuid[],
      ${rows.map((one) => one.part)}::integer[], ${rows.map((one) => one.parts)}::integer[]) as p
    on conflict (account, message_id) do update set delivery_id = excluded.delivery_id, part = excluded.part, parts = excluded.parts,
      kind = null, at = excluded.at`.execute(trx);
}

export interface ChannelState {
  readonly channel: string;
  readonly account: string;
  readonly up: boolean;
  readonly since: Date;
  readonly error: string | null;
}

/** Whether the other sides answer: one row for each account that had to do with something. */
export async function channelStates(db: Reader): Promise<ChannelState[]> {
  const { rows } = await sql<ChannelState>`select channel, account, up, since, error from delivery.account_states
    order by channel, account`.execute(db);
  return rows;
}

const noRun = '00000000-0000-0000-0000-000000000000';
