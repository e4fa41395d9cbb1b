import { sql } from 'kysely';
import type { Db } from '../../platform/platform.ts';
import type { Manifest } from '../types.ts';

/** The manifest of the version that was released last, of all or of those in one brand. */
export async function newestReleasedManifest(db: Db, brandId: string | undefined): Promise<Manifest | undefined> {
  const { rows } = await sql<{ manifest: Manifest }>`select manifest from content.template_versions
    where state = 'released' ${brandId === undefined ? sql`` : sql`and manifest -> 'brand' ->> 'id' = ${brandId}`}
    order by released_at desc limit 1`.execute(db);
  return rows[0]?.manifest;
}
