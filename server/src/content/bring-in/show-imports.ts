import type { api, QueryOf, ReplyOf } from '@posthorn/contract';
import { after, limitOf, pageOf } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { type BatchRow, batchById, countFindings, filesOfBatch, listBatches } from '../store/brought-in.ts';

type Reading = Pick<Platform, 'db'>;

const batchesShown = 50;

/** What was brought in lately. */
export async function showImports(platform: Reading): Promise<ReplyOf<typeof api.importing.batches>> {
  return { rows: (await listBatches(platform.db, batchesShown)).map(present) };
}

/** What became of files that were brought in together; nothing is there of an id that nobody used. */
export async function showImport(platform: Reading, id: string): Promise<ReplyOf<typeof api.importing.report>> {
  const batch = await batchById(platform.db, id);
  return {
    ...(batch === undefined ? {} : { batch: present(batch) }),
    kinds: (await countFindings(platform.db, id)).map((kind) => ({ ...kind })),
  };
}

/** Each file with what it became and what could not be carried over. */
export async function showImportedFiles(
  platform: Reading,
  id: string,
  query: QueryOf<typeof api.importing.files>,
): Promise<ReplyOf<typeof api.importing.files>> {
  const limit = limitOf(query);
  const rows = await filesOfBatch(platform.db, id, { code: query.code, after: after(query), limit: limit + 1 });
  const page = pageOf(rows, limit, (row) => row.id);
  return {
    ...page,
    rows: page.rows.map(({ templateId, problem, findings, ...row }) => ({
      ...row,
      findings: [...findings],
      ...(templateId === null ? {} : { templateId }),
      ...(problem === null ? {} : { problem }),
    })),
  };
}

const present = ({ at, ...batch }: BatchRow) => ({ ...batch, at: at.toISOString() });
