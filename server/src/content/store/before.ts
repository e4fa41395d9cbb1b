import { type RawBuilder, sql } from 'kysely';
import { idOrNull } from '../../platform/db/index.ts';
import type { ContentKind } from '../types.ts';
import type { Reader } from './reader.ts';

/** SQL that finds what a version replaces. */

export interface VersionNumber {
  readonly versionId: string;
  readonly version: number;
}

/** The version that a version would replace, or that it replaced when it was released; undefined for the first. */
export async function versionBefore(db: Reader, kind: ContentKind, versionId: string): Promise<VersionNumber | undefined> {
  const { rows } = await befores[kind](versionId).execute(db);
  return rows[0];
}

const befores: { readonly [kind in ContentKind]: (versionId: string) => RawBuilder<VersionNumber> } = {
  template: (versionId) => sql`select b.id as "versionId", b.version from content.template_versions v
    join content.template_versions b on b.template_id = v.template_id and b.id <> v.id and b.released_at is not null
      and b.released_at < coalesce(v.released_at, 'infinity')
    where v.id = ${idOrNull(versionId)} order by b.released_at desc, b.version desc limit 1`,
  block: (versionId) => sql`select b.id as "versionId", b.version from content.block_versions v
    join content.block_versions b on b.block_id = v.block_id and b.version < v.version
    join content.block_releases r on r.version_id = b.id and r.state in ('released', 'withdrawn')
    where v.id = ${idOrNull(versionId)} order by b.version desc limit 1`,
  brand: (versionId) => sql`select b.id as "versionId", b.version from content.brand_versions v
    join content.brand_versions b on b.brand_id = v.brand_id and b.version < v.version
    left join content.brand_releases r on r.version_id = b.id
    where v.id = ${idOrNull(versionId)} and coalesce(r.state, 'released') = 'released' order by b.version desc limit 1`,
};
