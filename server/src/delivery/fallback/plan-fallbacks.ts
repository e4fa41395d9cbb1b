import type { Platform } from '../../platform/platform.ts';
import { findRun } from '../../production/index.ts';
import { insertReceipts, type Trx } from '../store.ts';
import type { StateChanged } from '../types.ts';
import { type FallbackStep, failedStates, nextStep } from './rules.ts';
import { chainsOf, goneWays, planFallback } from './store.ts';

/** Plans, for documents that could not be brought, the next way that the chain of their purpose says; in the transaction that takes the news. */
export async function planFallbacks(platform: Platform, trx: Trx, { month, changes }: StateChanged): Promise<void> {
  const failed = changes.filter((one) => one.purpose === 'document' && one.runId !== null && failedStates.has(one.state));
  if (failed.length === 0) return;
  const chains = new Map((await chainsOf(trx)).map((one) => [one.purpose, one.steps]));
  if (chains.size === 0) return;
  for (const { deliveryId, communicationId, runId } of failed) {
    const run = await findRun(platform.db, runId!);
    const steps = run && chains.get(run.purpose);
    if (steps !== undefined) await planNext(platform, trx, { deliveryId, month, communicationId }, steps, 0);
  }
}

/** @param waited seconds that were waited already */
export async function planNext(
  platform: Platform,
  trx: Trx,
  of: { readonly deliveryId: string; readonly month: string; readonly communicationId: string },
  steps: readonly FallbackStep[],
  waited: number,
): Promise<void> {
  const next = nextStep(steps, await goneWays(trx, of.communicationId));
  if (next === undefined) return;
  const now = platform.clock();
  const dueAt = new Date(now.getTime() + Math.max(0, next.waitSeconds - waited) * 1000);
  if (!(await planFallback(trx, { ...of, channel: next.channel, dueAt, cause: 'failed' }))) return;
  const detail = `${next.channel} from ${dueAt.toISOString()}`;
  await insertReceipts(trx, [{ deliveryId: of.deliveryId, month: of.month, kind: 'fallback-planned', detail }], now);
}
