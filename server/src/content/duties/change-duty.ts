import type { api, BodyOf, Duty, DutyContent } from '@posthorn/contract';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { idFromName } from '../drafts/document.ts';
import { addDutyVersion, insertDuty, lockDuty, wordings } from '../store/duties.ts';
import { blockExists } from '../store/parts.ts';
import type { Trx } from '../store/reader.ts';
import { dutyCheckJob } from './job-names.ts';
import { showDuty } from './show-duties.ts';

/** Defines a duty. @throws PosthornError `content.exists`, `content.unknown-block`, `content.window-invalid`, `content.document-invalid` */
export async function createDuty(platform: Platform, actor: Actor, { content, reason }: BodyOf<typeof api.duties.create>): Promise<Duty> {
  const id = idFromName(content.name);
  if (id === '') throw new PosthornError('content.document-invalid', { detail: 'No id can be made from this name: use letters.' });
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    if (!(await insertDuty(trx, id, platform.clock())))
      throw new PosthornError('content.exists', { detail: `There is a duty "${id}" already.` });
    await addVersion(platform, trx, actor, { id, version: 1, content, reason });
  });
  return (await showDuty(platform, id)).duty;
}

/**
 * Changes a duty: the version before stays, and holds until the day from which on the new one is valid.
 * @throws PosthornError `content.unknown-duty`, `content.duty-changed`, and those of `createDuty`
 */
export async function changeDuty(
  platform: Platform,
  actor: Actor,
  id: string,
  { content, reason, version }: BodyOf<typeof api.duties.change>,
): Promise<Duty> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const now = await lockDuty(trx, id);
    if (now === undefined) throw new PosthornError('content.unknown-duty', { detail: `There is no duty "${id}".` });
    if (now !== version)
      throw new PosthornError('content.duty-changed', { detail: `It is at version ${now}; yours was made from ${version}.` });
    await addVersion(platform, trx, actor, { id, version: now + 1, content, reason });
  });
  return (await showDuty(platform, id)).duty;
}

async function addVersion(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  it: { readonly id: string; readonly version: number; readonly content: DutyContent; readonly reason: string },
): Promise<void> {
  const { id, version, content } = it;
  await refuseNonsense(trx, content);
  await addDutyVersion(trx, it, actor, platform.clock());
  await platform.audit.append(trx, actor, version === 1 ? 'content.duty-create' : 'content.duty-change', `duty/${id}`, it);
  await platform.jobs.enqueue(trx, dutyCheckJob, { dutyId: id });
}

async function refuseNonsense(trx: Trx, { block, blockVersion, validFrom, validUntil }: DutyContent): Promise<void> {
  if (validFrom !== undefined && validUntil !== undefined && validFrom > validUntil)
    throw new PosthornError('content.window-invalid', { detail: `It would begin on ${validFrom}, after its end on ${validUntil}.` });
  if (!(await blockExists(trx, block))) throw new PosthornError('content.unknown-block', { detail: `There is no block "${block}".` });
  if (blockVersion !== undefined && (await wordings(trx, [[block, blockVersion]])).size === 0)
    throw new PosthornError('content.unknown-block', { detail: `The block "${block}" has no version ${blockVersion}.` });
}
