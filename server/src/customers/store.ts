import { sql, type Transaction } from 'kysely';
import { type CopyValue, copyRows, ensureMonth, monthOf, newId, withClient } from '../platform/db/index.ts';
import type { CustomerToWrite } from './import-customers.ts';
import { foldForSearch } from './rules.ts';
import type { ContactPoint, TimelineEntry } from './types.ts';

/** All writing SQL of customers. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

export async function knownCustomers(trx: Trx, numbers: readonly string[]): Promise<ReadonlyMap<string, { id: string; hash: string }>> {
  const { rows } = await sql<{ id: string; number: string; hash: string }>`
    select id, number, hash from customers.customers where number = any(${[...numbers]}::text[])`.execute(trx);
  return new Map(rows.map((row) => [row.number, row]));
}

const columns = [
  'id',
  'number',
  'name',
  'language',
  'country',
  'address',
  'attributes',
  'preferences',
  'wishes',
  'search',
  'hash',
  'created_at',
  'updated_at',
];

function rowOf(c: CustomerToWrite, at: Date): readonly CopyValue[] {
  return [c.id, c.number, c.name, c.language, c.country, c.address, c.attributes, c.preferences, c.wishes, searchText(c), c.hash, at, at];
}

function searchText(c: CustomerToWrite): string {
  const email = c.contactPoints.find((point) => point.channel === 'email')?.address;
  const person = c.address.lines.find((line) => line !== c.name);
  return foldForSearch([c.number, c.name, person, email, c.address.city].filter(Boolean).join(' '));
}

const pointColumns = ['id', 'customer_id', 'channel', 'address', 'state', 'state_reason'];
const pointRows = (customers: readonly CustomerToWrite[]): readonly CopyValue[][] =>
  customers.flatMap((c) => c.contactPoints.map((p) => [newId(), c.id, p.channel, p.address, p.state, p.stateReason]));

export async function insertCustomers(trx: Trx, customers: readonly CustomerToWrite[], at: Date): Promise<void> {
  if (customers.length === 0) return;
  await withClient(trx, async (client) => {
    await copyRows(
      client,
      'customers.customers',
      columns,
      customers.map((c) => rowOf(c, at)),
    );
    await copyRows(client, 'customers.contact_points', pointColumns, pointRows(customers));
  });
}

/** What was chosen or put right by people, devices that they turned on, and the state of contact points that stay, are kept. */
export async function replaceCustomers(trx: Trx, customers: readonly CustomerToWrite[], at: Date): Promise<void> {
  if (customers.length === 0) return;
  await sql`create temp table if not exists customers_stage (like customers.customers) on commit delete rows`.execute(trx);
  await sql`create temp table if not exists contact_points_stage (like customers.contact_points) on commit delete rows`.execute(trx);
  await sql`truncate customers_stage, contact_points_stage`.execute(trx);
  await withClient(trx, async (client) => {
    await copyRows(
      client,
      'customers_stage',
      columns,
      customers.map((c) => rowOf(c, at)),
    );
    await copyRows(client, 'contact_points_stage', pointColumns, pointRows(customers));
  });
  await sql`update customers.customers c set name = s.name, language = s.language, country = s.country,
      address = case when c.corrected_from = s.address then c.address else s.address end,
      corrected_from = case when c.corrected_from = s.address then s.address end,
      attributes = s.attributes, preferences = s.preferences, wishes = s.wishes, search = s.search, hash = s.hash, updated_at = s.updated_at
    from customers_stage s where c.id = s.id`.execute(trx);
  await sql`delete from customers.contact_points p using customers_stage c
    where p.customer_id = c.id and p.channel <> 'push' and not exists (
      select from contact_points_stage s where s.customer_id = p.customer_id and s.channel = p.channel and s.address = p.address)`.execute(
    trx,
  );
  await sql`insert into customers.contact_points select * from contact_points_stage
    on conflict (customer_id, channel, address) do nothing`.execute(trx);
}

/** An address of a representative or of a season is used again. */
export async function reviveAddress(trx: Trx, customerId: string, channel: string, address: string): Promise<void> {
  await sql`delete from customers.dead_addresses where customer_id = ${customerId} and channel = ${channel}
    and address = lower(${address})`.execute(trx);
}

/** Writes entries into the timelines, in the caller's transaction. */
export async function recordTimeline(trx: Trx, entries: readonly TimelineEntry[]): Promise<void> {
  if (entries.length === 0) return;
  for (const month of new Set(entries.map((entry) => monthOf(entry.at)))) await ensureMonth(trx, 'customers.timeline', month);
  const rows = entries.map((e) => [newId(), monthOf(e.at), e.customerId, e.at, e.type, e.summary, e.communicationId, e.data]);
  const names = ['id', 'month', 'customer_id', 'at', 'type', 'summary', 'communication_id', 'data'];
  await withClient(trx, (client) => copyRows(client, 'customers.timeline', names, rows));
}

/**
 * Keeps that an address does not work, or is not wanted, any more, in the caller's transaction; routing then takes another way. An opt-out is
 * never taken back by a bounce. An address that is none of the customer's contact points is that of somebody who stands for them, or of a season:
 * it is kept as dead. @returns whether anything changed
 */
export async function markContactPoint(
  trx: Trx,
  point: {
    readonly customerId: string;
    readonly channel: string;
    readonly address: string;
    readonly state: ContactPoint['state'];
    readonly reason: string;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`update customers.contact_points set state = ${point.state}, state_reason = ${point.reason}
    where customer_id = ${point.customerId} and channel = ${point.channel} and lower(address) = lower(${point.address})
      and state <> ${point.state} and state <> 'opted_out'`.execute(trx);
  if ((numAffectedRows ?? 0n) > 0n) return true;
  const added = await sql`insert into customers.dead_addresses (customer_id, channel, address, reason)
    select id, ${point.channel}, lower(${point.address}), ${point.reason} from customers.customers c where id = ${point.customerId}
      and (chosen_wishes is not null or wishes <> '{}') and not exists (select from customers.contact_points p
        where p.customer_id = c.id and p.channel = ${point.channel} and lower(p.address) = lower(${point.address}))
    on conflict do nothing`.execute(trx);
  return (added.numAffectedRows ?? 0n) > 0n;
}
