import { hash } from 'node:crypto';
import type { GroupedRecord } from './record.ts';
import { insertRecords, knownRecords } from './store.ts';

/** A record that Posthorn itself makes, such as a campaign's for each customer in it. */
export interface OwnRecord {
  readonly key: string;
  readonly customerNumber: string;
  readonly data: { readonly [field: string]: unknown };
}

/**
 * Adds records to a dataset of a room's own, in its transaction; those whose keys are there already stay as they are. Such datasets are not
 * among those that people choose from.
 * @param source id of what they come from
 */
export async function appendRecords(
  trx: Parameters<typeof insertRecords>[0],
  dataset: string,
  source: string,
  records: readonly OwnRecord[],
  at: Date,
): Promise<void> {
  if (records.length === 0) return;
  const keys = records.map((record) => record.key);
  const known = await knownRecords(trx, dataset, keys);
  const fresh = records.filter((record) => !known.has(record.key)).map(grouped);
  await insertRecords(trx, dataset, source, fresh, at);
}

function grouped({ key, customerNumber, data }: OwnRecord, index: number): GroupedRecord {
  const json = JSON.stringify(data);
  const sum = hash('sha256', `${key} ${customerNumber} ${json}`, 'hex');
  return { key, customerNumber, date: null, data, json, lines: 1, held: 0, hash: sum, line: index + 1 };
}
