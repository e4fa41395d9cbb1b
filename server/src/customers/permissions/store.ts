import { createHash } from 'node:crypto';
import type { ConsentText } from '@posthorn/contract';
import { sql, type Transaction } from 'kysely';
import { idOrNull, isId, newId } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { ConsentEntry, NewConsent, Permission } from './types.ts';

/** All SQL of consents. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

const entryColumns =
  sql.raw(`e.id, e.customer_id as "customerId", e.purpose, e.channel, e.act, e.at, e.address, e.text_id as "textId", e.way,
  e.evidence, e.until, e.noted_at as "notedAt", e.noted_by as "notedBy"`);
type EntryRow = Omit<ConsentEntry, 'address' | 'textId' | 'until'> & { address: string | null; textId: string | null; until: Date | null };

const entryOf = ({ address, textId, until, ...row }: EntryRow): ConsentEntry => ({
  ...row,
  address: address ?? undefined,
  textId: textId ?? undefined,
  until: until ?? undefined,
});

/** Waits until nobody else notes something of this customer, so that what follows from the ledger is made from all of it. */
export async function lockCustomer(trx: Trx, customerId: string): Promise<boolean> {
  const { rows } = await sql`select from customers.customers where id = ${idOrNull(customerId)} for update`.execute(trx);
  return rows.length > 0;
}

export async function insertConsents(
  trx: Trx,
  entries: readonly NewConsent[],
  noted: { readonly at: Date; readonly by: string },
): Promise<readonly ConsentEntry[]> {
  const made = entries.map((entry) => ({ ...entry, id: newId(), notedAt: noted.at, notedBy: noted.by }));
  await sql`insert into customers.consents (id, customer_id, purpose, channel, act, at, address, text_id, way, evidence, until, noted_at, noted_by)
    select id, customer_id, purpose, channel, act, at, address, text_id, way, evidence, until, ${noted.at}, ${noted.by}
    from jsonb_to_recordset(${JSON.stringify(made.map(rowOf))}::jsonb) as r (id uuid, customer_id uuid, purpose text, channel text, act text,
      at timestamptz, address text, text_id uuid, way text, evidence jsonb, until timestamptz)`.execute(trx);
  return made;
}

const rowOf = ({ customerId, textId, notedAt: _at, notedBy: _by, ...entry }: ConsentEntry) => ({
  ...entry,
  customer_id: customerId,
  text_id: textId,
});

/** The whole ledger of some customers, in no order. */
export async function entriesOf(db: Db | Trx, customerIds: readonly string[]): Promise<readonly ConsentEntry[]> {
  const { rows } = await sql<EntryRow>`select ${entryColumns} from customers.consents e
    where e.customer_id = any(${[...customerIds]}::uuid[])`.execute(db);
  return rows.map(entryOf);
}

/** Keeps what the ledger comes to. */
export async function replacePermissions(trx: Trx, permissions: readonly (Permission & { readonly customerId: string })[]): Promise<void> {
  if (permissions.length === 0) return;
  const rows = permissions.map(({ customerId, entryId, ...one }) => ({ ...one, customer_id: customerId, entry_id: entryId }));
  await sql`insert into customers.permissions as p (customer_id, purpose, channel, state, since, until, address, goods, entry_id)
    select customer_id, purpose, channel, state, since, until, address, goods, entry_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (customer_id uuid, purpose text, channel text, state text, since timestamptz,
      until timestamptz, address text, goods text[], entry_id uuid)
    on conflict (customer_id, purpose, channel) do update set state = excluded.state, since = excluded.since, until = excluded.until,
      address = excluded.address, goods = excluded.goods, entry_id = excluded.entry_id, ended_told_at = null`.execute(trx);
}

/** Consents that ended before now and of which nobody was told; they count as told from here on. */
export async function takeExpired(
  trx: Trx,
  now: Date,
  most: number,
): Promise<
  readonly { readonly customerId: string; readonly purpose: string; readonly channel: Permission['channel']; readonly until: Date }[]
> {
  const { rows } = await sql<{ customerId: string; purpose: string; channel: Permission['channel']; until: Date }>`
    update customers.permissions p set ended_told_at = ${now}
    from (select customer_id, purpose, channel from customers.permissions
      where state = 'granted' and until is not null and until < ${now} and ended_told_at is null
      order by customer_id, purpose, channel limit ${most} for update skip locked) e
    where p.customer_id = e.customer_id and p.purpose = e.purpose and p.channel = e.channel
    returning p.customer_id as "customerId", p.purpose, p.channel, p.until`.execute(trx);
  return rows;
}

/** What customers may be sent for a purpose, or for all; by customer. */
export async function permissionsOf(
  db: Db | Trx,
  customerIds: readonly string[],
  purpose?: string,
): Promise<ReadonlyMap<string, readonly Permission[]>> {
  const { rows } = await sql<Permission & { customerId: string }>`
    select customer_id as "customerId", purpose, channel, state, since, until, address, goods, entry_id as "entryId"
    from customers.permissions where customer_id = any(${[...customerIds]}::uuid[]) ${purpose === undefined ? sql`` : sql`and purpose = ${purpose}`}
    order by purpose, channel`.execute(db);
  return Map.groupBy(rows, (row) => row.customerId);
}

type TextRow = Omit<ConsentText, 'createdAt'> & { readonly createdAt: Date };
const textColumns = sql.raw('id, name, language, wording, created_at as "createdAt", created_by as "createdBy"');
const textOf = (row: TextRow): ConsentText => ({ ...row, createdAt: row.createdAt.toISOString() });

/** Keeps a wording; one that is there already is given back as it is. @returns the wording, and whether it is new */
export async function keepText(
  trx: Trx,
  text: Pick<ConsentText, 'name' | 'language' | 'wording'>,
  made: { readonly at: Date; readonly by: string },
): Promise<{ readonly text: ConsentText; readonly fresh: boolean }> {
  const hash = createHash('sha256').update(text.wording).digest('hex');
  const inserted = await sql<TextRow>`insert into customers.consent_texts (id, name, language, wording, hash, created_at, created_by)
    values (${newId()}, ${text.name}, ${text.language}, ${text.wording}, ${hash}, ${made.at}, ${made.by})
    on conflict (name, language, hash) do nothing returning ${textColumns}`.execute(trx);
  if (inserted.rows[0]) return { text: textOf(inserted.rows[0]), fresh: true };
  const known = await sql<TextRow>`select ${textColumns} from customers.consent_texts
    where name = ${text.name} and language = ${text.language} and hash = ${hash}`.execute(trx);
  return { text: textOf(known.rows[0]!), fresh: false };
}

/** Wordings, the newest of a name first; all, or those with these ids. */
export async function textsOf(db: Db | Trx, ids?: readonly string[]): Promise<readonly ConsentText[]> {
  const { rows } = await sql<TextRow>`select ${textColumns} from customers.consent_texts
    ${ids === undefined ? sql`` : sql`where id = any(${ids.filter(isId)}::uuid[])`} order by name, language, created_at desc`.execute(db);
  return rows.map(textOf);
}
