import { sql } from 'kysely';
import { idOrNull } from '../../platform/db/index.ts';
import type { TextKind } from '../types.ts';
import type { Reader } from './reader.ts';

/** SQL that goes back from a version to who wrote and released it. */

export interface OldVersion {
  readonly versionId: string;
  readonly version: number;
  readonly source: string;
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** A version and those before it that may have gone to customers, newest first; versions that were returned are left out. */
export async function versionsBack(db: Reader, kind: TextKind, versionId: string, limit: number): Promise<readonly OldVersion[]> {
  const { rows } =
    kind === 'template'
      ? await sql<OldVersion>`select b.id as "versionId", b.version, b.source, b.created_at as "createdAt", b.created_by as "createdBy"
          from content.template_versions v join content.template_versions b on b.template_id = v.template_id and b.version <= v.version
          where v.id = ${idOrNull(versionId)} and (b.id = v.id or b.released_at is not null) order by b.version desc limit ${limit}`.execute(
          db,
        )
      : await sql<OldVersion>`select b.id as "versionId", b.version, b.source, b.created_at as "createdAt", b.created_by as "createdBy"
          from content.block_versions v join content.block_versions b on b.block_id = v.block_id and b.version <= v.version
          where v.id = ${idOrNull(versionId)} and (b.id = v.id or exists (select from content.block_releases r
            where r.version_id = b.id and r.state in ('released', 'withdrawn'))) order by b.version desc limit ${limit}`.execute(db);
  return rows;
}

/** The first save of a draft, or of those that came before it in the same content, whose text holds some words; by its JSON. */
export async function revisionsHolding(
  db: Reader,
  kind: TextKind,
  contentId: string,
  until: Date,
  words: string,
  limit: number,
): Promise<readonly { readonly document: string; readonly name: string; readonly at: Date }[]> {
  const { rows } = await sql<{ document: string; name: string; at: Date }>`select r.document, r.actor_name as name, r.at
    from content.drafts d join content.draft_revisions r on r.draft_id = d.id
    where d.kind = ${kind} and d.content_id = ${contentId} and r.changed and r.at <= ${until} and strpos(r.document, ${words}) > 0
    order by r.at, r.revision limit ${limit}`.execute(db);
  return rows;
}

/** When, by whom and with which note a version was released; of a block the moment of its last approval. */
export async function releaseOf(
  db: Reader,
  kind: TextKind,
  versionId: string,
): Promise<{ readonly at: Date; readonly by: string; readonly note: string } | undefined> {
  const { rows } =
    kind === 'template'
      ? await sql<{ at: Date; by: string; note: string }>`select released_at as at, released_by as by, coalesce(note, '') as note
          from content.template_versions where id = ${idOrNull(versionId)} and released_at is not null`.execute(db)
      : await sql<{ at: Date; by: string; note: string }>`select v.released_at as at, v.released_by as by, coalesce(v.note, '') as note
          from content.template_versions v where v.released_at is not null
            and v.manifest -> 'blocks' @> jsonb_build_array(jsonb_build_object('versionId', ${versionId}::text))
          order by v.released_at limit 1`.execute(db);
  return rows[0];
}
