import { sql } from 'kysely';
import type { Db } from '../../platform/platform.ts';
import type { Trx } from '../store.ts';
import type { SentMessage } from '../types.ts';

const columns = sql.raw(`delivery_id as "deliveryId", month::text as month, communication_id as "communicationId",
  message_id as "messageId", return_token as "returnToken", envelope_from as "envelopeFrom", envelope_to as "envelopeTo",
  pack, pack_offset::float8 as "offset", pack_length as length, size, encode(sha256, 'hex') as sha256`);

/** The mails of these deliveries, by delivery. */
export async function sentMessages(db: Db | Trx, deliveryIds: readonly string[]): Promise<ReadonlyMap<string, SentMessage>> {
  const { rows } = await sql<SentMessage>`select ${columns} from delivery.sent_messages
    where delivery_id = any(${deliveryIds}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.deliveryId, row]));
}

/**
 * The mail that brought a communication, also as a part of it; the document before a notice of it.
 * @param copy the mail that brought this copy of it
 */
export async function sentMessageOf(db: Db, communicationId: string, copy = 0): Promise<SentMessage | undefined> {
  const { rows } = await sql<SentMessage>`select ${columns} from delivery.sent_messages
    where delivery_id in (select id from delivery.deliveries where communication_id = ${communicationId} and copy = ${copy}
      union select g.carrier_id from delivery.digest_parts g
        join delivery.deliveries d on d.id = g.delivery_id and d.month = g.month where d.communication_id = ${communicationId} and d.copy = ${copy})
    order by communication_id <> ${communicationId}, delivery_id limit 1`.execute(db);
  return rows[0];
}

/** All mails of some communications as they went out: documents, notices and copies. */
export async function sentMessagesOf(db: Db, communicationIds: readonly string[]): Promise<readonly SentMessage[]> {
  const { rows } = await sql<SentMessage>`select ${columns} from delivery.sent_messages
    where communication_id = any(${[...communicationIds]}::uuid[]) order by communication_id, delivery_id`.execute(db);
  return rows;
}

/**
 * Keeps mails that were built and makes their deliveries due. A delivery whose mail is there already keeps it: a Message-ID
 * belongs to one mail for ever. @returns the deliveries whose mails are kept now
 */
export async function keepBuiltMails(trx: Trx, messages: readonly SentMessage[], now: Date): Promise<readonly string[]> {
  const column = <K extends keyof SentMessage>(name: K) => messages.map((one) => one[name]);
  const { rows } = await sql<{ id: string }>`with kept as (
      insert into delivery.sent_messages (delivery_id, month, communication_id, message_id, return_token, envelope_from, envelope_to,
        pack, pack_offset, pack_length, size, sha256, built_at)
      select m.delivery_id, m.month, m.communication_id, m.message_id, m.return_token, m.envelope_from, m.envelope_to, m.pack,
        m.pack_offset, m.pack_length, m.size, decode(m.sha256, 'hex'), ${now}
      from unnest(${column('deliveryId')}::uuid[], ${column('month')}::date[], ${column('communicationId')}::uuid[],
        ${column('messageId')}::text[], ${column('returnToken')}::text[], ${column('envelopeFrom')}::text[],
        ${column('envelopeTo')}::text[], ${column('pack')}::text[], ${column('offset')}::bigint[], ${column('length')}::integer[],
        ${column('size')}::integer[], ${column('sha256')}::text[]) as m (delivery_id, month, communication_id, message_id,
        return_token, envelope_from, envelope_to, pack, pack_offset, pack_length, size, sha256)
      on conflict (delivery_id, month) do nothing returning delivery_id, month, message_id)
    update delivery.deliveries d set message_id = kept.message_id, next_attempt_at = greatest(${now}, d.not_before)
    from kept where d.id = kept.delivery_id and d.month = kept.month and d.state = 'queued' returning d.id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Communications whose mails wait to be built since before a moment, oldest first. */
export async function unbuiltMails(db: Db, before: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select communication_id as id from delivery.deliveries
    where channel = 'email' and state = 'queued' and next_attempt_at is null and created_at < ${before}
      and not exists (select 1 from delivery.digest_parts g where g.delivery_id = deliveries.id)
    order by id limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}
