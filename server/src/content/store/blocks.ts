import { sql } from 'kysely';
import type { BlockCandidate } from '../validity.ts';
import type { Reader } from './reader.ts';

/** SQL of blocks: which of their versions are in use. */

/**
 * The versions of blocks that may be used: those that were released; of a block of which none was, the newest, as it came with a folder.
 */
export async function candidatesOf(db: Reader, ids: readonly string[]): Promise<readonly BlockCandidate[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<BlockCandidate & { validFrom: string | null; validUntil: string | null }>`
    select v.block_id as id, v.id as "versionId", v.version, v.hash, v.source, r.valid_from::text as "validFrom", r.valid_until::text as "validUntil"
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
