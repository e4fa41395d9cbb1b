import { sql } from 'kysely';
import type { ImageRow } from '../types.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of uploaded images, and of the assets of brands. */

const columns = sql.raw(`i.name, i.sha256, i.media_type as "mediaType", a.bytes, i.width, i.height, i.uploaded_at as "uploadedAt",
  i.uploaded_by as "uploadedBy"`);

/** The image with these bytes: the one that is there, or the new one. */
export async function insertImage(trx: Trx, image: Omit<ImageRow, 'bytes'>): Promise<ImageRow> {
  await sql`insert into content.images (name, sha256, media_type, width, height, uploaded_at, uploaded_by)
    values (${image.name}, ${image.sha256}, ${image.mediaType}, ${image.width}, ${image.height}, ${image.uploadedAt}, ${image.uploadedBy})
    on conflict (sha256) do nothing`.execute(trx);
  const { rows } = await sql<ImageRow>`select ${columns} from content.images i join content.assets a using (sha256)
    where i.sha256 = ${image.sha256}`.execute(trx);
  return rows[0]!;
}

/** Newest first; `after` is a name. */
export async function listImages(db: Reader, limit: number, after: string | undefined): Promise<readonly ImageRow[]> {
  const { rows } = await sql<ImageRow>`select ${columns} from content.images i join content.assets a using (sha256)
    where ${after === undefined ? sql`true` : sql`(i.uploaded_at, i.name) < (select uploaded_at, name from content.images where name = ${after})`}
    order by i.uploaded_at desc, i.name desc limit ${limit}`.execute(db);
  return rows;
}

export async function imageNamed(db: Reader, name: string): Promise<ImageRow | undefined> {
  const { rows } =
    await sql<ImageRow>`select ${columns} from content.images i join content.assets a using (sha256) where i.name = ${name}`.execute(db);
  return rows[0];
}

/** Hash and size of images by name; names that are none are left out. */
export async function imagesNamed(db: Reader, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ name: string; sha256: string }>`select name, sha256 from content.images
    where name = any(${[...names]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

export async function brandAssets(db: Reader, brandVersionId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ name: string; sha256: string }>`select name, sha256 from content.brand_assets
    where brand_version_id = ${brandVersionId}`.execute(db);
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

export async function keepBrandAssets(trx: Trx, brandVersionId: string, assets: Readonly<Record<string, string>>): Promise<void> {
  await sql`insert into content.brand_assets (brand_version_id, name, sha256)
    select ${brandVersionId}, key, value from jsonb_each_text(${JSON.stringify(assets)}::jsonb)
    on conflict (brand_version_id, name) do update set sha256 = excluded.sha256`.execute(trx);
}

/** Size of assets by hash; unknown ones are left out. */
export async function assetSizes(db: Reader, hashes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ sha256: string; bytes: number }>`select sha256, bytes from content.assets
    where sha256 = any(${[...hashes]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.sha256, row.bytes]));
}
