import type { Fault, GroupedRecord, Sink } from '../intake/index.ts';
import { newId } from '../platform/db/index.ts';
import { customerFrom } from './rules.ts';
import { insertCustomers, knownCustomers, replaceCustomers } from './store.ts';
import type { ImportedCustomer } from './types.ts';

/** A customer that is to be written. */
export interface CustomerToWrite extends ImportedCustomer {
  readonly id: string;
  readonly hash: string;
}

const slice = 5_000;

/**
 * Intake's sink for customers: new ones go in by COPY, changed ones are replaced (what was chosen or learnt here stays: chosen
 * preferences, states of contact points), equal ones are left alone.
 */
export const customerSink: Sink = async (trx, records, at) => {
  const refused: { key: string; fault: Fault }[] = [];
  let written = 0;
  let linesUnchanged = 0;
  for (let from = 0; from < records.length; from += slice) {
    const batch = records.slice(from, from + slice);
    const known = await knownCustomers(
      trx,
      batch.map((record) => record.key),
    );
    const fresh: CustomerToWrite[] = [];
    const changed: CustomerToWrite[] = [];
    for (const record of batch) {
      const before = known.get(record.key);
      if (before?.hash === record.hash) {
        linesUnchanged += record.lines;
        continue;
      }
      const customer = customerOf(record);
      if ('code' in customer) refused.push({ key: record.key, fault: customer });
      else (before ? changed : fresh).push({ ...customer, id: before?.id ?? newId(), hash: record.hash });
    }
    await insertCustomers(trx, fresh, at);
    await replaceCustomers(trx, changed, at);
    written += fresh.length + changed.length;
  }
  return { written, linesUnchanged, refused };
};

function customerOf(record: GroupedRecord): ImportedCustomer | Fault {
  const customer = customerFrom(record.data);
  if ('code' in customer || customer.number === record.key) return customer;
  return {
    field: 'number',
    code: 'number-not-key',
    reason: 'The key of the mapping is not the customer number',
    hint: 'Set "key" to the field that goes into "number"',
  };
}
