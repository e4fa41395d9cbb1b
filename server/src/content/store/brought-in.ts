import type { ImportFinding } from '@posthorn/contract';
import { sql } from 'kysely';
import { idOrNull, newId } from '../../platform/db/index.ts';
import type { Reader } from './reader.ts';

/** SQL of files that were brought in, and what became of them. */

export interface BroughtInRow {
  readonly id: string;
  readonly file: string;
  readonly templateId: string | null;
  readonly problem: string | null;
  readonly findings: readonly ImportFinding[];
}

export async function insertBroughtIn(
  db: Reader,
  { batch, file, templateId, problem, findings }: Omit<BroughtInRow, 'id'> & { readonly batch: string },
  by: string,
  at: Date,
): Promise<void> {
  await sql`insert into content.brought_in (id, batch, file, template_id, problem, findings, at, by)
    values (${newId()}, ${batch}, ${file}, ${templateId}, ${problem}, ${JSON.stringify(findings)}::jsonb, ${at}, ${by})`.execute(db);
}

export interface BatchRow {
  readonly id: string;
  readonly at: Date;
  readonly by: string;
  readonly files: number;
  /** Of them those of which everything was carried over, and those that could not be read. */
  readonly whole: number;
  readonly refused: number;
}

const figures = sql.raw(`batch as id, min(at) as at, min(by) as by, count(*)::int as files,
  count(*) filter (where problem is null and findings = '[]')::int as whole, count(problem)::int as refused`);

/** The latest first. */
export async function listBatches(db: Reader, limit: number): Promise<readonly BatchRow[]> {
  return (
    await sql<BatchRow>`select ${figures} from content.brought_in group by batch order by min(at) desc, batch limit ${limit}`.execute(db)
  ).rows;
}

export async function batchById(db: Reader, batch: string): Promise<BatchRow | undefined> {
  return (await sql<BatchRow>`select ${figures} from content.brought_in where batch = ${idOrNull(batch)} group by batch`.execute(db))
    .rows[0];
}

export interface FindingCount {
  readonly severity: ImportFinding['severity'];
  readonly code: string;
  readonly count: number;
  /** In how many files. */
  readonly files: number;
}

/** What could not be carried over, by kind; what is lost first, then what is frequent. */
export async function countFindings(db: Reader, batch: string): Promise<readonly FindingCount[]> {
  const { rows } = await sql<FindingCount>`
    select f ->> 'severity' as severity, f ->> 'code' as code, count(*)::int as count, count(distinct id)::int as files
    from content.brought_in cross join lateral jsonb_array_elements(findings) f where batch = ${idOrNull(batch)}
    group by 1, 2 order by 1 desc, 3 desc, 2`.execute(db);
  return rows;
}

/** By the order in which they came; those with one kind of finding, or all. */
export async function filesOfBatch(
  db: Reader,
  batch: string,
  { code, after, limit }: { readonly code?: string | undefined; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly BroughtInRow[]> {
  const { rows } = await sql<BroughtInRow>`select id, file, template_id as "templateId", problem, findings from content.brought_in
    where batch = ${idOrNull(batch)} and ${after === undefined ? sql`true` : sql`id > ${idOrNull(after)}`}
      and ${code === undefined ? sql`true` : sql`findings @> ${JSON.stringify([{ code }])}::jsonb`}
    order by id limit ${limit}`.execute(db);
  return rows;
}
