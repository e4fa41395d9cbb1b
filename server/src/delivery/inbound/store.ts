import { sql } from 'kysely';
import type { Db } from '../../platform/platform.ts';

/** How far a mailbox is read. */
export interface Place {
  readonly uidValidity: string;
  /** All up to here were looked at. */
  readonly seen: number;
  /** Looked at too early. */
  readonly waiting: readonly number[];
  /** Noted; still to be moved away, or marked. */
  readonly toMove: readonly number[];
  readonly toMark: readonly number[];
}

type Row = { uidValidity: string; seen: number; waiting: string[]; toMove: string[]; toMark: string[] };

export async function placeIn(db: Db, mailbox: string): Promise<Place | undefined> {
  const { rows } = await sql<Row>`select uid_validity as "uidValidity", seen_uid::float8 as seen, waiting::text[] as waiting,
      to_move::text[] as "toMove", to_mark::text[] as "toMark"
    from delivery.inboxes where mailbox = ${mailbox}`.execute(db);
  const row = rows[0];
  return row && { ...row, waiting: row.waiting.map(Number), toMove: row.toMove.map(Number), toMark: row.toMark.map(Number) };
}

export async function keepPlace(db: Db, mailbox: string, place: Place, now: Date): Promise<void> {
  const { uidValidity, seen, waiting, toMove, toMark } = place;
  await sql`insert into delivery.inboxes (mailbox, uid_validity, seen_uid, waiting, to_move, to_mark, read_at)
    values (${mailbox}, ${uidValidity}, ${seen}, ${[...waiting]}::bigint[], ${[...toMove]}::bigint[], ${[...toMark]}::bigint[], ${now})
    on conflict (mailbox) do update set uid_validity = excluded.uid_validity, seen_uid = excluded.seen_uid, waiting = excluded.waiting,
      to_move = excluded.to_move, to_mark = excluded.to_mark, read_at = excluded.read_at`.execute(db);
}
