import type { VersionWithdrawn } from '../content/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import { pauseRun } from './control-run.ts';
import { openRunsOf } from './store/run-facts.ts';

const system: Actor = { kind: 'system', id: 'withdrawal', name: 'Posthorn' };

/** A withdrawn version composes nothing more: its running runs are paused. Whoever resumes one is told why it was. */
export function pauseWithdrawn(platform: Platform): void {
  platform.events.subscribe<VersionWithdrawn>('content.version-withdrawn', 'production.pause-withdrawn', ({ data }) =>
    pauseRunsOf(platform, data.versionId),
  );
}

/** Safe to repeat. */
export async function pauseRunsOf(platform: Platform, versionId: string): Promise<void> {
  for (const run of await openRunsOf(platform.db, versionId)) {
    if (run.state === 'running') await pauseRun(platform, system, run.id).catch(ignoreEnded);
  }
}

/** It ended, or was paused by somebody, since it was listed. */
function ignoreEnded(error: unknown): void {
  if (!(error instanceof PosthornError && error.code === 'run.wrong-state')) throw error;
}
