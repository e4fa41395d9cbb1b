import type { Audience } from '@posthorn/contract';
import { releasedVersion } from '../content/index.ts';
import { type CustomerForComposition, customersById, someCustomers } from '../customers/index.ts';
import { routeFor } from '../delivery/index.ts';
import type { Platform } from '../platform/platform.ts';
import { type Route, routesOf, versionBundle } from '../production/index.ts';
import { audienceRecord, audienceRule, audienceSchema } from './audience.ts';

/** Customers who are looked at, at most, while somebody waits for the answer. */
const sampleSize = 20_000;
const batchSize = 1_000;
const exampleCount = 5;

/**
 * Whom a condition meets, and whom of them a template could reach now: by what channels, and why not the others. Of very many customers a sample is
 * looked at and scaled up.
 * @param templateId by its released version; without it nothing is said of who can be reached
 * @throws PosthornError `campaign.bad-rule`
 */
export async function countAudience(platform: Platform, condition: string, templateId?: string): Promise<Audience> {
  const rule = audienceRule(await audienceSchema(platform.db), condition);
  const routes = await router(platform, templateId);
  const { ids, total, all } = await someCustomers(platform.db, sampleSize);
  let [matching, unanswerable] = [0, 0];
  const examples: Audience['examples'] = [];
  const chosen: Route[] = [];
  for (let start = 0; start < ids.length; start += batchSize) {
    const batch = [...(await customersById(platform, ids.slice(start, start + batchSize))).values()];
    const answers = batch.map((customer) => rule.matches(audienceRecord(customer)));
    const met = batch.filter((_customer, at) => answers[at] === true);
    matching += met.length;
    unanswerable += answers.filter((answer) => answer === undefined).length;
    for (const { id, number, name } of met.slice(0, exampleCount - examples.length)) examples.push({ id, number, name });
    for (const route of await routes(met)) chosen.push(route);
  }
  const scale = (count: number) => (all || ids.length === 0 ? count : Math.round((count * total) / ids.length));
  const reached = chosen.filter((route) => route.channel !== 'none');
  return {
    customers: total,
    matching: scale(matching),
    unanswerable: scale(unanswerable),
    reachable: scale(reached.length),
    channels: tally(reached, (route) => route.channel).map(([channel, of]) => ({ channel, customers: scale(of.length) })),
    notReachable: tally(
      chosen.filter((route) => route.channel === 'none'),
      (route) => `${route.code} ${route.text}`,
    ).map(([, of]) => ({ code: of[0]!.code, text: of[0]!.text, customers: scale(of.length) })),
    ...(all ? {} : { sample: ids.length }),
    examples,
  };
}

type Router = (customers: readonly CustomerForComposition[]) => Promise<readonly Route[]>;

async function router(platform: Platform, templateId: string | undefined): Promise<Router> {
  const version = templateId === undefined ? undefined : await releasedVersion(platform, templateId);
  if (version === undefined) return async () => [];
  const { template } = await versionBundle(platform, version.id);
  return (customers) => routesOf(platform, routeFor(platform.config), template, customers);
}

const tally = <T>(all: readonly T[], by: (one: T) => string): [string, T[]][] =>
  [...Map.groupBy(all, by)].sort(([, a], [, b]) => b.length - a.length);
