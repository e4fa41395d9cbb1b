import type { api, ReplyOf, TemplateFacts } from '@posthorn/contract';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { type FactsRow, factsOf, putFacts } from '../store/duties.ts';
import { dayOf } from '../validity.ts';
import { held } from './hold-duties.ts';
import { dutyCheckJob } from './job-names.ts';
import { dutiesOfTemplate, presentDuties } from './show-duties.ts';

/** @throws PosthornError `content.unknown-template` */
export async function showTemplateDuties(
  platform: Pick<Platform, 'db' | 'objects' | 'clock'>,
  templateId: string,
): Promise<ReplyOf<typeof api.duties.ofTemplate>> {
  const facts = await factsOf(platform.db, templateId);
  if (facts === undefined) throw unknown(templateId);
  const rows = await held(platform.db, facts, dayOf(platform.clock()));
  const { verdicts } = await dutiesOfTemplate(platform, templateId);
  return {
    facts: present(facts),
    duties: await presentDuties(
      platform,
      rows.map(({ id }) => id),
    ),
    verdicts,
  };
}

/**
 * Says what a template is about. It decides which duties it has, so that its authors don't.
 * @throws PosthornError `content.unknown-template`
 */
export async function setTemplateFacts(platform: Platform, actor: Actor, templateId: string, facts: TemplateFacts): Promise<TemplateFacts> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const before = await factsOf(trx, templateId);
    if (before === undefined) throw unknown(templateId);
    const { countryField = null, ...rest } = facts;
    await putFacts(trx, { templateId, ...rest, countryField });
    await platform.audit.append(trx, actor, 'content.set-facts', `template/${templateId}`, { before: present(before), facts });
    await platform.jobs.enqueue(trx, dutyCheckJob, { templateId });
  });
  return facts;
}

function present({ products, countries, countryField, ...row }: FactsRow): TemplateFacts {
  return { class: row.class, products: [...products], countries: [...countries], ...(countryField === null ? {} : { countryField }) };
}

const unknown = (id: string) => new PosthornError('content.unknown-template', { detail: `There is no template "${id}".` });
