import type { Diagnostic } from '@posthorn/engine';
import { type ColumnType, type Kysely, sql, type Transaction } from 'kysely';
import { isId } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { FailedRecord } from '../types.ts';

interface FailureTable {
  run_id: string;
  record_id: string;
  record_key: string;
  customer_number: string | null;
  at: Date;
  diagnostics: ColumnType<readonly Diagnostic[], string, string>;
  state: 'open' | 'retried';
  kind: FailedRecord['kind'];
}

interface Tables {
  'production.run_failures': FailureTable;
}

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type AnyTransaction = Transaction<any>;
const tables = (source: Db | AnyTransaction) => source as unknown as Kysely<Tables>;

/** Keeps failed records; one that failed before and was retried is open again. */
export async function keepFailures(trx: AnyTransaction, runId: string, failures: readonly FailedRecord[], at: Date): Promise<void> {
  if (failures.length === 0) return;
  const rows = failures.map((failure) => ({
    run_id: runId,
    record_id: failure.recordId,
    record_key: failure.recordKey,
    customer_number: failure.customerNumber,
    at,
    diagnostics: JSON.stringify(failure.diagnostics),
    state: 'open' as const,
    kind: failure.kind,
  }));
  await tables(trx)
    .insertInto('production.run_failures')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['run_id', 'record_id']).doUpdateSet((excluded) => ({
        at: excluded.ref('excluded.at'),
        diagnostics: excluded.ref('excluded.diagnostics'),
        state: excluded.ref('excluded.state'),
        kind: excluded.ref('excluded.kind'),
      })),
    )
    .execute();
}

/** Takes all open failures of a run for another try, and what was withheld. @returns their records, in order */
export async function takeOpenFailures(
  trx: AnyTransaction,
  runId: string,
): Promise<readonly { readonly recordId: string; readonly kind: FailedRecord['kind'] }[]> {
  const rows = await tables(trx)
    .updateTable('production.run_failures')
    .set({ state: 'retried' })
    .where('run_id', '=', runId)
    .where('state', '=', 'open')
    .returning(['record_id as recordId', 'kind'])
    .execute();
  return rows.sort((a, b) => (BigInt(a.recordId) < BigInt(b.recordId) ? -1 : 1));
}

export interface FailureRow extends FailedRecord {
  readonly at: Date;
  readonly state: 'open' | 'retried';
}

/** By record, in order. `after` is the record id of the last one of the page before. */
export async function listFailures(
  db: Db,
  runId: string,
  pageOf: { readonly kind?: FailedRecord['kind']; readonly after?: string; readonly limit: number },
): Promise<readonly FailureRow[]> {
  if (!isId(runId)) return [];
  let query = tables(db)
    .selectFrom('production.run_failures')
    .select(['record_id as recordId', 'record_key as recordKey', 'customer_number as customerNumber', 'at', 'diagnostics', 'state', 'kind'])
    .where('run_id', '=', runId)
    .where('kind', '=', pageOf.kind ?? 'failed')
    .orderBy('record_id')
    .limit(pageOf.limit);
  if (pageOf.after !== undefined && /^\d{1,18}$/.test(pageOf.after)) query = query.where('record_id', '>', pageOf.after);
  return query.execute();
}

/** Open failures over all runs, and the newest run that has some. */
export async function failedRecords(db: Db): Promise<{ readonly records: number; readonly newestRun: string | null }> {
  const { rows } = await sql<{ records: number; newestRun: string | null }>`
    select coalesce(sum(failed), 0)::int as records, (array_agg(id order by id desc))[1]::text as "newestRun"
    from production.runs where failed > 0`.execute(db);
  return rows[0]!;
}
