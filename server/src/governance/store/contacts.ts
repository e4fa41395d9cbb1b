import { sql } from 'kysely';
import { copyRows, ensureMonth, monthOf, withClient } from '../../platform/db/index.ts';
import type { ContactQuestion, ContactReason, PastContact } from '../types.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of what was decided about communications. */

export type ContactState = 'sent' | 'held' | 'waiting' | 'withheld' | 'cancelled';

/** What was decided about a communication last. */
export interface ContactRow extends Omit<ContactQuestion, 'id' | 'wishes' | 'together'> {
  readonly communicationId: string;
  readonly state: ContactState;
  readonly at: Date;
  readonly code: ContactReason;
  readonly rule: string | null;
  readonly policy: number;
  readonly until: Date | null;
  readonly priority: number;
  /** Hundredths of a cent. */
  readonly cost: number;
  readonly details: { readonly [name: string]: unknown };
}

export const contactColumns =
  sql.raw(`c.communication_id as "communicationId", c.customer_id as "customerId", c.household, c.run_id as "runId",
  c.template_id as "templateId", c.purpose, c.channel, c.matter, c.matter_key as "matterKey", c.valid_until as "validUntil", c.state, c.at, c.code,
  c.rule, c.policy, c.until, c.priority, c.approved, c.gathered, c.kept, c.held_since as "heldSince", c.digest,
  c.cost, c.details`);

/**
 * Nobody else decides about these households until the transaction ends. In one order everywhere, so that two chunks never wait for each other
 * crosswise.
 */
export async function lockHouseholds(trx: Trx, households: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(key) from (select distinct hashtextextended(household, 7001) as key
    from unnest(${arrayOf(households)}::text[]) as h (household) order by key) as keys`.execute(trx);
}

/** Nobody else spends money until the transaction ends. */
export async function lockSpending(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('governance.spending'))`.execute(trx);
}

/** Text form of an array: thousands of ids are written at once instead of one by one. */
const arrayOf = (ids: readonly string[]): string => `{${ids.join(',')}}`;

/**
 * What went out to some customers, or to those who live with them, since a moment: one query, each message once. Times come as numbers, which are
 * read several times as fast as dates.
 */
export async function contactsSince(
  db: Reader,
  who: { readonly customers: readonly string[]; readonly households: readonly string[] },
  since: Date,
): Promise<readonly PastContact[]> {
  const ofCustomers = sql`customer_id = any(${arrayOf(who.customers)}::uuid[])`;
  const ofHouseholds = sql`household = any(${arrayOf(who.households)}::uuid[])`;
  const { rows } = await sql<Omit<PastContact, 'at'> & { readonly at: number }>`
    select communication_id as "communicationId", customer_id as "customerId", household, (extract(epoch from at) * 1000)::float8 as at,
      purpose, channel, matter, matter_key as "matterKey", digest
    from governance.contacts where ${who.households.length === 0 ? ofCustomers : sql`(${ofCustomers} or ${ofHouseholds})`}
      and state = 'sent' and at > ${since} and month >= ${monthOf(since)}::date`.execute(db);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

/** What was decided about some communications. @param from the month of the oldest of them */
export async function contactsById(db: Reader, communicationIds: readonly string[], from?: string): Promise<readonly ContactRow[]> {
  const { rows } = await sql<ContactRow>`select ${contactColumns} from governance.contacts c
    where c.communication_id = any(${arrayOf(communicationIds)}::uuid[]) ${from === undefined ? sql`` : sql`and c.month >= ${from}::date`}`.execute(
    db,
  );
  return rows;
}

const copied = [
  ...['communication_id', 'month', 'customer_id', 'household', 'run_id', 'template_id', 'purpose', 'channel', 'matter', 'matter_key'],
  ...['valid_until', 'state', 'at', 'code', 'rule', 'policy', 'until', 'priority', 'approved', 'gathered', 'kept', 'digest'],
  ...['cost', 'held_since', 'details'],
];

/** Keeps what was decided about communications for the first time. */
export async function insertContacts(trx: Trx, rows: readonly ContactRow[]): Promise<void> {
  if (rows.length === 0) return;
  // Those that are decided together have one moment.
  const months = new Map([...new Set(rows.map((row) => row.at))].map((at) => [at, monthOf(at)]));
  for (const month of new Set(months.values())) await ensureMonth(trx, 'governance.contacts', month);
  const values = rows.map((row) => [
    ...[
      row.communicationId,
      months.get(row.at),
      row.customerId,
      row.household,
      row.runId,
      row.templateId,
      row.purpose,
      row.channel,
      row.matter,
    ],
    ...[row.matterKey, row.validUntil, row.state, row.at, row.code, row.rule, row.policy, row.until, row.priority],
    ...[`{${row.approved.join(',')}}`, row.gathered, row.kept, row.digest],
    ...[row.cost, row.heldSince, row.details],
  ]);
  await withClient(trx, (client) => copyRows(client, 'governance.contacts', copied, values));
}

/** Keeps what was decided about communications that were held or waited. */
export async function updateContacts(trx: Trx, rows: readonly ContactRow[]): Promise<void> {
  if (rows.length === 0) return;
  for (const month of new Set(rows.map((row) => monthOf(row.at)))) await ensureMonth(trx, 'governance.contacts', month);
  const changes = rows.map(({ communicationId, at, ...row }) => ({ ...row, id: communicationId, at, month: monthOf(at) }));
  await sql`update governance.contacts c set month = r.month, state = r.state, at = r.at, code = r.code, rule = r.rule, policy = r.policy,
      until = r.until, priority = r.priority, approved = r.approved, gathered = r.gathered, kept = r.kept, held_since = r."heldSince", digest = r.digest,
      cost = r.cost, details = r.details
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as r (id uuid, month date, state text, at timestamptz, code text, rule text,
      policy integer, until timestamptz, priority smallint, approved text[], gathered boolean, kept boolean, "heldSince" timestamptz, digest uuid,
      cost integer, details jsonb)
    where c.communication_id = r.id and c.state in ('held', 'waiting')`.execute(trx);
}

/** Held messages whose time has come, the higher priority first; they are told of once. Those of one customer's digest are taken together. */
export async function takeDue(trx: Trx, now: Date, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with first as materialized (select communication_id, month, priority, until, customer_id, kept from governance.contacts
      where state = 'held' and until <= ${now} order by priority desc, until limit ${limit} for update skip locked),
    others as materialized (select communication_id, month, priority, until from governance.contacts
      where state = 'held' and kept and until <= ${now} and customer_id in (select customer_id from first where kept)
        and communication_id not in (select communication_id from first) for update skip locked),
    due as (select communication_id, month, priority, until from first union all select * from others),
    taken as (update governance.contacts c set until = null from due where c.communication_id = due.communication_id and c.month = due.month)
    select communication_id as id from due order by priority desc, until, communication_id`.execute(trx);
  return rows.map((row) => row.id);
}

/** Messages that went out after all did not, or will not go any more: they count no longer. */
export async function cancelContacts(trx: Trx, communicationIds: readonly string[], now: Date): Promise<readonly ContactRow[]> {
  const { rows } = await sql<ContactRow>`with old as (select * from governance.contacts
      where communication_id = any(${[...communicationIds]}::uuid[]) and state in ('sent', 'held', 'waiting') for update),
    cancelled as (update governance.contacts c set state = 'cancelled', until = null, details = c.details || jsonb_build_object('cancelledAt', ${now}::timestamptz)
      from old where c.communication_id = old.communication_id and c.month = old.month)
    select ${contactColumns} from old c`.execute(trx);
  return rows;
}

/** Held and waiting messages of a run that was cancelled. */
export async function openContactsOf(trx: Trx, runId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select communication_id as id from governance.contacts
    where run_id = ${runId} and state in ('held', 'waiting')`.execute(trx);
  return rows.map((row) => row.id);
}
