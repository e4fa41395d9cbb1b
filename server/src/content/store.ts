import { type RawBuilder, sql, type Transaction } from 'kysely';
import { idOrNull, newId } from '../platform/db/index.ts';
import type { Db } from '../platform/platform.ts';
import type { Manifest, PinnedVersion, TemplateVersionInfo, TemplateVersionRow } from './types.ts';

/** All SQL of content. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;
type Reader = Db | Trx;

const infoColumns = sql.raw(`id, template_id as "templateId", version, state, hash, created_at as "createdAt", created_by as "createdBy",
  released_at as "releasedAt", released_by as "releasedBy", note, authors, origin`);

/** Nobody else pushes or releases a version of the template until the transaction ends. */
export async function lockTemplate(trx: Trx, id: string, at: Date): Promise<void> {
  await sql`insert into content.templates (id, created_at) values (${id}, ${at}) on conflict (id) do nothing`.execute(trx);
  await sql`select from content.templates where id = ${id} for update`.execute(trx);
}

const tables = {
  brand: { parents: 'content.brands', versions: 'content.brand_versions', column: 'brand_id' },
  block: { parents: 'content.blocks', versions: 'content.block_versions', column: 'block_id' },
} as const;

/** The version of a brand or block with this content: the one that is there, or a new one. */
export async function pinPart(
  trx: Trx,
  kind: 'brand' | 'block',
  part: { id: string; hash: string; source: string },
  by: string,
  at: Date,
): Promise<PinnedVersion> {
  const { parents, versions, column } = tables[kind];
  await sql`insert into ${sql.table(parents)} (id, created_at) values (${part.id}, ${at}) on conflict (id) do nothing`.execute(trx);
  await sql`select from ${sql.table(parents)} where id = ${part.id} for update`.execute(trx);
  const known = await sql<{ versionId: string; version: number }>`select id as "versionId", version from ${sql.table(versions)}
    where ${sql.ref(column)} = ${part.id} and hash = ${part.hash} order by version desc limit 1`.execute(trx);
  if (known.rows[0]) return { id: part.id, hash: part.hash, ...known.rows[0] };
  return await insertPart(trx, kind, part, by, at);
}

/** A new version of a brand or block, even if its content was there before. */
export async function insertPart(
  trx: Trx,
  kind: 'brand' | 'block',
  part: { id: string; hash: string; source: string },
  by: string,
  at: Date,
): Promise<PinnedVersion> {
  const { versions, column } = tables[kind];
  const versionId = newId();
  const added = await sql<{ version: number }>`
    insert into ${sql.table(versions)} (id, ${sql.ref(column)}, version, hash, source, created_at, created_by)
    select ${versionId}, ${part.id}, coalesce(max(version), 0) + 1, ${part.hash}, ${part.source}, ${at}, ${by}
    from ${sql.table(versions)} where ${sql.ref(column)} = ${part.id} returning version`.execute(trx);
  return { id: part.id, hash: part.hash, versionId, version: added.rows[0]!.version };
}

/** Sources of pinned versions by their ids. */
export async function sourcesOf(db: Reader, kind: 'brand' | 'block', versionIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; source: string }>`select id, source from ${sql.table(tables[kind].versions)}
    where id = any(${[...versionIds]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row.source]));
}

/** Those of these hashes that have no asset yet. */
export async function missingAssets(db: Reader, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ sha256: string }>`select sha256 from content.assets where sha256 = any(${[...hashes]}::text[])`.execute(db);
  const known = new Set(rows.map((row) => row.sha256));
  return new Set(hashes.filter((hash) => !known.has(hash)));
}

export async function insertAsset(trx: Trx, asset: { sha256: string; key: string; bytes: number }, at: Date): Promise<void> {
  await sql`insert into content.assets (sha256, object_key, bytes, created_at) values (${asset.sha256}, ${asset.key}, ${asset.bytes}, ${at})
    on conflict (sha256) do nothing`.execute(trx);
}

export interface NewVersion {
  readonly templateId: string;
  readonly hash: string;
  readonly source: string;
  readonly samples: string;
  readonly manifest: Manifest;
  /** Everybody whose changes are in it, as `kind/id`. */
  readonly authors: readonly string[];
  readonly origin: TemplateVersionInfo['origin'];
  readonly state?: 'draft' | 'in_review';
}

export async function insertVersion(trx: Trx, it: NewVersion, by: string, at: Date): Promise<TemplateVersionInfo> {
  const { rows } = await sql<TemplateVersionInfo>`
    insert into content.template_versions (id, template_id, version, state, hash, source, samples, manifest, created_at, created_by,
      authors, origin)
    select ${newId()}, ${it.templateId}, coalesce(max(version), 0) + 1, ${it.state ?? 'draft'}, ${it.hash}, ${it.source}, ${it.samples},
      ${JSON.stringify(it.manifest)}::jsonb, ${at}, ${by}, ${[...it.authors]}::text[], ${it.origin}
    from content.template_versions where template_id = ${it.templateId} returning ${infoColumns}`.execute(trx);
  return rows[0]!;
}

export async function latestVersion(db: Reader, templateId: string): Promise<TemplateVersionRow | undefined> {
  return (await versions(db, sql`template_id = ${templateId} order by version desc limit 1`))[0];
}

export async function versionById(db: Reader, id: string): Promise<TemplateVersionRow | undefined> {
  return (await versions(db, sql`id = ${idOrNull(id)}`))[0];
}

export async function versionByNumber(db: Reader, templateId: string, version: number): Promise<TemplateVersionRow | undefined> {
  return (await versions(db, sql`template_id = ${templateId} and version = ${version}`))[0];
}

export async function releasedVersionRow(db: Reader, templateId: string): Promise<TemplateVersionRow | undefined> {
  return (await versions(db, sql`template_id = ${templateId} and state = 'released'`))[0];
}

async function versions(db: Reader, where: RawBuilder<unknown>): Promise<readonly TemplateVersionRow[]> {
  const { rows } = await sql<TemplateVersionRow>`select ${infoColumns}, source, samples, manifest from content.template_versions
    where ${where}`.execute(db);
  return rows;
}

/** Newest first, without their content. */
export async function versionInfos(db: Reader, templateId: string): Promise<readonly TemplateVersionInfo[]> {
  const { rows } = await sql<TemplateVersionInfo>`select ${infoColumns} from content.template_versions
    where template_id = ${templateId} order by version desc`.execute(db);
  return rows;
}

export async function setReleased(trx: Trx, version: TemplateVersionInfo, by: string, note: string, at: Date): Promise<void> {
  await sql`update content.template_versions set state = 'retired' where template_id = ${version.templateId} and state = 'released'`.execute(
    trx,
  );
  await sql`update content.template_versions set state = 'released', released_at = ${at}, released_by = ${by}, note = ${note}
    where id = ${version.id}`.execute(trx);
}

export async function setVersionState(trx: Trx, id: string, state: 'scheduled' | 'returned' | 'withdrawn'): Promise<void> {
  await sql`update content.template_versions set state = ${state} where id = ${id}`.execute(trx);
}

/** The released versions of these templates, without their content. */
export async function releasedInfos(db: Reader, templateIds: readonly string[]): Promise<readonly TemplateVersionInfo[]> {
  const { rows } = await sql<TemplateVersionInfo>`select ${infoColumns} from content.template_versions
    where state = 'released' and template_id = any(${[...templateIds]}::text[])`.execute(db);
  return rows;
}
