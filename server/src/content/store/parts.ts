import { sql } from 'kysely';
import { idOrNull } from '../../platform/db/index.ts';
import type { Reader } from './reader.ts';

/** SQL that finds the parts of a draft as they are today. */

export interface PartSource {
  readonly id: string;
  readonly versionId: string;
  readonly version: number;
  readonly hash: string;
  readonly source: string;
}

/** The brand as it was pushed or released last; a version that waits for its release is none yet. */
export async function latestBrand(db: Reader, id: string): Promise<PartSource | undefined> {
  const { rows } = await sql<PartSource>`select v.brand_id as id, v.id as "versionId", v.version, v.hash, v.source
    from content.brand_versions v left join content.brand_releases r on r.version_id = v.id
    where v.brand_id = ${id} and coalesce(r.state, 'released') = 'released' order by v.version desc limit 1`.execute(db);
  return rows[0];
}

export async function brandVersion(db: Reader, versionId: string): Promise<PartSource | undefined> {
  const { rows } = await sql<PartSource>`select brand_id as id, id as "versionId", version, hash, source from content.brand_versions
    where id = ${idOrNull(versionId)}`.execute(db);
  return rows[0];
}

/** Brands that templates can be in. */
export async function brandIds(db: Reader): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select distinct v.brand_id as id
    from content.brand_versions v left join content.brand_releases r on r.version_id = v.id
    where coalesce(r.state, 'released') = 'released' order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

/** Blocks as their open drafts say, for those that have no version yet. */
export async function draftBlocks(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; document: string }>`select content_id as id, document from content.drafts
    where kind = 'block' and state = 'open' and content_id = any(${[...ids]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row.document]));
}

/** The newest version of each of these blocks. */
export async function latestBlocks(db: Reader, ids: readonly string[]): Promise<readonly PartSource[]> {
  const { rows } = await sql<PartSource>`select distinct on (block_id) block_id as id, id as "versionId", version, hash, source
    from content.block_versions where block_id = any(${[...ids]}::text[]) order by block_id, version desc`.execute(db);
  return rows;
}

export interface TemplateRow {
  readonly id: string;
  readonly kind: 'batch' | 'on-demand' | 'interactive';
  readonly class: string;
}

export async function templateRow(db: Reader, id: string): Promise<TemplateRow | undefined> {
  return (await sql<TemplateRow>`select id, kind, class from content.templates where id = ${id}`.execute(db)).rows[0];
}

/** @returns false when there is one of this id */
export async function insertTemplate(trx: Reader, row: TemplateRow, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into content.templates (id, created_at, kind, class)
    values (${row.id}, ${at}, ${row.kind}, ${row.class}) on conflict (id) do nothing`.execute(trx);
  return numAffectedRows === 1n;
}

/** Keeps beside a template what its document says of how its communications come about, for lists. */
export async function keepUse(trx: Reader, id: string, use: unknown): Promise<void> {
  const kind = use === 'on-demand' || use === 'interactive' ? use : 'batch';
  await sql`update content.templates set kind = ${kind} where id = ${id} and kind <> ${kind}`.execute(trx);
}

/** @returns false when there is one of this id */
export async function insertBlock(
  trx: Reader,
  row: { readonly id: string; readonly department: string | null; readonly tags: readonly string[] },
  at: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into content.blocks (id, created_at, department, tags)
    values (${row.id}, ${at}, ${row.department}, ${[...row.tags]}::text[]) on conflict (id) do nothing`.execute(trx);
  return numAffectedRows === 1n;
}

/** Ids that are this one, or begin so and go on with a dash. */
export async function idsLike(db: Reader, kind: 'template' | 'block', id: string, beginning: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(`content.${kind}s`)}
    where id = ${id} or starts_with(id, ${`${beginning}-`})`.execute(db);
  return new Set(rows.map((row) => row.id));
}

export async function blockExists(db: Reader, id: string): Promise<boolean> {
  return (await sql`select from content.blocks where id = ${id}`.execute(db)).rows.length > 0;
}

export async function blockVersion(db: Reader, versionId: string): Promise<PartSource | undefined> {
  const { rows } = await sql<PartSource>`select block_id as id, id as "versionId", version, hash, source from content.block_versions
    where id = ${idOrNull(versionId)}`.execute(db);
  return rows[0];
}

/** Who pushed a version of a block that was never released; undefined when it was. */
export async function unreleasedBlockBy(db: Reader, versionId: string): Promise<string | undefined> {
  const { rows } = await sql<{ by: string }>`select created_by as by from content.block_versions v where id = ${idOrNull(versionId)}
    and not exists (select from content.block_releases r where r.version_id = v.id and r.state in ('released', 'withdrawn'))`.execute(db);
  return rows[0]?.by;
}
