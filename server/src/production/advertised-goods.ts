import type { Platform } from '../platform/platform.ts';
import { findRun } from './store/runs.ts';
import { versionBundle } from './version-bundle.ts';

/** Groups of goods that a run advertises; undefined when it is no advertising, and so needs no permission. */
export async function advertisedGoods(platform: Platform, runId: string): Promise<readonly string[] | undefined> {
  const run = await findRun(platform.db, runId);
  if (run?.purpose !== 'advertising') return undefined;
  const { template } = await versionBundle(platform, run.templateVersionId);
  return template.goods ?? [];
}
