import { sql } from 'kysely';
import type { BlockCandidate } from '../validity.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of blocks: which of their versions are in use. */

/**
 * The versions of blocks that may be used: those that were released; of a block of which none was, the newest, as it came with a folder.
 */
export async function candidatesOf(db: Reader, ids: readonly string[]): Promise<readonly BlockCandidate[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<BlockCandidate & { validFrom: string | null; validUntil: string | null }>`
    select v.block_id as id, v.id as "versionId", v.version, v.hash, v.source, r.version_id is not null as released, r.valid_from::text as "validFrom", r.valid_until::text as "validUntil"
    from content.block_versions v left join content.block_releases r on r.version_id = v.id and r.state = 'released'
    where v.block_id = any(${[...ids]}::text[]) and (r.version_id is not null or (
      not exists (select from content.block_releases o where o.block_id = v.block_id and o.state = 'released')
      and v.version = (select max(n.version) from content.block_versions n where n.block_id = v.block_id)))
    order by v.block_id, v.version`.execute(db);
  return rows.map(({ validFrom, validUntil, ...row }) => ({
    ...row,
    ...(validFrom ? { validFrom } : {}),
    ...(validUntil ? { validUntil } : {}),
  }));
}

export interface BlockRow {
  readonly id: string;
  readonly department: string | null;
  readonly tags: readonly string[];
  /** The document of the newest version, else of the draft. */
  readonly source: string;
  readonly version: number | null;
  readonly revision: number | null;
  readonly savedAt: Date | null;
  readonly savedBy: string | null;
  readonly templates: number;
}

export interface BlockFilter {
  readonly id?: string;
  readonly q?: string | undefined;
  readonly tag?: string | undefined;
  readonly department?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** By id. The word is looked for in ids and names. */
export async function listBlocks(db: Reader, { id, q, tag, department, after, limit }: BlockFilter): Promise<readonly BlockRow[]> {
  const where = [
    ...(id === undefined ? [] : [sql`b.id = ${id}`]),
    ...(after === undefined ? [] : [sql`b.id > ${after}`]),
    ...(tag ? [sql`b.tags @> ${[tag]}::text[]`] : []),
    ...(department ? [sql`b.department = ${department}`] : []),
    ...(q ? [sql`b.words like ${containing(q)}`] : []),
    // Neither a version nor a draft: the only draft was discarded.
    // Asked one by one, as scalars: `exists … or exists …` would be answered for all blocks at once, to show fifty of them.
    sql`coalesce((select true from content.block_versions v where v.block_id = b.id limit 1),
      (select true from content.drafts d where d.kind = 'block' and d.content_id = b.id and d.state = 'open'), false)`,
  ];
  const { rows } = await sql<BlockRow>`
    with chosen as (select b.id, b.department, b.tags from content.blocks b where ${sql.join(where, sql` and `)} order by b.id limit ${limit})
    select b.id, b.department, b.tags, coalesce(v.source, d.document) as source, v.version, d.revision, d.saved_at as "savedAt", d.saved_by as "savedBy",
      (select count(*)::int from (select distinct user_id from content.uses where used_kind = 'block' and used_id = b.id and user_kind = 'template') once) as templates
    from chosen b
      left join lateral (select version, source from content.block_versions where block_id = b.id order by version desc limit 1) v on true
      left join content.drafts d on d.kind = 'block' and d.content_id = b.id and d.state = 'open'
    order by b.id`.execute(db);
  return rows;
}

/** A pattern of `like` for a part of a text in lower case. */
const containing = (q: string): string => `%${q.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

const mostLabels = 1_000;

/** Tags and departments that there are: each found from the one before it, so that blocks are not counted through for it. */
export async function labelsOfBlocks(db: Reader): Promise<{ tags: string[]; departments: string[] }> {
  const { rows: departments } = await sql<{ department: string }>`
    with recursive one as (
      (select department from content.blocks where department > '' order by department limit 1)
      union all
      select (select b.department from content.blocks b where b.department > one.department order by b.department limit 1) from one where one.department is not null
    ) select department from one where department is not null limit ${mostLabels}`.execute(db);
  const { rows: tags } = await sql<{ tag: string }>`select distinct unnest(tags) as tag from content.blocks where tags <> '{}'
    order by tag limit ${mostLabels}`.execute(db);
  return { tags: tags.map(({ tag }) => tag), departments: departments.map(({ department }) => department) };
}

/** Keeps what a block is called, for `listBlocks`. */
export async function keepWords(trx: Trx, id: string, name: unknown): Promise<void> {
  const names = typeof name === 'string' ? [name] : Object.values((name ?? {}) as object).map(String);
  const words = [id, ...names].join(' ').toLowerCase().slice(0, 2_000);
  await sql`update content.blocks set words = ${words} where id = ${id} and words <> ${words}`.execute(trx);
}

/** @returns false when there is no such block */
export async function describeBlock(
  trx: Trx,
  id: string,
  { department, tags }: { readonly department?: string | undefined; readonly tags?: readonly string[] | undefined },
): Promise<boolean> {
  const { numAffectedRows } = await sql`update content.blocks set department = coalesce(${department ?? null}, department),
    tags = coalesce(${tags ? [...tags] : null}::text[], tags) where id = ${id}`.execute(trx);
  return numAffectedRows === 1n;
}

export interface BlockVersionRow {
  readonly id: string;
  readonly version: number;
  readonly state: 'pushed' | 'in_review' | 'scheduled' | 'released' | 'returned' | 'withdrawn';
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** Newest first. */
export async function blockVersions(db: Reader, blockId: string): Promise<readonly BlockVersionRow[]> {
  const { rows } =
    await sql<BlockVersionRow>`select v.id, v.version, coalesce(r.state, 'pushed') as state, r.valid_from::text as "validFrom",
      r.valid_until::text as "validUntil", v.created_at as "createdAt", v.created_by as "createdBy"
    from content.block_versions v left join content.block_releases r on r.version_id = v.id
    where v.block_id = ${blockId} order by v.version desc`.execute(db);
  return rows;
}
