import { sql } from 'kysely';
import type { ContentKind, TextKind } from '../types.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of what uses what: kept by every save and release, so that nothing is searched when somebody asks. */

export async function templatesUsing(db: Reader, blockId: string, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select distinct user_id as id from content.uses
    where used_kind = 'block' and used_id = ${blockId} and user_kind = 'template' order by user_id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Templates whose released version is made with a block, through other blocks too. */
export async function releasedTemplatesUsing(db: Reader, blockId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select user_id as id from content.uses
    where used_kind = 'block' and used_id = ${blockId} and user_kind = 'template' and place = 'released' order by user_id`.execute(db);
  return rows.map(({ id }) => id);
}

export interface UserRow {
  readonly kind: ContentKind;
  readonly id: string;
  readonly inDraft: boolean;
  readonly inVersion: boolean;
  readonly inReleased: boolean;
  readonly direct: boolean;
}

/** The block and every block that uses it, directly or through others; released templates are listed with all they are made of. */
const above = (blockId: string) => sql`with recursive above(id) as (
  select ${blockId}::text
  union select u.user_id from content.uses u join above on u.used_kind = 'block' and u.used_id = above.id where u.user_kind = 'block'
), users as (
  select u.user_kind, u.user_id, u.place, u.direct and u.used_id = ${blockId} as direct
  from above join content.uses u on u.used_kind = 'block' and u.used_id = above.id
)`;

/** Who uses a block; `after` is `kind/id`. */
export async function usersOf(db: Reader, blockId: string, limit: number, after: string | undefined): Promise<readonly UserRow[]> {
  const { rows } = await sql<UserRow>`${above(blockId)}
    select user_kind as kind, user_id as id, bool_or(place = 'draft') as "inDraft", bool_or(place = 'version') as "inVersion",
      bool_or(place = 'released') as "inReleased", bool_or(direct) as direct
    from users where ${after === undefined ? sql`true` : sql`user_kind || '/' || user_id > ${after}`}
    group by user_kind, user_id order by user_kind || '/' || user_id limit ${limit}`.execute(db);
  return rows;
}

export async function countUsers(db: Reader, blockId: string): Promise<{ readonly templates: number; readonly blocks: number }> {
  const { rows } = await sql<{ templates: number; blocks: number }>`${above(blockId)}
    select count(*) filter (where user_kind = 'template')::int as templates, count(*) filter (where user_kind = 'block')::int as blocks
    from (select distinct user_kind, user_id from users) once`.execute(db);
  return rows[0]!;
}

/** What somebody uses at one place: `draft`, `version` (of a block or brand) or `released` (of a template). */
export type UsePlace = 'draft' | 'version' | 'released';

export interface Use {
  readonly kind: 'block' | 'asset' | 'brand';
  readonly id: string;
  /** Named by the user itself, not through another block. */
  readonly direct: boolean;
}

/** Replaces what a template, block or brand uses at a place. */
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

/** Templates and blocks that name a block themselves, in their draft or newest version. */
export async function directUsers(db: Reader, blockId: string, limit: number): Promise<readonly { kind: TextKind; id: string }[]> {
  const { rows } = await sql<{ kind: TextKind; id: string }>`select distinct user_kind as kind, user_id as id from content.uses
    where used_kind = 'block' and used_id = ${blockId} and direct and user_kind <> 'brand' order by user_kind, user_id limit ${limit}`.execute(
    db,
  );
  return rows;
}

export interface BrandUserRow {
  readonly id: string;
  readonly inDraft: boolean;
  readonly inReleased: boolean;
}

/** Templates in a brand, by id. */
export async function templatesOfBrand(
  db: Reader,
  brandId: string,
  { limit, after }: { readonly limit?: number; readonly after?: string | undefined } = {},
): Promise<readonly BrandUserRow[]> {
  const { rows } =
    await sql<BrandUserRow>`select user_id as id, bool_or(place = 'draft') as "inDraft", bool_or(place = 'released') as "inReleased"
    from content.uses where used_kind = 'brand' and used_id = ${brandId} and user_kind = 'template'
      and ${after === undefined ? sql`true` : sql`user_id > ${after}`}
    group by user_id order by user_id limit ${limit ?? null}`.execute(db);
  return rows;
}
