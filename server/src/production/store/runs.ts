import type { SendingHours } from '@posthorn/contract';
import { type ColumnType, type Kysely, sql, type Transaction } from 'kysely';
import { copyRows, isId, withClient } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { ChunkState, RunState, Selection } from '../types.ts';

/** `date` columns are read as text (`month::text`) and written as `YYYY-MM-DD`. */
type DateColumn = ColumnType<Date, string, string>;

interface RunTable {
  id: string;
  key: string | null;
  name: string;
  template_id: string;
  template_version_id: string;
  version: number;
  purpose: string;
  selection: ColumnType<Selection, string, never>;
  hours: ColumnType<SendingHours | null, string | null, never>;
  state: RunState;
  month: DateColumn;
  records: number;
  chunks: number;
  chunks_done: ColumnType<number, number | undefined, number>;
  composed: ColumnType<number, number | undefined, number>;
  failed: ColumnType<number, number | undefined, number>;
  withheld: ColumnType<number, number | undefined, number>;
  pages: ColumnType<number, number | undefined, number>;
  started_at: Date;
  running_since: Date;
  ended_at: Date | null;
  started_by: string;
}

interface ChunkTable {
  run_id: string;
  number: number;
  /** bigint[]; pg reads bigint as text. */
  record_ids: string[];
  state: ChunkState;
  composed: number;
  failed: number;
  withheld: ColumnType<number, number | undefined, number>;
  started_at: Date | null;
  done_at: Date | null;
}

interface Tables {
  'production.runs': RunTable;
  'production.run_channels': { run_id: string; channel: string; communications: number };
  'production.chunks': ChunkTable;
}

type Source = Kysely<Tables> | Transaction<Tables>;
// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type AnyTransaction = Transaction<any>;
const tables = (source: Db | AnyTransaction): Source => source as unknown as Source;

/** A run as the table holds it. */
export interface RunRow {
  readonly id: string;
  readonly name: string;
  readonly templateId: string;
  readonly templateVersionId: string;
  readonly version: number;
  /** Of the template: `contract`, `service`, `advertising`. */
  readonly purpose: string;
  readonly selection: Selection;
  /** Of the customers' days, in which its messages may go out; null for any. */
  readonly hours: SendingHours | null;
  readonly state: RunState;
  /** First of the month of the start, `YYYY-MM-DD`. */
  readonly month: string;
  readonly records: number;
  readonly chunks: number;
  readonly chunksDone: number;
  readonly composed: number;
  readonly failed: number;
  /** Records that may not go out. */
  readonly withheld: number;
  readonly pages: number;
  readonly startedAt: Date;
  readonly runningSince: Date;
  readonly endedAt: Date | null;
  readonly startedBy: string;
}

const runColumns = [
  'id',
  'name',
  'template_id as templateId',
  'template_version_id as templateVersionId',
  'version',
  'purpose',
  'selection',
  'hours',
  'state',
  sql<string>`month::text`.as('month'),
  'records',
  'chunks',
  'chunks_done as chunksDone',
  'composed',
  'failed',
  'withheld',
  'pages',
  'started_at as startedAt',
  'running_since as runningSince',
  'ended_at as endedAt',
  'started_by as startedBy',
] as const;

export type NewRun = Omit<RunRow, 'state' | 'chunksDone' | 'composed' | 'failed' | 'withheld' | 'pages' | 'runningSince' | 'endedAt'> & {
  readonly key: string;
};

/** @returns false when a run of this key is there already */
export async function insertRun(trx: AnyTransaction, run: NewRun): Promise<boolean> {
  const inserted = await tables(trx)
    .insertInto('production.runs')
    .values({
      id: run.id,
      key: run.key,
      name: run.name,
      template_id: run.templateId,
      template_version_id: run.templateVersionId,
      version: run.version,
      purpose: run.purpose,
      selection: JSON.stringify(run.selection),
      hours: run.hours === null ? null : JSON.stringify(run.hours),
      state: 'running',
      month: run.month,
      records: run.records,
      chunks: run.chunks,
      started_at: run.startedAt,
      running_since: run.startedAt,
      ended_at: null,
      started_by: run.startedBy,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function insertChunks(
  trx: AnyTransaction,
  runId: string,
  chunks: readonly { readonly number: number; readonly recordIds: readonly string[] }[],
): Promise<void> {
  const rows = chunks.map(({ number, recordIds }) => [runId, number, `{${recordIds.join(',')}}`, 'waiting']);
  await withClient(trx, (client) => copyRows(client, 'production.chunks', ['run_id', 'number', 'record_ids', 'state'], rows));
}

export async function findRun(db: Db | AnyTransaction, id: string): Promise<RunRow | undefined> {
  if (!isId(id)) return undefined;
  return tables(db).selectFrom('production.runs').select(runColumns).where('id', '=', id).executeTakeFirst();
}

/** Those of these runs that there are, in no order. */
export async function runsById(db: Db | AnyTransaction, ids: readonly string[]): Promise<RunRow[]> {
  if (ids.length === 0) return [];
  return tables(db)
    .selectFrom('production.runs')
    .select(runColumns)
    .where('id', 'in', [...ids])
    .execute();
}

export async function findRunByKey(db: Db | AnyTransaction, key: string): Promise<RunRow | undefined> {
  return tables(db).selectFrom('production.runs').select(runColumns).where('key', '=', key).executeTakeFirst();
}

/** Newest first. `after` is the id of the last run of the page before. */
export async function listRuns(
  db: Db,
  filter: { readonly states?: readonly RunState[]; readonly after?: string; readonly limit: number },
): Promise<RunRow[]> {
  let query = tables(db).selectFrom('production.runs').select(runColumns).orderBy('id', 'desc').limit(filter.limit);
  if (filter.states !== undefined) query = query.where('state', 'in', [...filter.states]);
  if (filter.after !== undefined && isId(filter.after)) query = query.where('id', '<', filter.after);
  return query.execute();
}

/** The run, locked until the transaction ends. Lock chunks before their run, never after it. */
export async function lockRun(trx: AnyTransaction, id: string): Promise<RunRow | undefined> {
  if (!isId(id)) return undefined;
  return tables(trx).selectFrom('production.runs').select(runColumns).where('id', '=', id).forUpdate().executeTakeFirst();
}

export interface RunChange {
  readonly state?: RunState;
  readonly chunks?: number;
  readonly chunksDone?: number;
  readonly composed?: number;
  readonly failed?: number;
  readonly withheld?: number;
  readonly pages?: number;
  readonly runningSince?: Date;
  readonly endedAt?: Date | null;
  /** Null lets the same run be started again. */
  readonly key?: null;
}

/** Changes a run that this transaction has locked. */
export async function updateRun(trx: AnyTransaction, id: string, change: RunChange): Promise<void> {
  const { chunksDone, runningSince, endedAt, ...same } = change;
  const set = {
    ...same,
    ...(chunksDone === undefined ? {} : { chunks_done: chunksDone }),
    ...(runningSince === undefined ? {} : { running_since: runningSince }),
    ...(endedAt === undefined ? {} : { ended_at: endedAt }),
  };
  await tables(trx).updateTable('production.runs').set(set).where('id', '=', id).execute();
}

/** Marks a chunk as begun, if its run is running and it is not done. @returns its records, or undefined when there is nothing to do */
export async function beginChunk(db: Db, runId: string, number: number, now: Date): Promise<readonly string[] | undefined> {
  const begun = await sql<{ record_ids: string[] }>`
    update production.chunks c set state = 'running', started_at = ${now}
    from production.runs r
    where r.id = c.run_id and c.run_id = ${runId} and c.number = ${number} and c.state in ('waiting', 'running') and r.state = 'running'
    returning c.record_ids`.execute(db);
  return begun.rows[0]?.record_ids;
}

/** Locks a chunk that is still to be done. @returns false when it is done or cancelled */
export async function lockChunk(trx: AnyTransaction, runId: string, number: number): Promise<boolean> {
  const chunk = await tables(trx)
    .selectFrom('production.chunks')
    .select('state')
    .where('run_id', '=', runId)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();
  return chunk !== undefined && (chunk.state === 'waiting' || chunk.state === 'running');
}

export async function finishChunk(
  trx: AnyTransaction,
  runId: string,
  number: number,
  done: { readonly composed: number; readonly failed: number; readonly withheld: number; readonly at: Date },
): Promise<void> {
  await tables(trx)
    .updateTable('production.chunks')
    .set({ state: 'done', composed: done.composed, failed: done.failed, withheld: done.withheld, done_at: done.at })
    .where('run_id', '=', runId)
    .where('number', '=', number)
    .execute();
}

export async function cancelChunks(trx: AnyTransaction, runId: string): Promise<void> {
  if (!isId(runId)) return;
  await tables(trx)
    .updateTable('production.chunks')
    .set({ state: 'cancelled' })
    .where('run_id', '=', runId)
    .where('state', 'in', ['waiting', 'running'])
    .execute();
}

/** Numbers of the chunks of a run that are still to be done. */
export async function openChunks(source: Db | AnyTransaction, runId: string): Promise<readonly number[]> {
  const rows = await tables(source)
    .selectFrom('production.chunks')
    .select('number')
    .where('run_id', '=', runId)
    .where('state', 'in', ['waiting', 'running'])
    .orderBy('number')
    .execute();
  return rows.map((row) => row.number);
}

/** Adds to the run's counts per channel. */
export async function countChannels(trx: AnyTransaction, runId: string, counts: ReadonlyMap<string, number>): Promise<void> {
  if (counts.size === 0) return;
  // In one order everywhere, so that two chunks never wait for each other crosswise.
  const rows = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([channel, communications]) => ({ run_id: runId, channel, communications }));
  await tables(trx)
    .insertInto('production.run_channels')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['run_id', 'channel']).doUpdateSet({
        communications: sql`production.run_channels.communications + excluded.communications`,
      }),
    )
    .execute();
}

/** Communications per channel of each run. */
export async function channelCounts(db: Db, runIds: readonly string[]): Promise<ReadonlyMap<string, Record<string, number>>> {
  const counts = new Map<string, Record<string, number>>();
  if (runIds.length === 0) return counts;
  const rows = await tables(db)
    .selectFrom('production.run_channels')
    .selectAll()
    .where('run_id', 'in', [...runIds])
    .execute();
  for (const row of rows) counts.set(row.run_id, { ...counts.get(row.run_id), [row.channel]: row.communications });
  return counts;
}

/** Records of chunks done since a moment, per run. */
export async function recordsDoneSince(db: Db, runIds: readonly string[], since: Date): Promise<ReadonlyMap<string, number>> {
  if (runIds.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom('production.chunks')
    .select(['run_id', sql<number>`sum(composed + failed + withheld)::int`.as('records')])
    .where('run_id', 'in', [...runIds])
    .where('state', '=', 'done')
    .where('done_at', '>=', since)
    .groupBy('run_id')
    .execute();
  return new Map(rows.map((row) => [row.run_id, row.records]));
}

/** Open chunks of running runs in which nothing has begun or ended since a moment. */
export async function stalledChunks(db: Db, since: Date): Promise<readonly { readonly runId: string; readonly chunk: number }[]> {
  const stalled = await sql<{ runId: string; chunk: number }>`
    select c.run_id as "runId", c.number as chunk
    from production.runs r join production.chunks c on c.run_id = r.id
    where r.state = 'running' and c.state in ('waiting', 'running') and r.running_since < ${since}
      and not exists (select 1 from production.chunks k where k.run_id = r.id and greatest(k.started_at, k.done_at) >= ${since})
    order by c.run_id, c.number`.execute(db);
  return stalled.rows;
}
