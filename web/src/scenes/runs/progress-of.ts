import type { Run } from '@posthorn/contract';

/** Records of a run that are neither composed, failed nor withheld yet; a cancelled run leaves them for good. */
export function recordsLeft(run: Pick<Run, 'records' | 'composed' | 'failed' | 'withheld'>): number {
  return Math.max(0, run.records - run.composed - run.failed - run.withheld);
}

/** How far a run is, 0 to 1. A run over nothing is done. */
export function shareDone(run: Pick<Run, 'records' | 'composed' | 'failed' | 'withheld'>): number {
  return run.records === 0 ? 1 : Math.min(1, (run.composed + run.failed + run.withheld) / run.records);
}

/** Seconds that a run took, or has taken until `now`. */
export function secondsTaken(run: Pick<Run, 'startedAt' | 'endedAt'>, now: Date): number {
  const end = run.endedAt === undefined ? now.getTime() : new Date(run.endedAt).getTime();
  return Math.max(0, (end - new Date(run.startedAt).getTime()) / 1000);
}

/** What a person may ask of a run in its state. */
export function deedsOf(run: Pick<Run, 'state' | 'failed' | 'withheld'>): {
  pause: boolean;
  resume: boolean;
  cancel: boolean;
  retry: boolean;
} {
  return {
    pause: run.state === 'running',
    resume: run.state === 'paused',
    cancel: run.state === 'running' || run.state === 'paused',
    retry: run.failed + run.withheld > 0 && (run.state === 'done_with_failures' || run.state === 'done'),
  };
}
