import { sql } from 'kysely';
import type { ContentKind } from '../types.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of what uses what: kept by every save and release, so that nothing is searched when somebody asks. */

export async function templatesUsing(db: Reader, blockId: string, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select distinct user_id as id from content.uses
    where used_kind = 'block' and used_id = ${blockId} and user_kind = 'template' order by user_id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** What somebody uses at one place: `draft`, `version` (of a block) or `released` (of a template). */
export type UsePlace = 'draft' | 'version' | 'released';

export interface Use {
  readonly kind: 'block' | 'asset' | 'brand';
  readonly id: string;
  /** Named by the user itself, not through another block. */
  readonly direct: boolean;
}

/** Replaces what a template or block uses at a place. */
export async function putUses(trx: Trx, user: { kind: ContentKind; id: string; place: UsePlace }, uses: readonly Use[]): Promise<void> {
  const list = JSON.stringify(uses);
  await sql`delete from content.uses u where user_kind = ${user.kind} and user_id = ${user.id} and place = ${user.place}
    and not exists (select from jsonb_to_recordset(${list}::jsonb) as x(kind text, id text) where x.kind = u.used_kind and x.id = u.used_id)`.execute(
    trx,
  );
  await sql`insert into content.uses (user_kind, user_id, place, used_kind, used_id, direct)
    select ${user.kind}, ${user.id}, ${user.place}, kind, id, direct from jsonb_to_recordset(${list}::jsonb) as x(kind text, id text, direct boolean)
    on conflict (user_kind, user_id, place, used_kind, used_id) do update set direct = excluded.direct
    where uses.direct <> excluded.direct`.execute(trx);
}
