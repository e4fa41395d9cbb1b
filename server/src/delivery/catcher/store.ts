import { sql } from 'kysely';
import { isId } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';

/** A message that was caught instead of leaving the machine. Its bytes lie in the object store. */
export interface CaughtMessage {
  readonly id: string;
  readonly at: Date;
  readonly kind: 'mail' | 'sms';
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly bytes: number;
  readonly messageId: string | null;
  readonly idempotencyKey: string | null;
  readonly objectKey: string;
}

const columns = sql.raw(`id, at, kind, sender, recipients, subject, bytes, message_id as "messageId",
  idempotency_key as "idempotencyKey", object_key as "objectKey"`);

/** A second message with the same idempotency key is not kept. */
export async function keepCaught(db: Db, message: CaughtMessage): Promise<void> {
  await sql`insert into delivery.caught_messages (id, at, kind, sender, recipients, subject, bytes, message_id, idempotency_key, object_key)
    values (${message.id}, ${message.at}, ${message.kind}, ${message.sender}, ${message.recipients}::text[], ${message.subject},
      ${message.bytes}, ${message.messageId}, ${message.idempotencyKey}, ${message.objectKey})
    on conflict (idempotency_key) do nothing`.execute(db);
}

export async function caughtWithKey(db: Db, idempotencyKey: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from delivery.caught_messages
    where idempotency_key = ${idempotencyKey}`.execute(db);
  return rows[0]?.id;
}

export async function findCaught(db: Db, id: string): Promise<CaughtMessage | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await sql<CaughtMessage>`select ${columns} from delivery.caught_messages where id = ${id}`.execute(db);
  return rows[0];
}

/** The oldest messages beyond the newest `keep`. */
export async function caughtBeyond(db: Db, keep: number, limit: number): Promise<{ readonly id: string; readonly objectKey: string }[]> {
  const { rows } = await sql<{ id: string; objectKey: string }>`select id, object_key as "objectKey" from delivery.caught_messages
    where id <= (select id from delivery.caught_messages order by id desc offset ${keep} limit 1) order by id limit ${limit}`.execute(db);
  return rows;
}

export async function forgetCaught(db: Db, ids: readonly string[]): Promise<void> {
  await sql`delete from delivery.caught_messages where id = any(${[...ids]}::uuid[])`.execute(db);
}

/** Newest first. `q` is looked for in sender, recipients and subject. */
export async function listCaught(
  db: Db,
  query: { readonly q?: string; readonly before?: string; readonly limit: number },
): Promise<CaughtMessage[]> {
  const words = query.q ? `%${query.q.replace(/[\\%_]/g, '\\$&')}%` : undefined;
  const { rows } = await sql<CaughtMessage>`select ${columns} from delivery.caught_messages
    where ${query.before && isId(query.before) ? sql`id < ${query.before}` : sql`true`}
      and ${words ? sql`(subject ilike ${words} or sender ilike ${words} or array_to_string(recipients, ' ') ilike ${words})` : sql`true`}
    order by id desc limit ${query.limit}`.execute(db);
  return rows;
}
