import type { WritingAreaContent } from '@posthorn/contract';
import { sql } from 'kysely';
import { idOrNull, newId } from '../../platform/db/index.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of who may write what. */

export interface AreaRow extends WritingAreaContent {
  readonly id: string;
  readonly at: Date;
  readonly by_name: string;
}

const columns = sql.raw(`id, kind, by, value, roles, people, at, actor_name as by_name`);

export async function writingAreas(db: Reader): Promise<readonly AreaRow[]> {
  return (await sql<AreaRow>`select ${columns} from content.writing_areas order by kind, by, value`.execute(db)).rows;
}

export async function putArea(trx: Trx, it: WritingAreaContent, byName: string, at: Date): Promise<AreaRow> {
  const { rows } = await sql<AreaRow>`insert into content.writing_areas (id, kind, by, value, roles, people, at, actor_name)
    values (${newId()}, ${it.kind}, ${it.by}, ${it.value}, ${[...it.roles]}::text[], ${[...it.people]}::text[], ${at}, ${byName})
    on conflict (kind, by, value) do update set roles = excluded.roles, people = excluded.people, at = excluded.at,
      actor_name = excluded.actor_name
    returning ${columns}`.execute(trx);
  return rows[0]!;
}

export async function deleteArea(trx: Trx, id: string): Promise<AreaRow | undefined> {
  return (await sql<AreaRow>`delete from content.writing_areas where id = ${idOrNull(id)} returning ${columns}`.execute(trx)).rows[0];
}

/** The areas that a document is in. */
export async function areasOf(db: Reader, kind: 'template' | 'block' | 'brand', id: string): Promise<readonly AreaRow[]> {
  const { rows } = await sql<AreaRow>`select ${columns} from content.writing_areas a where a.kind = ${kind} and (
      (a.by = 'folder' and starts_with(${id}, a.value))
      or (a.by = 'class' and exists (select from content.templates t where t.id = ${id} and t.class = a.value))
      or (a.by = 'department' and exists (select from content.blocks b where b.id = ${id} and b.department = a.value)))
    order by by, value`.execute(db);
  return rows;
}
