import { sql } from 'kysely';
import { idOrNull, newId } from '../../platform/db/index.ts';
import type { SampleRow } from '../types.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of sample records. */

const columns = sql.raw('id, label, source, record');

/** In the order in which they were added. */
export async function samplesOf(db: Reader, templateId: string): Promise<readonly SampleRow[]> {
  const { rows } = await sql<SampleRow>`select ${columns} from content.samples where template_id = ${templateId} order by id`.execute(db);
  return rows;
}

export async function insertSamples(
  trx: Trx,
  templateId: string,
  samples: readonly Omit<SampleRow, 'id'>[],
  by: string,
  at: Date,
): Promise<readonly SampleRow[]> {
  const added: SampleRow[] = [];
  for (const { label, source, record } of samples) {
    const { rows } = await sql<SampleRow>`insert into content.samples (id, template_id, label, source, record, added_at, added_by)
      values (${newId()}, ${templateId}, ${label}, ${source}, ${JSON.stringify(record)}::jsonb, ${at}, ${by}) returning ${columns}`.execute(
      trx,
    );
    added.push(rows[0]!);
  }
  return added;
}

export async function deleteSample(trx: Trx, templateId: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from content.samples where template_id = ${templateId} and id = ${idOrNull(id)}`.execute(
    trx,
  );
  return numAffectedRows === 1n;
}
