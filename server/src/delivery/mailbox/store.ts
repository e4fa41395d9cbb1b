import { sql } from 'kysely';
import { isId } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { Trx } from '../store.ts';
import type { MailboxDocument, MailboxPart } from './types.ts';

/** All SQL of mailboxes. */

const columns = sql.raw(`delivery_id as id, customer_id as "customerId", month::text as month, communication_id as "communicationId",
  template_version_id as "templateVersionId", title, reference, language, pages, laid_at as "laidAt", read_at as "readAt",
  posted_at as "postedAt"`);

export type NewDocument = Omit<MailboxDocument, 'readAt' | 'postedAt'>;

/** Lays documents down. Safe to repeat: each delivery lies there once. */
export async function insertDocuments(trx: Trx, documents: readonly NewDocument[]): Promise<void> {
  const column = <K extends keyof NewDocument>(name: K) => documents.map((one) => one[name]);
  await sql`insert into delivery.mailbox (customer_id, delivery_id, month, communication_id, template_version_id, title, reference, language,
      pages, laid_at)
    select * from unnest(${column('customerId')}::uuid[], ${column('id')}::uuid[], ${column('month')}::date[],
      ${column('communicationId')}::uuid[], ${column('templateVersionId')}::uuid[], ${column('title')}::text[], ${column('reference')}::text[],
      ${column('language')}::text[], ${column('pages')}::integer[], ${column('laidAt')}::timestamptz[])
    on conflict do nothing`.execute(trx);
}

export interface MailboxQuestion {
  /** Words that title or reference hold. */
  readonly q?: string | undefined;
  /** Days, `YYYY-MM-DD`, both included, by UTC. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** A part of a customer's mailbox. Two queries along the index of the customer, whatever its size. */
export async function mailboxOf(db: Db, customerId: string, { q, from, until, limit, offset }: MailboxQuestion): Promise<MailboxPart> {
  const words = (q ?? '').split(/\s+/).filter((word) => word !== '');
  const matching = sql`customer_id = ${customerId}
    ${words.length === 0 ? sql`` : sql`and (title || ' ' || reference) ilike all (${words.map(containing)}::text[])`}
    ${from === undefined ? sql`` : sql`and laid_at >= ${from}::date`}
    ${until === undefined ? sql`` : sql`and laid_at < ${until}::date + 1`}`;
  const [part, counts] = await Promise.all([
    sql<MailboxDocument>`select ${columns} from delivery.mailbox where ${matching}
      order by (read_at is not null), laid_at desc, delivery_id desc limit ${limit} offset ${offset}`.execute(db),
    sql<Omit<MailboxPart, 'documents'>>`select count(*) filter (where ${matching})::int as found, count(*)::int as all,
      count(*) filter (where read_at is null)::int as unread from delivery.mailbox where customer_id = ${customerId}`.execute(db),
  ]);
  return { documents: part.rows, ...counts.rows[0]! };
}

/** Escapes what `like` understands. */
const containing = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

/** One document of a customer; nobody else's is found. */
export async function documentOf(db: Db | Trx, customerId: string, id: string): Promise<MailboxDocument | undefined> {
  if (!isId(customerId) || !isId(id)) return undefined;
  const { rows } = await sql<MailboxDocument>`select ${columns} from delivery.mailbox
    where customer_id = ${customerId} and delivery_id = ${id}`.execute(db);
  return rows[0];
}

/** Keeps that a document was opened. @returns whether it was so for the first time */
export async function markRead(trx: Trx, { customerId, id }: Pick<MailboxDocument, 'customerId' | 'id'>, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`update delivery.mailbox set read_at = ${at}
    where customer_id = ${customerId} and delivery_id = ${id} and read_at is null`.execute(trx);
  return numAffectedRows === 1n;
}

/** Takes an unread document in hand until the transaction ends, so that it is not opened meanwhile. @returns whether it is unread */
export async function lockUnread(trx: Trx, { customerId, id }: Pick<MailboxDocument, 'customerId' | 'id'>): Promise<boolean> {
  const { rows } = await sql`select 1 from delivery.mailbox
    where customer_id = ${customerId} and delivery_id = ${id} and read_at is null for update`.execute(trx);
  return rows.length === 1;
}

export async function markPosted(trx: Trx, { customerId, id }: Pick<MailboxDocument, 'customerId' | 'id'>, at: Date): Promise<void> {
  await sql`update delivery.mailbox set posted_at = ${at} where customer_id = ${customerId} and delivery_id = ${id}`.execute(trx);
}
