import { sql } from 'kysely';
import type { OpenRun } from '../../content/index.ts';
import type { Db } from '../../platform/platform.ts';

/** SQL of sums over runs, which are few: communications are never counted for it. */

export async function composedSince(db: Db, templateIds: readonly string[], since: Date): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; composed: number }>`select template_id as id, sum(composed)::int as composed from production.runs
    where started_at >= ${since} and template_id = any(${[...templateIds]}::text[]) group by template_id`.execute(db);
  return new Map(rows.map(({ id, composed }) => [id, composed]));
}

/** Running and paused, oldest first. */
export async function openRunsOf(db: Db, versionId: string): Promise<readonly OpenRun[]> {
  const { rows } = await sql<OpenRun>`select id, name, state, records, composed from production.runs
    where template_version_id::text = ${versionId} and state in ('running', 'paused') order by id`.execute(db);
  return rows;
}
