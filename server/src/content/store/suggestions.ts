import { sql } from 'kysely';
import type { SuggestionRow } from '../types.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of suggestions. */

const columns = sql.raw(
  `id, draft_id as "draftId", changes, assistant, state, actor, actor_name as "actorName", at, changed_by as "changedBy"`,
);

/** Oldest first. */
export async function openSuggestions(db: Reader, draftId: string): Promise<readonly SuggestionRow[]> {
  const { rows } = await sql<SuggestionRow>`select ${columns} from content.suggestions
    where draft_id = ${draftId} and state = 'open' order by at, id`.execute(db);
  return rows;
}

export async function suggestionsById(trx: Trx, ids: readonly string[]): Promise<ReadonlyMap<string, SuggestionRow>> {
  const { rows } = await sql<SuggestionRow>`select ${columns} from content.suggestions where id = any(${[...ids]}::uuid[])
    for update`.execute(trx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** A new one; one that is there is changed, keeps its author, and is open (again). */
export async function putSuggestion(trx: Trx, it: SuggestionRow): Promise<void> {
  await sql`insert into content.suggestions (id, draft_id, changes, assistant, actor, actor_name, at, changed_by)
    values (${it.id}, ${it.draftId}, ${JSON.stringify(it.changes)}::jsonb, ${it.assistant ? JSON.stringify(it.assistant) : null}::jsonb, ${it.actor}, ${it.actorName},
      ${it.at}, ${it.changedBy})
    on conflict (id) do update set changes = excluded.changes, changed_by = excluded.changed_by, state = 'open', decided_at = null, decided_by = null`.execute(
    trx,
  );
}

export async function setSuggestionState(
  trx: Trx,
  id: string,
  state: Exclude<SuggestionRow['state'], 'open'>,
  decided: { readonly at: Date; readonly by: string },
): Promise<void> {
  await sql`update content.suggestions set state = ${state}, decided_at = ${decided.at}, decided_by = ${decided.by} where id = ${id}`.execute(
    trx,
  );
}
