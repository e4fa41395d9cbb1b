import { sql } from 'kysely';
import type { ContentKind, LockRow, PersonRow } from '../types.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of locks, and of who is at a draft. */

const columns = sql.raw('user_id as "userId", name, editor, since, seen_at as "seenAt", expires_at as "expiresAt"');

/** The lock that holds at this moment. */
export async function lockOf(db: Reader, kind: ContentKind, contentId: string, at: Date): Promise<LockRow | undefined> {
  const { rows } = await sql<LockRow>`select ${columns} from content.locks
    where kind = ${kind} and content_id = ${contentId} and expires_at > ${at}`.execute(db);
  return rows[0];
}

export async function putLock(trx: Trx, kind: ContentKind, contentId: string, lock: LockRow): Promise<void> {
  const { userId, name, editor, since, seenAt, expiresAt } = lock;
  await sql`insert into content.locks (kind, content_id, user_id, name, editor, since, seen_at, expires_at)
    values (${kind}, ${contentId}, ${userId}, ${name}, ${editor}, ${since}, ${seenAt}, ${expiresAt})
    on conflict (kind, content_id) do update set user_id = excluded.user_id, name = excluded.name, editor = excluded.editor,
      since = excluded.since, seen_at = excluded.seen_at, expires_at = excluded.expires_at`.execute(trx);
}

/** @returns false when somebody else holds it */
export async function deleteLock(
  trx: Trx,
  kind: ContentKind,
  contentId: string,
  holder?: { userId: string; editor: string },
): Promise<boolean> {
  const whose = holder === undefined ? sql`true` : sql`user_id = ${holder.userId} and editor = ${holder.editor}`;
  const { numAffectedRows } = await sql`delete from content.locks where kind = ${kind} and content_id = ${contentId} and ${whose}`.execute(
    trx,
  );
  return numAffectedRows === 1n;
}

export async function seePerson(trx: Reader, kind: ContentKind, contentId: string, person: PersonRow): Promise<void> {
  await sql`insert into content.people (kind, content_id, editor, user_id, name, seen_at)
    values (${kind}, ${contentId}, ${person.editor}, ${person.userId}, ${person.name}, ${person.seenAt})
    on conflict (kind, content_id, editor) do update set user_id = excluded.user_id, name = excluded.name, seen_at = excluded.seen_at`.execute(
    trx,
  );
}

/** Takes away those, too, whose connection was never seen to end. */
export async function losePerson(trx: Reader, kind: ContentKind, contentId: string, editor: string, goneBefore: Date): Promise<void> {
  await sql`delete from content.people where kind = ${kind} and content_id = ${contentId}
    and (editor = ${editor} or seen_at < ${goneBefore})`.execute(trx);
}

/** Those seen since a moment. */
export async function peopleAt(db: Reader, kind: ContentKind, contentId: string, since: Date): Promise<readonly PersonRow[]> {
  const { rows } = await sql<PersonRow>`select user_id as "userId", name, editor, seen_at as "seenAt" from content.people
    where kind = ${kind} and content_id = ${contentId} and seen_at >= ${since} order by name, editor`.execute(db);
  return rows;
}
