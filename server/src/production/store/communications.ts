import { type ColumnType, type Kysely, sql, type Transaction } from 'kysely';
import { type CopyValue, copyRows, ensureMonth, isId, withClient } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { LetterOrigin } from '../letter-code.ts';
import type { CommunicationRow, RenditionKind, RenditionRow } from '../types.ts';

type Hash = ColumnType<Buffer, Buffer, never>;
type Month = ColumnType<Date, string, never>;

interface CommunicationTable {
  id: string;
  month: Month;
  run_id: string;
  record_id: string;
  record_key: string;
  customer_id: string;
  template_version_id: string;
  channel: CommunicationRow['channel'];
  notice: 'sms' | null;
  language: string;
  reference: string;
  subject: string;
  routing_code: string;
  routing_text: string;
  data_hash: Hash;
  engine_version: string;
  pages: number;
  composed_at: Date;
  created_at: Date;
  matter: string | null;
  matter_key: string | null;
  valid_until: Date | null;
}

interface RenditionTable {
  communication_id: string;
  month: Month;
  kind: RenditionKind;
  media_type: string;
  pack: string;
  pack_offset: string;
  pack_length: number;
  size: number;
  sha256: Hash;
  pages: number | null;
  copy: number;
}

interface Tables {
  'production.communications': CommunicationTable;
  'production.renditions': RenditionTable;
}

type Source = Kysely<Tables>;
// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type AnyTransaction = Transaction<any>;
const tables = (source: Db | AnyTransaction): Source => source as unknown as Source;

const bytes = (hex: string) => Buffer.from(hex, 'hex');

/** Makes the partitions that the communications of a month need. */
export async function ensureCommunicationMonth(trx: AnyTransaction, month: string): Promise<void> {
  await ensureMonth(trx, 'production.communications', month);
  await ensureMonth(trx, 'production.renditions', month);
}

const communicationColumns = [
  'id',
  'month',
  'run_id',
  'record_id',
  'record_key',
  'customer_id',
  'template_version_id',
  'channel',
  'notice',
  'language',
  'reference',
  'subject',
  'routing_code',
  'routing_text',
  'data_hash',
  'engine_version',
  'pages',
  'composed_at',
  'created_at',
  'matter',
  'matter_key',
  'valid_until',
];
const renditionColumns = [
  'communication_id',
  'month',
  'kind',
  'media_type',
  'pack',
  'pack_offset',
  'pack_length',
  'size',
  'sha256',
  'pages',
  'copy',
];

/** Loads the communications of a chunk with their renditions, by COPY. */
export async function copyCommunications(
  trx: AnyTransaction,
  communications: readonly CommunicationRow[],
  renditions: readonly RenditionRow[],
): Promise<void> {
  await withClient(trx, async (client) => {
    await copyRows(client, 'production.communications', communicationColumns, communications.map(communicationValues));
    await copyRows(client, 'production.renditions', renditionColumns, renditions.map(renditionValues));
  });
}

function communicationValues(row: CommunicationRow): readonly CopyValue[] {
  return [
    row.id,
    row.month,
    row.runId,
    row.recordId,
    row.recordKey,
    row.customerId,
    row.templateVersionId,
    row.channel,
    row.notice,
    row.language,
    row.reference,
    row.subject,
    row.routingCode,
    row.routingText,
    bytes(row.dataHash),
    row.engineVersion,
    row.pages,
    row.composedAt,
    row.createdAt,
    row.matter,
    row.matterKey,
    row.validUntil,
  ];
}

function renditionValues(row: RenditionRow): readonly CopyValue[] {
  return [
    row.communicationId,
    row.month,
    row.kind,
    row.mediaType,
    row.pack,
    row.offset,
    row.length,
    row.size,
    bytes(row.sha256),
    row.pages,
    row.copy ?? 0,
  ];
}

const selectCommunications = (source: Db | AnyTransaction) =>
  tables(source)
    .selectFrom('production.communications')
    .select([
      'id',
      sql<string>`month::text`.as('month'),
      'run_id as runId',
      'record_id as recordId',
      'record_key as recordKey',
      'customer_id as customerId',
      'template_version_id as templateVersionId',
      'channel',
      'notice',
      'language',
      'reference',
      'subject',
      'routing_code as routingCode',
      'routing_text as routingText',
      sql<string>`encode(data_hash, 'hex')`.as('dataHash'),
      'engine_version as engineVersion',
      'pages',
      'composed_at as composedAt',
      'created_at as createdAt',
      'matter',
      'matter_key as matterKey',
      'valid_until as validUntil',
    ]);

/** The communications of these ids, in no particular order. */
export async function communicationsById(source: Db | AnyTransaction, ids: readonly string[]): Promise<CommunicationRow[]> {
  const sound = ids.filter(isId);
  if (sound.length === 0) return [];
  return selectCommunications(source).where('id', '=', sql<string>`any(${sound}::uuid[])`).execute();
}

/** The communication whose letter was composed of a record of a run. */
export async function communicationOfLetter(
  source: Db | AnyTransaction,
  { runId, recordId }: Pick<LetterOrigin, 'runId' | 'recordId'>,
): Promise<CommunicationRow | undefined> {
  return selectCommunications(source)
    .where('month', '=', sql<Date>`(select month from production.runs where id = ${runId}::uuid)`)
    .where('run_id', '=', runId)
    .where('record_id', '=', recordId)
    .orderBy('id')
    .executeTakeFirst();
}

/** The communications that a chunk brought forth, in the order of their ids. */
export async function communicationsOfChunk(
  source: Db | AnyTransaction,
  chunk: { readonly runId: string; readonly chunk: number; readonly month: string },
): Promise<CommunicationRow[]> {
  return selectCommunications(source)
    .where('month', '=', sql<Date>`${chunk.month}::date`)
    .where('run_id', '=', chunk.runId)
    .where(
      'record_id',
      '=',
      sql<string>`any((select record_ids from production.chunks where run_id = ${chunk.runId} and number = ${chunk.chunk})::bigint[])`,
    )
    .orderBy('id')
    .execute();
}

/** The communications of a month after an id, in the order of their ids: for walking through the archive. */
export async function communicationsAfter(
  source: Db | AnyTransaction,
  walk: { readonly after?: string; readonly limit: number },
): Promise<CommunicationRow[]> {
  let query = selectCommunications(source).orderBy('id').limit(walk.limit);
  if (walk.after !== undefined) query = query.where('id', '>', walk.after);
  return query.execute();
}

/** The renditions of these communications as their addressees get them, in no particular order. */
export async function renditionsOf(source: Db | AnyTransaction, communicationIds: readonly string[]): Promise<RenditionRow[]> {
  if (communicationIds.length === 0) return [];
  return selectRenditions(source, communicationIds).where('copy', '=', 0).execute();
}

/** The same with those of their copies. */
export async function allRenditionsOf(
  source: Db | AnyTransaction,
  communicationIds: readonly string[],
): Promise<(RenditionRow & { readonly copy: number })[]> {
  if (communicationIds.length === 0) return [];
  return selectRenditions(source, communicationIds).execute();
}

const selectRenditions = (source: Db | AnyTransaction, communicationIds: readonly string[]) =>
  tables(source)
    .selectFrom('production.renditions')
    .select([
      'communication_id as communicationId',
      sql<string>`month::text`.as('month'),
      'kind',
      'media_type as mediaType',
      'pack',
      sql<number>`pack_offset::float8`.as('offset'),
      'pack_length as length',
      'size',
      sql<string>`encode(sha256, 'hex')`.as('sha256'),
      'pages',
      'copy',
    ])
    .where('communication_id', '=', sql<string>`any(${communicationIds}::uuid[])`);

/** Runs whose counter differs from the communications that are there: rows were lost or added. Goes through all rows. */
export async function miscountedRuns(
  db: Db,
): Promise<readonly { readonly id: string; readonly name: string; readonly composed: number; readonly communications: number }[]> {
  const found = await sql<{ id: string; name: string; composed: number; communications: number }>`
    select r.id, r.name, r.composed, count(c.id)::int as communications
    from production.runs r left join production.communications c on c.run_id = r.id and c.month = r.month
    group by r.id having r.composed <> count(c.id) order by r.id`.execute(db);
  return found.rows;
}

/** Renditions that belong to no communication. Goes through all rows. */
export async function orphanedRenditions(db: Db): Promise<readonly { readonly communicationId: string; readonly kind: string }[]> {
  const found = await sql<{ communicationId: string; kind: string }>`
    select r.communication_id as "communicationId", r.kind from production.renditions r
    where not exists (select 1 from production.communications c where c.id = r.communication_id and c.month = r.month)
    order by 1, 2 limit 1000`.execute(db);
  return found.rows;
}

/** Some communications, chosen at random. */
export async function sampleCommunications(db: Db, count: number): Promise<CommunicationRow[]> {
  const chosen = await sql<{ id: string }>`select id from production.communications order by random() limit ${count}`.execute(db);
  return communicationsById(
    db,
    chosen.rows.map((row) => row.id),
  );
}
