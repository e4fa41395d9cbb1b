import { sql } from 'kysely';
import { isId, newId } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { Trx } from '../store.ts';

/** A print stream: the letters of a run, or those that a retry added. */
export interface PrintStreamRow {
  readonly id: string;
  readonly runId: string;
  /** `YYYY-MM-DD`, the first of the month of its deliveries. */
  readonly month: string;
  readonly number: number;
  readonly state: 'building' | 'ready' | 'failed';
  readonly mailPieces: number;
  readonly pages: number;
  readonly sheets: number;
  readonly bytes: number;
  readonly error: string | null;
  readonly createdAt: Date;
}

/** A letter in an envelope; those with the same sequence lie in the same one. */
export interface MailPiece {
  readonly sequence: number;
  /** 0 for the first letter, by which the envelope is addressed. */
  readonly position: number;
  readonly deliveryId: string;
  readonly month: string;
  readonly communicationId: string;
  readonly customerId: string;
  readonly address: string;
}

/** Where a letter lies in its stream. */
export interface PiecePlace {
  readonly sequence: number;
  readonly position: number;
  readonly firstPage: number;
  readonly pages: number;
  readonly sheets: number;
}

const columns = sql.raw(`id, run_id as "runId", month::text as month, number, state, mail_pieces as "mailPieces", pages, sheets,
  bytes::float8 as bytes, error, created_at as "createdAt"`);

/** Until the transaction ends nobody else plans a print stream of the run, or cancels it. */
export async function lockStreamsOf(trx: Trx, runId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`print stream ${runId}`}))`.execute(trx);
}

/**
 * Fixes what the next print stream of a run holds: its letters that lie in none yet, in the order of their composition, each with what goes in its
 * envelope, which may be of other runs. One process at a time for each of these runs.
 * @returns false when there are none
 */
export async function planStream(trx: Trx, runId: string, month: string, now: Date): Promise<boolean> {
  for (const id of [...new Set([runId, ...(await runsInEnvelopes(trx, runId, month))])].sort()) await lockStreamsOf(trx, id);
  const id = newId();
  await sql`insert into delivery.print_streams (id, run_id, month, number, state, mail_pieces, created_at)
    select ${id}, ${runId}, ${month}::date, 1 + count(*), 'building', 0, ${now} from delivery.print_streams where run_id = ${runId}`.execute(
    trx,
  );
  const { numAffectedRows: pieces = 0n } = await sql`
    insert into delivery.mail_pieces (stream_id, sequence, position, delivery_id, month, communication_id, customer_id, address)
    select ${id}, row_number() over (order by d.communication_id, d.id), 0, d.id, d.month, d.communication_id, d.customer_id, d.address
    from delivery.deliveries d
    where d.run_id = ${runId} and d.month = ${month}::date and d.account = 'default' and ${printable}
      and not exists (select from delivery.digest_parts g where g.delivery_id = d.id)`.execute(trx);
  if (pieces === 0n) await sql`delete from delivery.print_streams where id = ${id}`.execute(trx);
  else await sql`update delivery.print_streams set mail_pieces = ${Number(pieces)} where id = ${id}`.execute(trx);
  await sql`
    insert into delivery.mail_pieces (stream_id, sequence, position, delivery_id, month, communication_id, customer_id, address)
    select ${id}, c.sequence, row_number() over (partition by c.sequence order by g.position), d.id, d.month, d.communication_id, d.customer_id,
      d.address
    from delivery.mail_pieces c join delivery.digest_parts g on g.carrier_id = c.delivery_id
      join delivery.deliveries d on d.id = g.delivery_id and d.month = g.month
    where c.stream_id = ${id} and c.position = 0 and ${printable}`.execute(trx);
  return pieces > 0n;
}

/** A letter that waits, may go out, and lies in no print stream. */
const printable = sql`d.channel = 'post' and d.state = 'queued'
  and not exists (select 1 from delivery.cancelled_runs c where c.run_id = d.run_id)
  and not exists (select 1 from delivery.withheld w where w.delivery_id = d.id and w.month = d.month)
  and not exists (select 1 from delivery.mail_pieces p where p.delivery_id = d.id)`;

/** The runs of letters that go in envelopes of a run. */
async function runsInEnvelopes(trx: Trx, runId: string, month: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select distinct d.run_id as id
    from delivery.deliveries c join delivery.digest_parts g on g.carrier_id = c.id
      join delivery.deliveries d on d.id = g.delivery_id and d.month = g.month
    where c.run_id = ${runId} and c.month = ${month}::date and c.channel = 'post' and c.state = 'queued' and d.run_id is not null`.execute(
    trx,
  );
  return rows.map((row) => row.id);
}

export async function streamsToBuild(db: Db, runId: string): Promise<PrintStreamRow[]> {
  const { rows } = await sql<PrintStreamRow>`select ${columns} from delivery.print_streams
    where run_id = ${runId} and state = 'building' order by number`.execute(db);
  return rows;
}

export async function streamsOfRun(db: Db, runId: string): Promise<PrintStreamRow[]> {
  if (!isId(runId)) return [];
  const { rows } = await sql<PrintStreamRow>`select ${columns} from delivery.print_streams where run_id = ${runId} order by number`.execute(
    db,
  );
  return rows;
}

export async function findStream(db: Db, id: string): Promise<PrintStreamRow | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await sql<PrintStreamRow>`select ${columns} from delivery.print_streams where id = ${id}`.execute(db);
  return rows[0];
}

/** The letters of some envelopes after a sequence number, in order. */
export async function piecesAfter(db: Db, streamId: string, sequence: number, envelopes: number): Promise<MailPiece[]> {
  const { rows } = await sql<MailPiece>`select sequence, position, delivery_id as "deliveryId", month::text as month,
      communication_id as "communicationId", customer_id as "customerId", address
    from delivery.mail_pieces where stream_id = ${streamId} and sequence > ${sequence} and sequence <= ${sequence + envelopes}
    order by sequence, position`.execute(db);
  return rows;
}

/** A stream is done: where its pieces lie, and how large it is. */
export async function finishStream(
  trx: Trx,
  stream: PrintStreamRow,
  places: readonly PiecePlace[],
  totals: { readonly pages: number; readonly sheets: number; readonly bytes: number; readonly sha256: string },
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update delivery.print_streams set state = 'ready', error = null, ready_at = ${now},
    mail_pieces = ${new Set(places.map((one) => one.sequence)).size}, pages = ${totals.pages}, sheets = ${totals.sheets}, bytes = ${totals.bytes},
    sha256 = decode(${totals.sha256}, 'hex') where id = ${stream.id} and state = 'building'`.execute(trx);
  if (numAffectedRows !== 1n) return false;
  const column = <K extends keyof PiecePlace>(name: K) => places.map((one) => one[name]);
  await sql`update delivery.mail_pieces p set first_page = x.first_page, pages = x.pages, sheets = x.sheets
    from unnest(${column('sequence')}::integer[], ${column('position')}::integer[], ${column('firstPage')}::integer[],
      ${column('pages')}::integer[], ${column('sheets')}::integer[]) as x (sequence, position, first_page, pages, sheets)
    where p.stream_id = ${stream.id} and p.sequence = x.sequence and p.position = x.position`.execute(trx);
  return true;
}

/** A stream of which no letter could be read. */
export async function failStream(trx: Trx, id: string, error: string): Promise<void> {
  await sql`update delivery.print_streams set state = 'failed', error = ${error} where id = ${id} and state = 'building'`.execute(trx);
}
