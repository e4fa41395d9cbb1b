import type { Transaction } from 'kysely';
import { transaction } from '../platform/db/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import './errors.ts';
import type { Fault, Row } from './csv/row.ts';
import { RowSplitter } from './csv/split-rows.ts';
import { recordsSink } from './load-records.ts';
import { converterFor, keyText, type Values } from './mapping.ts';
import { closeRow, type HeldRow, keepRow, lockDataset, lockHeldRow, lockRecord, othersHeld, releaseHold, takeHold } from './read-store.ts';
import { type GroupedRecord, hashOfRecord, recordOf, withRow } from './record.ts';
import { addOpen } from './store.ts';
import type { Sinks } from './types.ts';

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

/**
 * Puts a corrected row in the place of a quarantined one and loads it: into its record, or as a new one. When it is still wrong it
 * stays in quarantine with its new reason.
 * @returns whether it was loaded
 * @throws PosthornError `quarantine.not-found`, `quarantine.closed`, `import.already-running`
 */
export async function mendRow(platform: Platform, actor: Actor, id: string, raw: string, sinks: Sinks = {}): Promise<boolean> {
  return await transaction(platform.db, { log: platform.log }, async (trx) => {
    const row = await openRow(trx, id);
    const at = platform.clock();
    const read = readRow(row, raw);
    // First, so that a record that this row begins is not counted twice.
    if (!('fault' in read)) await releaseHold(trx, row.dataset, row.recordKey);
    const fault = 'fault' in read ? read.fault : await load(trx, row, read.values, sinks, at);
    if (fault && !('fault' in read)) await takeHold(trx, row.dataset, row.recordKey);
    if (fault) await keepRow(trx, row, await addOpen(trx, fault, 1), raw);
    else await closeRow(trx, row, { state: 'mended', raw, note: null, by: actor.name, at });
    const what = { file: row.file, line: row.line, before: row.raw, after: raw, loaded: !fault };
    await platform.audit.append(trx, actor, 'quarantine.mend', `quarantine/${id}`, what);
    return !fault;
  });
}

/**
 * Closes a row that is not to be loaded. Its record, if it has other rows, is complete without it.
 * @throws PosthornError `quarantine.not-found`, `quarantine.closed`, `import.already-running`
 */
export async function dismissRow(platform: Platform, actor: Actor, id: string, note: string): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const row = await openRow(trx, id);
    await closeRow(trx, row, { state: 'dismissed', raw: row.raw, note, by: actor.name, at: platform.clock() });
    await releaseHold(trx, row.dataset, row.recordKey);
    await platform.audit.append(trx, actor, 'quarantine.dismiss', `quarantine/${id}`, {
      file: row.file,
      line: row.line,
      raw: row.raw,
      note,
    });
  });
}

async function openRow(trx: Trx, id: string): Promise<HeldRow> {
  const row = await lockHeldRow(trx, id);
  if (!row) throw new PosthornError('quarantine.not-found', { detail: `There is no row ${id} in quarantine.` });
  if (row.state !== 'open') throw new PosthornError('quarantine.closed', { detail: `Line ${row.line} of ${row.file} is ${row.state}.` });
  if (!(await lockDataset(trx, row.dataset))) {
    throw new PosthornError('import.already-running', {
      detail: `An import into "${row.dataset}" is running; rows are mended when it has ended.`,
    });
  }
  return row;
}

const notOneRow: Fault = {
  field: '',
  code: 'not-one-row',
  reason: 'The corrected text is not exactly one row',
  hint: 'Write one row; text with line ends belongs in quotes',
};

function readRow(row: HeldRow, raw: string): { values: Values } | { fault: Fault } {
  // What a person typed is text already; the splitter wants the bytes of UTF-8.
  const splitter = new RowSplitter({ ...row.mapping.format, encoding: 'utf-8' });
  const rows: Row[] = [...splitter.push(Buffer.from(raw, 'utf8').toString('latin1')), ...splitter.end()];
  if (rows.length !== 1) return { fault: notOneRow };
  return converterFor(row.mapping, row.header, row.file).convert(rows[0]!);
}

/** @returns what is wrong when the target does not take the row */
async function load(trx: Trx, row: HeldRow, values: Values, sinks: Sinks, at: Date): Promise<Fault | undefined> {
  const { mapping } = row;
  const key = keyText(values[mapping.record.key]);
  const single = recordOf(mapping, values, row.line);
  if (mapping.target !== 'records') return refusalOf(await sinkFor(mapping.target, sinks)(trx, [single], at));
  const before = await lockRecord(trx, mapping.dataset, key);
  const record = before ? merged(single, row, values, before) : { ...single, held: await othersHeld(trx, row, key) };
  if (before && record.customerNumber !== single.customerNumber) return otherCustomer;
  const replacing = { ...mapping, update: before ? ('replace' as const) : mapping.update };
  return refusalOf(await recordsSink(replacing, row.importId)(trx, [record], at));
}

const otherCustomer: Fault = {
  field: '',
  code: 'record-conflict',
  reason: 'The row has the key of a record of another customer',
  hint: 'Rows of one record must name the same customer; correct the key or the customer',
};

const refusalOf = (result: { refused: readonly { fault: Fault }[] }): Fault | undefined => result.refused[0]?.fault;

function sinkFor(target: string, sinks: Sinks): Sinks[string] {
  const sink = sinks[target];
  if (!sink) throw new PosthornError('import.no-sink', { detail: `There is no target "${target}" here.` });
  return sink;
}

function merged(
  single: GroupedRecord,
  row: HeldRow,
  values: Values,
  before: NonNullable<Awaited<ReturnType<typeof lockRecord>>>,
): GroupedRecord {
  const { customerNumber, date, held } = before;
  // A record without lines is its one row: the mended row takes its place.
  const data = row.mapping.record.lines ? withRow(row.mapping, before.data, values) : single.data;
  const json = JSON.stringify(data);
  const lines = row.mapping.record.lines ? before.lines + 1 : 1;
  return { ...single, customerNumber, date, data, json, lines, held, hash: hashOfRecord(customerNumber, date, json) };
}
