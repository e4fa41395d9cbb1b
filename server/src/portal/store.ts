import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Db } from '../platform/platform.ts';

/** All SQL of the portal. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

/** A consent that waits for its confirmation. */
export interface Confirmation {
  readonly id: string;
  readonly email: string;
  readonly customerIds: readonly string[];
  readonly purpose: string;
  readonly textId: string;
  readonly wording: string;
  readonly language: string;
  readonly brand: string | null;
  readonly person: { readonly name?: string; readonly country?: string };
  readonly evidence: { readonly [name: string]: unknown };
  readonly noted: boolean;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly confirmedAt: Date | null;
}

const columns =
  sql.raw(`id, email, customer_ids as "customerIds", purpose, text_id as "textId", wording, language, brand, person, evidence, noted,
  asked_at as "askedAt", expires_at as "expiresAt", confirmed_at as "confirmedAt"`);

/** Keeps a request in the place of one that still waits for the same address and purpose: its older links then confirm nothing. */
export async function keepConfirmation(trx: Trx, one: Omit<Confirmation, 'confirmedAt'>): Promise<void> {
  await sql`delete from portal.confirmations where lower(email) = lower(${one.email}) and purpose = ${one.purpose} and confirmed_at is null`.execute(
    trx,
  );
  await sql`insert into portal.confirmations (id, email, customer_ids, purpose, text_id, wording, language, brand, person, evidence, noted, asked_at,
      expires_at)
    values (${one.id}, ${one.email}, ${[...one.customerIds]}::uuid[], ${one.purpose}, ${one.textId}, ${one.wording}, ${one.language}, ${one.brand},
      ${JSON.stringify(one.person)}, ${JSON.stringify(one.evidence)}, ${one.noted}, ${one.askedAt}, ${one.expiresAt})`.execute(trx);
}

export async function findConfirmation(db: Db | Trx, id: string): Promise<Confirmation | undefined> {
  const { rows } = await sql<Confirmation>`select ${columns} from portal.confirmations where id = ${id}::uuid`.execute(db);
  return rows[0];
}

/** @returns the request, if this call confirmed it: it still waited and had not ended */
export async function markConfirmed(trx: Trx, id: string, now: Date): Promise<Confirmation | undefined> {
  const { rows } = await sql<Confirmation>`update portal.confirmations set confirmed_at = ${now}
    where id = ${id}::uuid and confirmed_at is null and expires_at > ${now} returning ${columns}`.execute(trx);
  return rows[0];
}

/**
 * Counts a mail to an address. @returns false when it had so many since `since` that this one is not to be sent
 */
export async function countMail(
  trx: Trx,
  address: string,
  now: Date,
  { since, most }: { readonly since: Date; readonly most: number },
): Promise<boolean> {
  const hash = createHash('sha256').update(address.toLowerCase()).digest();
  await sql`select pg_advisory_xact_lock(hashtext(${hash.toString('hex')}))`.execute(trx);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from portal.sent_mails
    where address_hash = ${hash} and at > ${since}`.execute(trx);
  if (rows[0]!.count >= most) return false;
  await sql`insert into portal.sent_mails (address_hash, at) values (${hash}, ${now})`.execute(trx);
  return true;
}

/**
 * Counts an answer to the question before a customer's mailbox. @returns false when so many were wrong since `since` that none is heard any more
 */
export async function countAnswer(
  trx: Trx,
  customerId: string,
  right: boolean,
  now: Date,
  { since, most }: { readonly since: Date; readonly most: number },
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext(${`answers ${customerId}`}))`.execute(trx);
  const { rows } = await sql<{ wrong: number }>`select count(*)::int as wrong from portal.wrong_answers
    where customer_id = ${customerId} and at > ${since}`.execute(trx);
  if (rows[0]!.wrong >= most) return false;
  if (!right) await sql`insert into portal.wrong_answers (customer_id, at) values (${customerId}, ${now})`.execute(trx);
  return true;
}

/** Forgets requests that nobody confirmed, those whose consent is in the ledger, and counts of the past. */
export async function forgetOld(db: Db, before: Date): Promise<void> {
  await sql`delete from portal.confirmations where expires_at < ${before}`.execute(db);
  await sql`delete from portal.sent_mails where at < ${before}`.execute(db);
  await sql`delete from portal.wrong_answers where at < ${before}`.execute(db);
}
