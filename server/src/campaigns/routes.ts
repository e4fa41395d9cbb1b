import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { newId, transaction } from '../platform/db/index.ts';
import { after, limitOf, pageOf, register } from '../platform/http/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import { audienceRule, audienceSchema } from './audience.ts';
import { checkCampaign } from './checklist/check-campaign.ts';
import { approveCampaign, campaignOf, changeCampaign, createCampaign, startCampaign, stopCampaign } from './control-campaign.ts';
import { tellConversions } from './conversions/tell-conversions.ts';
import { cancelCount, countAll, showCount } from './counts/count-all.ts';
import { countAudience } from './counts/count-audience.ts';
import { pauseCampaign, resumeCampaign } from './pause-campaign.ts';
import { presentCampaign } from './present.ts';
import { showResults } from './show-results.ts';
import { keepSegment, listCampaigns, listSegments, type SegmentRow } from './store.ts';

/** The endpoints of `contract/src/campaigns.ts`. */
export function campaignRoutes(app: FastifyInstance, platform: Platform): void {
  const { campaigns } = api;
  register(app, campaigns.list, async ({ query, actor }) => {
    const limit = limitOf(query);
    const rows = await listCampaigns(platform.db, after(query), limit + 1);
    return pageOf(
      rows.map((row) => presentCampaign(row, actor)),
      limit,
      (row) => row.id,
    );
  });
  register(app, campaigns.get, async ({ params, actor }) => presentCampaign(await campaignOf(platform, params.id), actor));
  register(app, campaigns.create, async ({ body, actor }) => presentCampaign(await createCampaign(platform, actor, body), actor));
  register(app, campaigns.change, async ({ params, body: { revision, ...plan }, actor }) =>
    presentCampaign(await changeCampaign(platform, actor, params.id, revision, plan), actor),
  );
  register(app, campaigns.approve, async ({ params, body, actor }) =>
    presentCampaign(await approveCampaign(platform, actor, params.id, body.revision), actor),
  );
  register(app, campaigns.start, async ({ params, actor }) => presentCampaign(await startCampaign(platform, actor, params.id), actor));
  register(app, campaigns.pause, async ({ params, actor }) => presentCampaign(await pauseCampaign(platform, actor, params.id), actor));
  register(app, campaigns.resume, async ({ params, actor }) => presentCampaign(await resumeCampaign(platform, actor, params.id), actor));
  register(app, campaigns.stop, async ({ params, body, actor }) =>
    presentCampaign(await stopCampaign(platform, actor, params.id, body.reason), actor),
  );
  register(app, campaigns.check, async ({ params }) => ({
    points: [...(await checkCampaign(platform, await campaignOf(platform, params.id)))],
  }));
  register(app, campaigns.results, async ({ params }) => showResults(platform, await campaignOf(platform, params.id)));
  register(app, campaigns.audience, ({ body }) => countAudience(platform, body.rule, body.templateId));
  register(app, campaigns.countAll, ({ body, actor }) => countAll(platform, actor, body));
  register(app, campaigns.count, ({ params }) => showCount(platform, params.id));
  register(app, campaigns.cancelCount, ({ params }) => cancelCount(platform, params.id));
  register(app, campaigns.convert, ({ body, actor }) => tellConversions(platform, actor, body));
  register(app, campaigns.fields, async () => ({ schema: { ...(await audienceSchema(platform.db)) } }));

  register(app, campaigns.segments, async ({ query }) => {
    const limit = limitOf(query);
    const rows = await listSegments(platform.db, { q: query.q, after: after(query), limit: limit + 1 });
    return pageOf(rows.map(presentSegment), limit, (row) => row.name);
  });
  register(app, campaigns.saveSegment, async ({ body, actor }) => presentSegment(await saveSegment(platform, actor, body)));
}

/** @throws PosthornError `campaign.bad-rule` */
async function saveSegment(
  platform: Platform,
  actor: Actor,
  { name, rule }: { readonly name: string; readonly rule: string },
): Promise<SegmentRow> {
  audienceRule(await audienceSchema(platform.db), rule);
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    const row = await keepSegment(trx, { id: newId(), name, rule, changedBy: actor.name, changedAt: platform.clock() });
    await platform.audit.append(trx, actor, 'segment.save', `segment/${row.id}`, { name, rule });
    return row;
  });
}

const presentSegment = ({ changedAt, ...row }: SegmentRow) => ({ ...row, changedAt: changedAt.toISOString() });
