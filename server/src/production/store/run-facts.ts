import { sql } from 'kysely';
import type { OpenRun } from '../../content/index.ts';
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

/** Running and paused, oldest first. */
export async function openRunsOf(db: Db, versionId: string): Promise<readonly OpenRun[]> {
  const { rows } = await sql<OpenRun>`select id, name, state, records, composed from production.runs
    where template_version_id::text = ${versionId} and state in ('running', 'paused') order by id`.execute(db);
  return rows;
}
