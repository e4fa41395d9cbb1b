import { sql } from 'kysely';
import type { Db } from '../../platform/platform.ts';
import type { Manifest } from '../types.ts';
import type { Reader } from './reader.ts';

/** The manifest of the version that was released last, of all or of those in one brand. */
export async function newestReleasedManifest(db: Db, brandId: string | undefined): Promise<Manifest | undefined> {
  const { rows } = await sql<{ manifest: Manifest }>`select manifest from content.template_versions
    where state = 'released' ${brandId === undefined ? sql`` : sql`and manifest -> 'brand' ->> 'id' = ${brandId}`}
    order by released_at desc limit 1`.execute(db);
  return rows[0]?.manifest;
}

/** A released version of a template in a brand, with its words and what it is made of. */
export interface ReleasedInBrandRow {
  readonly templateId: string;
  readonly class: string;
  readonly version: number;
  readonly name: string | Record<string, string>;
  readonly source: string;
  readonly manifest: Manifest;
}

/** By the template's id. */
export async function releasedInBrand(
  db: Reader,
  brandId: string,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<readonly ReleasedInBrandRow[]> {
  const { rows } =
    await sql<ReleasedInBrandRow>`select t.id as "templateId", t.class, v.version, v.head -> 'name' as name, v.source, v.manifest
    from content.uses u join content.templates t on t.id = u.user_id
      join content.template_versions v on v.template_id = t.id and v.state = 'released'
    where u.used_kind = 'brand' and u.used_id = ${brandId} and u.user_kind = 'template' and u.place = 'released'
      and ${after === undefined ? sql`true` : sql`t.id > ${after}`}
    order by t.id limit ${limit}`.execute(db);
  return rows;
}
