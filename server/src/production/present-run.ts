import type { Run } from '@posthorn/contract';
import { countsOfRuns } from '../governance/index.ts';
import type { Platform } from '../platform/platform.ts';
import { paceOf, paceWindowSeconds } from './rules.ts';
import { channelCounts, type RunRow, recordsDoneSince } from './store/runs.ts';
import type { DeliveredFunction } from './types.ts';

/** Runs as the API shows them: with counts per channel and delivery state, rate and time left. All from counters. */
export async function presentRuns(platform: Platform, delivered: DeliveredFunction, rows: readonly RunRow[]): Promise<Run[]> {
  const ids = rows.map((row) => row.id);
  const running = rows.filter((row) => row.state === 'running').map((row) => row.id);
  const now = platform.clock();
  const since = new Date(now.getTime() - paceWindowSeconds * 1000);
  const [routed, deliveries, contacts, recent] = await Promise.all([
    channelCounts(platform.db, ids),
    delivered(ids),
    countsOfRuns(platform.db, ids),
    recordsDoneSince(platform.db, running, since),
  ]);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    templateId: row.templateId,
    templateVersionId: row.templateVersionId,
    version: row.version,
    dataset: row.selection.dataset,
    state: row.state,
    records: row.records,
    chunks: row.chunks,
    chunksDone: row.chunksDone,
    composed: row.composed,
    failed: row.failed,
    withheld: row.withheld,
    stopped: contacts.get(row.id)?.withheld ?? 0,
    held: contacts.get(row.id)?.held ?? 0,
    waiting: contacts.get(row.id)?.waiting ?? 0,
    routed: routed.get(row.id) ?? {},
    delivered: { ...deliveries.get(row.id) },
    pages: row.pages,
    startedAt: row.startedAt.toISOString(),
    ...(row.endedAt === null ? {} : { endedAt: row.endedAt.toISOString() }),
    startedBy: row.startedBy,
    ...(row.state === 'running' ? paceOf(progressOf(row, now, recent.get(row.id) ?? 0)) : {}),
  }));
}

function progressOf(row: RunRow, now: Date, recordsInWindow: number) {
  return {
    now,
    runningSince: row.runningSince,
    recordsInWindow,
    recordsLeft: Math.max(0, row.records - row.composed - row.failed - row.withheld),
  };
}
