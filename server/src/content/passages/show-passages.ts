import type { api, QueryOf, ReplyOf } from '@posthorn/contract';
import { after, limitOf, pageOf } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { countClusters, latestFinished, latestSearch, listClusters, type SearchRow } from '../store/passages.ts';
import { listReplacements } from '../store/replacements.ts';

const deedsShown = 20;

/** The last search, what it found in sum, and the latest deeds. */
export async function showPassages(platform: Pick<Platform, 'db'>): Promise<ReplyOf<typeof api.passages.overview>> {
  const [latest, finished, deeds] = await Promise.all([
    latestSearch(platform.db),
    latestFinished(platform.db),
    listReplacements(platform.db, deedsShown),
  ]);
  const counts: Readonly<Record<string, number>> = finished ? await countClusters(platform.db, finished.id) : {};
  return {
    ...(latest ? { search: present(latest) } : {}),
    ...(finished?.report
      ? {
          report: {
            ...finished.report,
            searchId: finished.id,
            at: finished.startedAt.toISOString(),
            clusters: { open: counts.open ?? 0, replaced: counts.replaced ?? 0, dismissed: counts.dismissed ?? 0 },
          },
        }
      : {}),
    replacements: deeds.map(({ at, undoneAt, undoneBy, clusterId: _cluster, ...deed }) => ({
      ...deed,
      at: at.toISOString(),
      ...(undoneAt && undoneBy ? { undoneAt: undoneAt.toISOString(), undoneBy } : {}),
    })),
  };
}

function present({ id, state, done, total, startedAt, startedBy, endedAt, problem }: SearchRow) {
  return {
    ...{ id, state, done, total, startedBy, startedAt: startedAt.toISOString() },
    ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
    ...(problem ? { problem } : {}),
  };
}

/** What the last search found, those that save most first. */
export async function showClusters(
  platform: Pick<Platform, 'db'>,
  query: QueryOf<typeof api.passages.clusters>,
): Promise<ReplyOf<typeof api.passages.clusters>> {
  const search = await latestFinished(platform.db);
  if (!search) return { rows: [] };
  const limit = limitOf(query);
  const last = after(query);
  const from = last === undefined ? -1 : Number.parseInt(last, 10);
  const rows = await listClusters(platform.db, search.id, {
    state: query.state ?? 'open',
    after: Number.isNaN(from) ? -1 : from,
    limit: limit + 1,
  });
  const page = pageOf(rows, limit, ({ position }) => String(position));
  return {
    ...page,
    rows: page.rows.map(({ first, position: _position, languages, differences, ...row }) => ({
      ...row,
      languages: [...languages],
      differences: { ...differences },
      text: first.text,
      language: first.language,
      at: { kind: first.kind, id: first.id, name: { ...first.name } },
    })),
  };
}
