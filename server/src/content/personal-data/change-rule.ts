import type { api, BodyOf, DataRule, DataRuleContent } from '@posthorn/contract';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { idFromName } from '../drafts/document.ts';
import { addDataRuleVersion, dataRules, dataRuleVersions, insertDataRule, lockDataRule } from '../store/personal-data.ts';
import type { Trx } from '../store/reader.ts';
import { showRule } from './show-register.ts';

/** Classifies attributes. @throws PosthornError `content.exists`, `content.document-invalid`, `content.data-rule-invalid` */
export async function createRule(
  platform: Platform,
  actor: Actor,
  { content, reason }: BodyOf<typeof api.personalData.create>,
): Promise<DataRule> {
  const id = idFromName(content.name);
  if (id === '') throw new PosthornError('content.document-invalid', { detail: 'No id can be made from this name: use letters.' });
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const fresh = await insertDataRule(trx, id, platform.clock());
    // One that was taken out may come back under its name; its history goes on, and two who bring it back wait for each other.
    if (!fresh) await lockDataRule(trx, id);
    const [last] = fresh ? [] : await dataRuleVersions(trx, id);
    if (last?.content) throw new PosthornError('content.exists', { detail: `There is a rule "${id}" already.` });
    await addVersion(platform, trx, actor, { id, version: (last?.version ?? 0) + 1, content, reason });
  });
  return (await showRule(platform, id)).rule;
}

/**
 * Changes a rule. It holds at once: what was released before and may not go out any more is held at composition.
 * @throws PosthornError `content.unknown-data-rule`, `content.data-rule-changed`, and those of `createRule`
 */
export async function changeRule(
  platform: Platform,
  actor: Actor,
  id: string,
  { content, reason, version }: BodyOf<typeof api.personalData.change>,
): Promise<DataRule> {
  await changeTo(platform, actor, { id, version, content, reason });
  return (await showRule(platform, id)).rule;
}

/** Takes a rule out of the register; its history stays. @throws PosthornError `content.unknown-data-rule`, `content.data-rule-changed` */
export async function removeRule(
  platform: Platform,
  actor: Actor,
  id: string,
  { reason, version }: BodyOf<typeof api.personalData.remove>,
): Promise<{ id: string }> {
  await changeTo(platform, actor, { id, version, content: null, reason });
  return { id };
}

interface Change {
  readonly id: string;
  readonly version: number;
  readonly content: DataRuleContent | null;
  readonly reason: string;
}

async function changeTo(platform: Platform, actor: Actor, it: Change): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const now = await lockDataRule(trx, it.id);
    if (now === undefined || !(await dataRules(trx)).some(({ id }) => id === it.id))
      throw new PosthornError('content.unknown-data-rule', { detail: `There is no rule "${it.id}".` });
    if (now !== it.version)
      throw new PosthornError('content.data-rule-changed', { detail: `It is at version ${now}; yours was made from ${it.version}.` });
    await addVersion(platform, trx, actor, { ...it, version: now + 1 });
  });
}

async function addVersion(platform: Platform, trx: Trx, actor: Actor, it: Change): Promise<void> {
  const { content } = it;
  if (content?.sensitivity === 'special' && content.purposes.length > 0 && !content.basis?.trim())
    throw new PosthornError('content.data-rule-invalid', {
      detail: 'Of a special category the legal basis must be said (Art. 9 (2) GDPR).',
    });
  const action = content === null ? 'remove' : it.version === 1 ? 'create' : 'change';
  await addDataRuleVersion(trx, it, actor, platform.clock());
  await platform.audit.append(trx, actor, `content.data-rule-${action}`, `data-rule/${it.id}`, it);
}
