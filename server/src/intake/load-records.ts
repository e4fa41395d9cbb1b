import type { Fault } from './csv/row.ts';
import type { Mapping } from './mapping-schema.ts';
import type { GroupedRecord } from './record.ts';
import { addToDataset, insertRecords, knownRecords, replaceRecords } from './store.ts';
import type { Sink } from './types.ts';

const refusal: Fault = {
  field: '',
  code: 'record-exists',
  reason: 'A record with this key was loaded before with other content, and the mapping does not allow to replace it',
  hint: 'Dismiss the row, or set "update" to "replace" in the mapping and import again',
};

/** Intake's own sink: records of a dataset. New ones go in by COPY, changed ones are replaced, equal ones are left alone. */
export function recordsSink(mapping: Mapping, importId: string): Sink {
  return async (trx, records, at) => {
    const known = await knownRecords(
      trx,
      mapping.dataset,
      records.map((record) => record.key),
    );
    const fresh: GroupedRecord[] = [];
    const changed: GroupedRecord[] = [];
    const refused: { key: string; fault: Fault }[] = [];
    let linesUnchanged = 0;
    for (const record of records) {
      const before = known.get(record.key);
      if (!before) fresh.push(record);
      else if (before.hash === record.hash && before.held === record.held) linesUnchanged += record.lines;
      else if (mapping.update === 'refuse') refused.push({ key: record.key, fault: refusal });
      else changed.push(record);
    }
    await insertRecords(trx, mapping.dataset, importId, fresh, at);
    await replaceRecords(trx, mapping.dataset, importId, changed, at);
    const dates = [...fresh, ...changed].flatMap((record) => record.date ?? []);
    if (fresh.length + changed.length > 0) await addToDataset(trx, mapping.dataset, fresh.length, dates);
    return { written: fresh.length + changed.length, linesUnchanged, refused };
  };
}
