import { sql } from 'kysely';
import type { OpenRun } from '../../content/index.ts';
import { idOrNull } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';

/** SQL of sums over runs, which are few: communications are never counted for it. */

export async function composedSince(
  db: Db,
  templateIds: readonly string[],
  since: Date,
  greatest: number,
): Promise<{ readonly total: number; readonly greatest: readonly { readonly templateId: string; readonly composed: number }[] }> {
  const { rows } = await sql<{ templateId: string; composed: number; total: number }>`
    select template_id as "templateId", sum(composed)::int as composed, (sum(sum(composed)) over ())::int as total from production.runs
    where started_at >= ${since} and template_id = any(${[...templateIds]}::text[])
    group by template_id order by sum(composed) desc, template_id limit ${greatest}`.execute(db);
  return { total: rows[0]?.total ?? 0, greatest: rows.map(({ templateId, composed }) => ({ templateId, composed })) };
}

/** Of the newest runs of a template, whose chunks know their records. */
export async function newestRecordsOf(db: Db, templateId: string, count: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with newest as (select id from production.runs where template_id = ${templateId} order by id desc limit 50),
      chosen as (select c.run_id, c.number, r.id from newest join production.chunks c on c.run_id = newest.id and c.state = 'done'
        cross join lateral unnest(c.record_ids) as r(id) order by c.run_id desc, c.number desc, r.id desc limit ${4 * count})
    select id::text as id from chosen group by id order by max(run_id::text) desc, max(number) desc, id desc limit ${count}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Running and paused, oldest first. */
export async function openRunsOf(db: Db, versionId: string): Promise<readonly OpenRun[]> {
  const { rows } = await sql<OpenRun>`select id, name, state, records, composed from production.runs
    where template_version_id = ${idOrNull(versionId)} and state in ('running', 'paused') order by id`.execute(db);
  return rows;
}
