import { sql, type Transaction } from 'kysely';
import { idOrNull, isId } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { MailKeyRow } from './types.ts';

/** All SQL of the keys by which mails to customers are encrypted. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

const columns =
  sql.raw(`k.id, k.customer_id as "customerId", k.address, k.kind, k.fingerprint, k.key, k.holder, k.issuer, k.algorithm, k.begins,
  k.ends, k.revoked, k.can_encrypt as "canEncrypt", k.added_at as "addedAt", k.added_by as "addedBy"`);

/** The keys of some customers, those that came last first. */
export async function mailKeysOf(db: Db | Trx, customerIds: readonly string[]): Promise<MailKeyRow[]> {
  const { rows } = await sql<MailKeyRow>`select ${columns} from customers.mail_keys k
    where k.customer_id = any(${customerIds.filter(isId)}::uuid[]) order by k.added_at desc, k.id desc`.execute(db);
  return rows;
}

/** Keeps a key; one that is there already is renewed, for an OpenPGP key may have got a later end. */
export async function keepMailKey(trx: Trx, key: MailKeyRow): Promise<void> {
  await sql`insert into customers.mail_keys (id, customer_id, address, kind, fingerprint, key, holder, issuer, algorithm, begins, ends, revoked,
      can_encrypt, added_at, added_by)
    values (${key.id}, ${key.customerId}, ${key.address}, ${key.kind}, ${key.fingerprint}, ${key.key}, ${key.holder}, ${key.issuer}, ${key.algorithm},
      ${key.begins}, ${key.ends}, ${key.revoked}, ${key.canEncrypt}, ${key.addedAt}, ${key.addedBy})
    on conflict (customer_id, address, fingerprint) do update set key = excluded.key, holder = excluded.holder, algorithm = excluded.algorithm,
      ends = excluded.ends, revoked = excluded.revoked, can_encrypt = excluded.can_encrypt, added_at = excluded.added_at,
      added_by = excluded.added_by`.execute(trx);
}

/** @returns what was taken away; undefined when there was no such key */
export async function deleteMailKey(
  trx: Trx,
  customerId: string,
  id: string,
): Promise<Pick<MailKeyRow, 'address' | 'kind' | 'fingerprint'> | undefined> {
  const { rows } = await sql<Pick<MailKeyRow, 'address' | 'kind' | 'fingerprint'>>`delete from customers.mail_keys
    where customer_id = ${idOrNull(customerId)} and id = ${idOrNull(id)} returning address, kind, fingerprint`.execute(trx);
  return rows[0];
}

/** The valid e-mail addresses of a customer, as they are; undefined when there is no such customer. */
export async function mailAddressesOf(trx: Trx, customerId: string): Promise<readonly string[] | undefined> {
  const { rows } = await sql<{ address: string | null }>`select p.address from customers.customers c
    left join customers.contact_points p on p.customer_id = c.id and p.channel = 'email' and p.state <> 'unknown'
    where c.id = ${idOrNull(customerId)} order by p.id for update of c`.execute(trx);
  return rows.length === 0 ? undefined : rows.flatMap(({ address }) => address ?? []);
}

export interface EndingKeyRow extends MailKeyRow {
  readonly number: string;
  readonly name: string;
}

/**
 * Keys that end before a moment or hold no more, where the customer has none at that address that would take their place; the first to end first.
 * Those of addresses that nothing is sent to are left out.
 */
export async function endingMailKeys(db: Db, before: Date, limit: number): Promise<EndingKeyRow[]> {
  const { rows } = await sql<EndingKeyRow>`select ${columns}, c.number, c.name
    from customers.mail_keys k join customers.customers c on c.id = k.customer_id
    where (k.revoked or not k.can_encrypt or k.ends < ${before})
      and exists (select from customers.contact_points p where p.customer_id = k.customer_id and p.channel = 'email' and p.state = 'valid'
        and lower(p.address) = k.address)
      and not exists (select from customers.mail_keys o where o.customer_id = k.customer_id and o.address = k.address and not o.revoked
        and o.can_encrypt and (o.ends is null or o.ends >= ${before}))
    order by k.ends nulls first, k.id limit ${limit}`.execute(db);
  return rows;
}

export async function customerOfNumber(db: Db, number: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from customers.customers where number = ${number}`.execute(db);
  return rows[0]?.id;
}

/** Customers who have one of these addresses. */
export async function customersForKeys(
  db: Db | Trx,
  addresses: readonly string[],
): Promise<readonly { readonly id: string; readonly address: string }[]> {
  const { rows } = await sql<{ id: string; address: string }>`select p.customer_id as id, lower(p.address) as address
    from customers.contact_points p where p.channel = 'email' and p.state <> 'unknown' and lower(p.address) = any(${[...addresses]}::text[])
    order by p.customer_id`.execute(db);
  return rows;
}
