import { sql } from 'kysely';
import { idOrNull, newId } from '../../platform/db/index.ts';
import type { TextKind } from '../types.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of equal passages: searches, their clusters, and what is meant to differ. */

/** What templates and blocks say now: the open draft, else the newest version. */
export interface SourceRow {
  readonly id: string;
  readonly source: string;
}

const newest = {
  template: { parents: 'content.templates', versions: 'content.template_versions', column: 'template_id' },
  block: { parents: 'content.blocks', versions: 'content.block_versions', column: 'block_id' },
} as const;

/** By id; all of them page by page, or some. */
export async function sourcesAsTheyAre(
  db: Reader,
  kind: TextKind,
  which: { readonly after: string; readonly limit: number } | { readonly ids: readonly string[] },
): Promise<readonly SourceRow[]> {
  const { parents, versions, column } = newest[kind];
  const where = 'ids' in which ? sql`p.id = any(${[...which.ids]}::text[])` : sql`p.id > ${which.after}`;
  const limit = 'ids' in which ? sql`` : sql`limit ${which.limit}`;
  const { rows } = await sql<SourceRow>`
    with chosen as (select p.id from ${sql.table(parents)} p where ${where} order by p.id ${limit})
    select c.id, coalesce(d.document, v.source, '') as source from chosen c
      left join content.drafts d on d.kind = ${kind} and d.content_id = c.id and d.state = 'open'
      left join lateral (select source from ${sql.table(versions)} where ${sql.ref(column)} = c.id order by version desc limit 1) v on d.id is null
    order by c.id`.execute(db);
  return rows;
}

/** Open drafts among documents: whether they wait for release, and who is writing them. */
export async function openDrafts(
  db: Reader,
  kind: TextKind,
  ids: readonly string[],
  at: Date,
): Promise<readonly { readonly id: string; readonly inReview: boolean; readonly by: string | null }[]> {
  const { rows } = await sql<{ id: string; inReview: boolean; by: string | null }>`
    select d.content_id as id, d.in_review is not null as "inReview", l.name as by from content.drafts d
      left join content.locks l on l.kind = d.kind and l.content_id = d.content_id and l.expires_at > ${at}
    where d.kind = ${kind} and d.state = 'open' and d.content_id = any(${[...ids]}::text[])`.execute(db);
  return rows;
}

export interface SearchReport {
  readonly documents: number;
  readonly passages: { readonly before: number; readonly after: number };
  readonly characters: { readonly before: number; readonly after: number };
}
export interface SearchRow {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly endedAt: Date | null;
  readonly problem: string | null;
  readonly report: SearchReport | null;
}

const columns = sql.raw(
  'id, state, done, total, started_at as "startedAt", started_by as "startedBy", ended_at as "endedAt", problem, report',
);

/** @returns undefined while another one is running */
export async function insertSearch(trx: Trx, by: string, at: Date): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`insert into content.passage_searches (id, state, started_at, started_by)
    values (${newId()}, 'running', ${at}, ${by}) on conflict (state) where state = 'running' do nothing returning id`.execute(trx);
  return rows[0]?.id;
}

export async function latestSearch(db: Reader): Promise<SearchRow | undefined> {
  const { rows } = await sql<SearchRow>`select ${columns} from content.passage_searches order by started_at desc, id desc limit 1`.execute(
    db,
  );
  return rows[0];
}

/** The last one that came to an end: what it found is shown while a new one runs. */
export async function latestFinished(db: Reader): Promise<SearchRow | undefined> {
  const { rows } = await sql<SearchRow>`select ${columns} from content.passage_searches
    where state = 'done' order by started_at desc, id desc limit 1`.execute(db);
  return rows[0];
}

export async function searchById(db: Reader, id: string): Promise<SearchRow | undefined> {
  return (await sql<SearchRow>`select ${columns} from content.passage_searches where id = ${id}`.execute(db)).rows[0];
}

export async function tellProgress(db: Reader, id: string, done: number, total: number): Promise<void> {
  await sql`update content.passage_searches set done = ${done}, total = ${total} where id = ${id}`.execute(db);
}

/** Ends a search; those before it go, with what they found. */
export async function endSearch(
  trx: Trx,
  id: string,
  end: { readonly report: SearchReport } | { readonly problem: string },
  at: Date,
): Promise<void> {
  const [state, report, problem] = 'report' in end ? ['done', JSON.stringify(end.report), null] : ['failed', null, end.problem];
  await sql`update content.passage_searches set state = ${state}, report = ${report}::jsonb, problem = ${problem}, ended_at = ${at}
    where id = ${id}`.execute(trx);
  if (state === 'done') await sql`delete from content.passage_searches where id <> ${id} and state <> 'running'`.execute(trx);
}

export interface ClusterMember {
  readonly kind: TextKind;
  readonly id: string;
  readonly name: Readonly<Record<string, string>>;
  readonly pointer: string;
  readonly language: string;
  readonly text: string;
}
export interface NewCluster {
  readonly languages: readonly string[];
  readonly saved: number;
  readonly templates: number;
  readonly differences: Readonly<Record<string, number>>;
  readonly members: readonly ClusterMember[];
}
export interface ClusterRow extends NewCluster {
  readonly id: string;
  readonly position: number;
  readonly state: 'open' | 'replaced' | 'dismissed';
}

const insertedAtOnce = 500;

export async function insertClusters(trx: Trx, searchId: string, clusters: readonly NewCluster[]): Promise<void> {
  for (let from = 0; from < clusters.length; from += insertedAtOnce) {
    const rows = clusters.slice(from, from + insertedAtOnce).map((cluster, i) => ({ id: newId(), position: from + i, ...cluster }));
    await sql`insert into content.passage_clusters (id, search_id, position, languages, saved, templates, differences, members)
      select id, ${searchId}, position, array(select jsonb_array_elements_text(languages)), saved, templates, differences, members
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as x(id uuid, position int, languages jsonb, saved int, templates int, differences jsonb, members jsonb)`.execute(trx);
  }
}

const clusterColumns = sql.raw('id, position, state, languages, saved, templates, differences');

export interface ClusterSummaryRow extends Omit<ClusterRow, 'members'> {
  readonly first: ClusterMember;
  readonly count: number;
}

/** Those of a search in one state, from a position on. */
export async function listClusters(
  db: Reader,
  searchId: string,
  { state, after, limit }: { readonly state: ClusterRow['state']; readonly after: number; readonly limit: number },
): Promise<readonly ClusterSummaryRow[]> {
  const { rows } = await sql<ClusterSummaryRow>`select ${clusterColumns}, members -> 0 as first, jsonb_array_length(members) as count
    from content.passage_clusters where search_id = ${searchId} and state = ${state} and position > ${after} order by position limit ${limit}`.execute(
    db,
  );
  return rows;
}

export async function clusterById(db: Reader, id: string): Promise<ClusterRow | undefined> {
  return (await sql<ClusterRow>`select ${clusterColumns}, members from content.passage_clusters where id = ${idOrNull(id)}`.execute(db))
    .rows[0];
}

/** How many clusters are in each state. */
export async function countClusters(db: Reader, searchId: string): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ state: string; count: number }>`select state, count(*)::int as count from content.passage_clusters
    where search_id = ${searchId} group by state`.execute(db);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

export async function setClusterState(trx: Trx, id: string, state: ClusterRow['state']): Promise<void> {
  await sql`update content.passage_clusters set state = ${state} where id = ${id}`.execute(trx);
}

export async function insertMeantToDiffer(
  trx: Trx,
  groupId: string,
  wordings: readonly string[],
  comment: string,
  by: string,
  at: Date,
): Promise<void> {
  await sql`insert into content.meant_to_differ (group_id, wording, comment, at, by)
    select ${groupId}, w, ${comment}, ${at}, ${by} from unnest(${[...wordings]}::text[]) w on conflict do nothing`.execute(trx);
}

export async function deleteMeantToDiffer(trx: Trx, groupId: string): Promise<void> {
  await sql`delete from content.meant_to_differ where group_id = ${groupId}`.execute(trx);
}

/** The groups of each wording. */
export async function meantToDiffer(db: Reader): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await sql<{ wording: string; groups: string[] }>`select wording, array_agg(group_id::text) as groups
    from content.meant_to_differ group by wording`.execute(db);
  return new Map(rows.map(({ wording, groups }) => [wording, new Set(groups)]));
}
