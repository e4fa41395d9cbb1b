import { sql } from 'kysely';
import { idOrNull } from '../../platform/db/index.ts';
import type { BrandVersionState } from '../types.ts';
import type { PartSource } from './parts.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of brands: their versions on the way to release, and uploaded fonts. */

export interface BrandRow {
  readonly id: string;
  /** Null before its first release. */
  readonly versionId: string | null;
  readonly version: number | null;
  readonly source: string;
  readonly revision: number | null;
  readonly savedAt: Date | null;
  readonly savedBy: string | null;
  readonly templates: number;
}

/** By id, each with the version that drafts are shown with; before there is one as its own draft says. */
export async function listBrands(
  db: Reader,
  { id, after, limit }: { readonly id?: string; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly BrandRow[]> {
  const { rows } = await sql<BrandRow>`
    select b.id, v.id as "versionId", v.version, coalesce(v.source, d.document) as source, d.revision, d.saved_at as "savedAt", d.saved_by as "savedBy",
      (select count(*)::int from (select distinct user_id from content.uses where used_kind = 'brand' and used_id = b.id
        and user_kind = 'template') once) as templates
    from content.brands b
      left join lateral (select n.id, n.version, n.source from content.brand_versions n left join content.brand_releases r on r.version_id = n.id
        where n.brand_id = b.id and coalesce(r.state, 'released') = 'released' order by n.version desc limit 1) v on true
      left join content.drafts d on d.kind = 'brand' and d.content_id = b.id and d.state = 'open'
    where coalesce(v.id, d.id) is not null and ${id === undefined ? sql`true` : sql`b.id = ${id}`} and ${after === undefined ? sql`true` : sql`b.id > ${after}`}
    order by b.id limit ${limit}`.execute(db);
  return rows;
}

/** Whether no brand of this id has a version or a draft; one that was given up before its first version may begin anew. */
export async function brandIsFree(db: Reader, id: string): Promise<boolean> {
  const { rows } = await sql`select where not exists (select from content.brand_versions where brand_id = ${id})
    and not exists (select from content.drafts where kind = 'brand' and content_id = ${id} and state = 'open')`.execute(db);
  return rows.length > 0;
}

/** @returns false when there is one of this id */
export async function insertBrand(trx: Trx, id: string, at: Date): Promise<boolean> {
  await sql`insert into content.brands (id, created_at) values (${id}, ${at}) on conflict (id) do nothing`.execute(trx);
  await sql`select from content.brands where id = ${id} for update`.execute(trx);
  return await brandIsFree(trx, id);
}

export interface BrandVersionRow {
  readonly id: string;
  readonly version: number;
  readonly state: BrandVersionState;
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** Newest first. */
export async function brandVersions(db: Reader, brandId: string): Promise<readonly BrandVersionRow[]> {
  const { rows } = await sql<BrandVersionRow>`select v.id, v.version, coalesce(r.state, 'pushed') as state, v.created_at as "createdAt",
      v.created_by as "createdBy"
    from content.brand_versions v left join content.brand_releases r on r.version_id = v.id
    where v.brand_id = ${brandId} order by v.version desc`.execute(db);
  return rows;
}

/** A brand's version enters the workflow, or goes on in it. */
export async function putBrandRelease(
  trx: Trx,
  it: { readonly versionId: string; readonly brandId: string; readonly state: Exclude<BrandVersionState, 'pushed'> },
): Promise<void> {
  await sql`insert into content.brand_releases (version_id, brand_id, state) values (${it.versionId}, ${it.brandId}, ${it.state})
    on conflict (version_id) do update set state = excluded.state`.execute(trx);
}

/** The newest version of a brand that went through a review, if it is newer than this one. */
export async function laterBrand(db: Reader, brandId: string, version: number): Promise<PartSource | undefined> {
  const { rows } = await sql<PartSource>`select v.brand_id as id, v.id as "versionId", v.version, v.hash, v.source
    from content.brand_versions v join content.brand_releases r on r.version_id = v.id and r.state = 'released'
    where v.brand_id = ${brandId} and v.version > ${version} order by v.version desc limit 1`.execute(db);
  return rows[0];
}

/** Who pushed a version of a brand of which no template was released yet; undefined when one was, or when it was reviewed. */
export async function unreleasedBrandBy(db: Reader, versionId: string): Promise<string | undefined> {
  const { rows } = await sql<{ by: string }>`select created_by as by from content.brand_versions v where id = ${idOrNull(versionId)}
    and not exists (select from content.brand_releases r where r.version_id = v.id)
    and not exists (select from content.template_versions t where t.released_at is not null
      and t.manifest -> 'brand' ->> 'versionId' = ${versionId})`.execute(db);
  return rows[0]?.by;
}

/** Keeps an uploaded font. @returns its name: that of the first upload of these bytes */
export async function insertFont(
  trx: Trx,
  font: { readonly name: string; readonly sha256: string; readonly uploadedAt: Date; readonly uploadedBy: string },
): Promise<string> {
  await sql`insert into content.fonts (name, sha256, uploaded_at, uploaded_by)
    values (${font.name}, ${font.sha256}, ${font.uploadedAt}, ${font.uploadedBy}) on conflict (sha256) do nothing`.execute(trx);
  const { rows } = await sql<{ name: string }>`select name from content.fonts where sha256 = ${font.sha256}`.execute(trx);
  return rows[0]!.name;
}

/** Hashes of uploaded fonts and images by their names. */
export async function uploadsNamed(db: Reader, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ name: string; sha256: string }>`
    select name, sha256 from content.fonts where name = any(${[...names]}::text[])
    union all select name, sha256 from content.images where name = any(${[...names]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

/** Whether an asset is there. */
export async function assetExists(db: Reader, sha256: string): Promise<boolean> {
  return (await sql`select from content.assets where sha256 = ${sha256}`.execute(db)).rows.length > 0;
}
