import type { AudienceCount } from '@posthorn/contract';
import { countCustomers, customerIdsAfter } from '../../customers/index.ts';
import { newId, transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { audienceRule, audienceSchema } from '../audience.ts';
import '../errors.ts';
import { type CountJob, countJob } from '../job-names.ts';
import { counterFor } from './count-audience.ts';
import { type CountRow, endCount, findCount, insertCount, keepCount } from './store.ts';
import { added, audienceOf, emptyTally } from './tally.ts';

/** Customers looked at in one transaction. */
const batchSize = 2_000;

/**
 * Has all customers counted by a job, however many they are; what the same person began before ends.
 * @throws PosthornError `campaign.bad-rule`
 */
export async function countAll(
  platform: Platform,
  actor: Actor,
  { rule, templateId }: { readonly rule: string; readonly templateId?: string | undefined },
): Promise<AudienceCount> {
  audienceRule(await audienceSchema(platform.db), rule);
  const id = newId();
  const customers = await countCustomers(platform);
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const row = { id, rule, templateId: templateId ?? null, customers, tally: emptyTally, startedBy: actor.name };
    await insertCount(trx, row, { personId: `${actor.kind}:${actor.id}`, at: platform.clock() });
    await platform.jobs.enqueue<CountJob>(trx, countJob, { countId: id });
    await platform.audit.append(trx, actor, 'audience.count', `audience-count/${id}`, {
      rule,
      ...(templateId === undefined ? {} : { templateId }),
    });
  });
  return showCount(platform, id);
}

/** Walks on from where a count stands; safe to repeat, for what a batch came to and the position behind it are kept together. */
export async function walkOn(platform: Platform, { countId }: CountJob, { signal }: { readonly signal: AbortSignal }): Promise<void> {
  const begun = await findCount(platform.db, countId);
  if (begun?.state !== 'running') return;
  try {
    const count = await counterFor(platform, begun.rule, begun.templateId ?? undefined);
    for (let at: string | null | undefined = begun.position; at !== undefined; ) {
      signal.throwIfAborted();
      at = await countBatch(platform, countId, at, count);
    }
  } catch (error) {
    if (!(error instanceof PosthornError)) throw error;
    await endCount(platform.db, countId, { state: 'failed', at: platform.clock(), error: error.message });
  }
}

/** @returns the position behind the batch; undefined when nothing is left to do */
async function countBatch(
  platform: Platform,
  countId: string,
  from: string | null,
  count: Awaited<ReturnType<typeof counterFor>>,
): Promise<string | undefined> {
  const ids = await customerIdsAfter(platform.db, from ?? undefined, batchSize);
  const counted = ids.length === 0 ? undefined : await count(ids);
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    const row = await findCount(trx, countId, true);
    // Ended by a person, or walked on by another worker meanwhile.
    if (row?.state !== 'running' || row.position !== from) return undefined;
    if (counted === undefined) {
      await endCount(trx, countId, { state: 'done', at: platform.clock() });
      return undefined;
    }
    await keepCount(trx, countId, ids.at(-1)!, added(row.tally, counted));
    return ids.at(-1)!;
  });
}

/** Lets a count end where it is. @throws PosthornError `campaign.not-found` */
export async function cancelCount(platform: Platform, id: string): Promise<AudienceCount> {
  await endCount(platform.db, id, { state: 'cancelled', at: platform.clock() });
  return showCount(platform, id);
}

/** @throws PosthornError `campaign.not-found` */
export async function showCount(platform: Platform, id: string): Promise<AudienceCount> {
  const row = await findCount(platform.db, id);
  if (row === undefined)
    throw new PosthornError('campaign.not-found', { detail: `There is no count "${id}" any more.`, hint: 'Count again.' });
  return present(row);
}

/** Who came while it was counted counts too: there are never fewer customers than were looked at. */
function present({ id, state, customers, tally, error, startedBy }: CountRow): AudienceCount {
  const all = state === 'done' ? tally.lookedAt : Math.max(customers, tally.lookedAt);
  const audience = audienceOf(tally, all, state !== 'done');
  return { id, state, customers: all, lookedAt: tally.lookedAt, startedBy, audience, ...(error === null ? {} : { error }) };
}
