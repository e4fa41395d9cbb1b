import { api, type Home, type Run } from '@posthorn/contract';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { addressOf } from './call.ts';
import { keyOf } from './use-api.ts';

/** `live`: news arrives; `waiting`: connecting or connecting again. */
export type Liveness = 'live' | 'waiting';

const slowestRetry = 15_000;

/**
 * Listens to the progress of one run, or of all running runs, and puts what it hears into the cache, so that every screen that
 * shows the run moves. Connects again by itself, slower each time, also where the browser gives up (an error answer).
 */
export function useLiveRuns(runId?: string): Liveness {
  const queries = useQueryClient();
  const [liveness, setLiveness] = useState<Liveness>('waiting');
  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wait = 500;
    const connect = () => {
      source = new EventSource(addressOf(api.runs.progress, { query: runId === undefined ? {} : { run: runId } }));
      source.addEventListener('open', () => {
        wait = 500;
        setLiveness('live');
      });
      source.addEventListener('run', (event) => hear(queries, JSON.parse((event as MessageEvent<string>).data) as Run));
      source.addEventListener('error', () => {
        setLiveness('waiting');
        if (source?.readyState !== EventSource.CLOSED) return;
        timer = setTimeout(connect, wait);
        wait = Math.min(wait * 2, slowestRetry);
      });
    };
    connect();
    return () => {
      source?.close();
      clearTimeout(timer);
    };
  }, [queries, runId]);
  return liveness;
}

/** Puts a run that was heard of into every answer that shows it. */
function hear(queries: QueryClient, run: Run): void {
  const detail = keyOf(api.runs.get, { params: { id: run.id } });
  const before = queries.getQueryData<Run>(detail);
  queries.setQueryData(detail, run);
  queries.setQueryData<Home>(keyOf(api.reports.home, {}), (home) => home && withRun(home, run));
  if (before && before.state !== run.state) void queries.invalidateQueries({ queryKey: keyOf(api.runs.failures) });
}

/** The home answer with the run's newest figures, moved out of `running` when it ended. */
export function withRun(home: Home, run: Run): Home {
  const active = run.state === 'running' || run.state === 'paused';
  const replace = (rows: readonly Run[]) => rows.map((one) => (one.id === run.id ? run : one));
  const known = home.running.some((one) => one.id === run.id);
  const running = active ? (known ? replace(home.running) : [run, ...home.running]) : home.running.filter((one) => one.id !== run.id);
  return { ...home, running, recent: replace(home.recent) };
}
