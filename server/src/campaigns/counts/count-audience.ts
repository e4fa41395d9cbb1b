import type { Audience } from '@posthorn/contract';
import { releasedVersion } from '../../content/index.ts';
import { customersById, someCustomers } from '../../customers/index.ts';
import { routeFor } from '../../delivery/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { routesOf, versionBundle } from '../../production/index.ts';
import { audienceRecord, audienceRule, audienceSchema } from '../audience.ts';
import { added, audienceOf, type Counted, emptyTally } from './tally.ts';

/** Customers who are looked at, at most, while somebody waits for the answer. */
const sampleSize = 20_000;
const batchSize = 1_000;

/**
 * Whom a condition meets, and whom of them a template could reach now: by what channels, and why not the others. Of very many customers a sample is
 * looked at and scaled up; `count-all.ts` counts all.
 * @param templateId by its released version; without it nothing is said of who can be reached
 * @throws PosthornError `campaign.bad-rule`
 */
export async function countAudience(platform: Platform, condition: string, templateId?: string): Promise<Audience> {
  const count = await counterFor(platform, condition, templateId);
  const { ids, total, all } = await someCustomers(platform.db, sampleSize);
  let tally = emptyTally;
  for (let start = 0; start < ids.length; start += batchSize) tally = added(tally, await count(ids.slice(start, start + batchSize)));
  return audienceOf(tally, total, !all);
}

/** Counts some customers at a time. @throws PosthornError `campaign.bad-rule` */
export async function counterFor(
  platform: Platform,
  condition: string,
  templateId: string | undefined,
): Promise<(customerIds: readonly string[]) => Promise<Counted>> {
  const rule = audienceRule(await audienceSchema(platform.db), condition);
  const version = templateId === undefined ? undefined : await releasedVersion(platform, templateId);
  const template = version && (await versionBundle(platform, version.id)).template;
  return async (customerIds) => {
    const customers = [...(await customersById(platform, customerIds)).values()];
    const answers = customers.map((customer) => rule.matches(audienceRecord(customer)));
    const met = customers.filter((_customer, at) => answers[at] === true);
    const routes = template === undefined ? [] : await routesOf(platform, routeFor(platform.config), template, met);
    return { lookedAt: customerIds.length, unanswerable: answers.filter((answer) => answer === undefined).length, met, routes };
  };
}
