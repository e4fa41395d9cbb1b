import { sql } from 'kysely';
import { idOrNull } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { Trx } from '../store.ts';

/** SQL of digests: deliveries that go out as parts of another one's mail, the carrier. */

export interface DigestPart {
  readonly deliveryId: string;
  readonly month: string;
  readonly carrierId: string;
  readonly carrierMonth: string;
  readonly position: number;
}

const columns = sql.raw(
  `delivery_id as "deliveryId", month::text as month, carrier_id as "carrierId", carrier_month::text as "carrierMonth", position`,
);

/** Keeps which deliveries go out as parts of which. */
export async function keepParts(trx: Trx, parts: readonly DigestPart[]): Promise<void> {
  if (parts.length === 0) return;
  const column = <K extends keyof DigestPart>(name: K) => parts.map((one) => one[name]);
  await sql`insert into delivery.digest_parts (delivery_id, month, carrier_id, carrier_month, position)
    select * from unnest(${column('deliveryId')}::uuid[], ${column('month')}::date[], ${column('carrierId')}::uuid[],
      ${column('carrierMonth')}::date[], ${column('position')}::integer[])`.execute(trx);
}

/** The parts that some deliveries carry or are, in their order. */
export async function partsAround(db: Db | Trx, deliveryIds: readonly string[]): Promise<readonly DigestPart[]> {
  const ids = [...deliveryIds];
  const { rows } = await sql<DigestPart>`select ${columns} from delivery.digest_parts where carrier_id = any(${ids}::uuid[])
    union select ${columns} from delivery.digest_parts where delivery_id = any(${ids}::uuid[]) order by "carrierId", position`.execute(db);
  return rows;
}

/** The delivery whose mail a delivery goes out in; itself where that is its own. */
export async function carrierOf(db: Db | Trx, deliveryId: string): Promise<string> {
  const { rows } = await sql<{
    id: string;
  }>`select carrier_id as id from delivery.digest_parts where delivery_id = ${idOrNull(deliveryId)}`.execute(db);
  return rows[0]?.id ?? deliveryId;
}

/** These are no parts any more. */
export async function deleteParts(trx: Trx, deliveryIds: readonly string[]): Promise<void> {
  await sql`delete from delivery.digest_parts where delivery_id = any(${[...deliveryIds]}::uuid[])`.execute(trx);
}

/** The first of the parts carries the others from now on. */
export async function changeCarrier(
  trx: Trx,
  before: string,
  { deliveryId, month }: Pick<DigestPart, 'deliveryId' | 'month'>,
): Promise<void> {
  await deleteParts(trx, [deliveryId]);
  await sql`update delivery.digest_parts set carrier_id = ${deliveryId}, carrier_month = ${month}::date where carrier_id = ${before}`.execute(
    trx,
  );
}

/**
 * Takes back mails that were built and do not go out yet, so that they are built again: what a mail is made of has changed.
 * @returns the communications whose mails are to be built
 */
export async function unbuildMails(trx: Trx, carrierIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with queued as materialized (select id, month, communication_id from delivery.deliveries
      where id = any(${[...carrierIds]}::uuid[]) and channel = 'email' and state = 'queued' order by id for update),
    forgotten as (delete from delivery.sent_messages m using queued where m.delivery_id = queued.id and m.month = queued.month),
    unbuilt as (update delivery.deliveries d set message_id = null, next_attempt_at = null from queued
      where d.id = queued.id and d.month = queued.month)
    select communication_id as id from queued`.execute(trx);
  return rows.map((row) => row.id);
}

/**
 * Has letters go out that waited in another one's envelope: those that a provider prints are due.
 * @returns the runs of the others, which need a print stream
 */
export async function makeLettersDue(
  trx: Trx,
  deliveryIds: readonly string[],
  now: Date,
): Promise<readonly { readonly runId: string; readonly month: string }[]> {
  await sql`update delivery.deliveries set next_attempt_at = ${now}
    where id = any(${[...deliveryIds]}::uuid[]) and channel = 'post' and account <> 'default' and state = 'queued'`.execute(trx);
  const { rows } = await sql<{
    runId: string;
    month: string;
  }>`select distinct run_id as "runId", month::text as month from delivery.deliveries
    where id = any(${[...deliveryIds]}::uuid[]) and channel = 'post' and account = 'default' and state = 'queued' and run_id is not null`.execute(
    trx,
  );
  return rows;
}

/** Holds carriers, so that what they carry stays as it is until the transaction ends. */
export async function lockCarriers(trx: Trx, carrierIds: readonly string[]): Promise<void> {
  await sql`select 1 from delivery.deliveries where id = any(${[...carrierIds]}::uuid[]) order by id for update`.execute(trx);
}
