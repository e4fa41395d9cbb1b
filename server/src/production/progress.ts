import type { Run } from '@posthorn/contract';
import type { SendEvent } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { presentRuns } from './present-run.ts';
import { findRun, listRuns, type RunRow } from './store/runs.ts';
import type { DeliveredFunction } from './types.ts';

/** Fastest and slowest pace of news, milliseconds: chunks end more often than eyes can follow, rates change without news. */
const atMostEvery = 300;
const atLeastEvery = 2_000;

/**
 * Sends runs as they change: one run, or all that are running, with the last state of those that end.
 * @returns how to stop
 */
export async function sendProgress(platform: Platform, delivered: DeliveredFunction, send: SendEvent, runId?: string): Promise<() => void> {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const later = (milliseconds: number) => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => void tell(), milliseconds);
  };
  const tell = async () => {
    try {
      for (const run of await changedRuns(platform, delivered, changed, runId)) send('run', run);
      changed.clear();
    } catch (error) {
      platform.log.warn({ err: error }, 'progress could not be read');
    }
    later(atLeastEvery);
  };
  const stopListening = platform.events.listen('runs', (data) => {
    const news = (data as { runId: string }).runId;
    if (runId !== undefined && news !== runId) return;
    if (changed.size === 0) later(atMostEvery);
    changed.add(news);
  });
  await tell();
  return () => {
    stopped = true;
    clearTimeout(timer);
    stopListening();
  };
}

async function changedRuns(
  platform: Platform,
  delivered: DeliveredFunction,
  changed: ReadonlySet<string>,
  runId: string | undefined,
): Promise<Run[]> {
  const rows = new Map<string, RunRow>();
  if (runId === undefined)
    for (const row of await listRuns(platform.db, { states: ['running', 'paused'], limit: 50 })) rows.set(row.id, row);
  for (const id of runId === undefined ? changed : [runId]) {
    const row = rows.has(id) ? undefined : await findRun(platform.db, id);
    if (row !== undefined) rows.set(id, row);
  }
  return presentRuns(platform, delivered, [...rows.values()]);
}
