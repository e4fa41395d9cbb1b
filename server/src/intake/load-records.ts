import type { Transaction } from 'kysely';
import { copyRows, withClient } from '../platform/db/index.ts';
import type { Fault } from './csv/row.ts';
import type { Mapping } from './mapping-schema.ts';
import type { GroupedRecord } from './record.ts';
import { addToDataset, makeRecordStage, mergeStage, recordStage, takeRefused } from './store.ts';
import type { Sink, SinkResult } from './types.ts';

const refusal: Fault = {
  field: '',
  code: 'record-exists',
  reason: 'A record with this key was loaded before with other content, and the mapping does not allow to replace it',
  hint: 'Dismiss the row, or set "update" to "replace" in the mapping and import again',
};

/** Intake's own sink: records of a dataset, by COPY into a stage and one merge. */
export function recordsSink(mapping: Mapping, importId: string): Sink {
  return async (trx, records, at) => {
    if (records.length === 0) return { written: 0, linesUnchanged: 0, refused: [] };
    await stage(trx, records);
    const refused = mapping.update === 'refuse' ? await takeRefused(trx, mapping.dataset) : new Map<string, number>();
    const merged = await mergeStage(trx, mapping.dataset, importId, at);
    await addToDataset(trx, mapping.dataset, merged);
    return resultOf(records, refused, merged);
  };
}

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
async function stage(trx: Transaction<any>, records: readonly GroupedRecord[]): Promise<void> {
  await makeRecordStage(trx);
  const columns = ['key', 'customer_number', 'record_date', 'data', 'lines', 'held', 'hash'];
  const rows = records.map((r) => [r.key, r.customerNumber, r.date, r.data, r.lines, r.held, r.hash]);
  await withClient(trx, (client) => copyRows(client, recordStage, columns, rows));
}

function resultOf(
  records: readonly GroupedRecord[],
  refused: ReadonlyMap<string, number>,
  merged: { records: number; lines: number },
): SinkResult {
  const staged = records.reduce((sum, record) => sum + record.lines, 0);
  const refusedLines = [...refused.values()].reduce((sum, lines) => sum + lines, 0);
  return {
    written: merged.records,
    linesUnchanged: staged - refusedLines - merged.lines,
    refused: [...refused.keys()].map((key) => ({ key, fault: refusal })),
  };
}
