import { sql } from 'kysely';
import { idOrNull } from '../../platform/db/index.ts';
import type { CommentRow, ContentKind } from '../types.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of comments. */

const columns =
  sql.raw(`id, kind, content_id as "contentId", reply_to as "replyTo", anchor, text, mentions, actor, actor_name as "actorName",
  at, resolved_at as "resolvedAt", resolved_by as "resolvedBy"`);

export async function insertComment(trx: Trx, it: Omit<CommentRow, 'resolvedAt' | 'resolvedBy'>): Promise<void> {
  await sql`insert into content.comments (id, kind, content_id, reply_to, anchor, text, mentions, actor, actor_name, at)
    values (${it.id}, ${it.kind}, ${it.contentId}, ${it.replyTo}, ${it.anchor ? JSON.stringify(it.anchor) : null}::jsonb, ${it.text},
      ${[...it.mentions]}::text[], ${it.actor}, ${it.actorName}, ${it.at})`.execute(trx);
}

/** Oldest first, replies among them. */
export async function commentsOf(db: Reader, kind: ContentKind, contentId: string): Promise<readonly CommentRow[]> {
  const { rows } = await sql<CommentRow>`select ${columns} from content.comments
    where kind = ${kind} and content_id = ${contentId} order by id`.execute(db);
  return rows;
}

export async function commentById(db: Reader, id: string): Promise<CommentRow | undefined> {
  return (await sql<CommentRow>`select ${columns} from content.comments where id = ${idOrNull(id)}`.execute(db)).rows[0];
}

export async function setResolved(trx: Trx, id: string, resolved: { readonly at: Date; readonly by: string } | null): Promise<void> {
  await sql`update content.comments set resolved_at = ${resolved?.at ?? null}, resolved_by = ${resolved?.by ?? null} where id = ${id}`.execute(
    trx,
  );
}
