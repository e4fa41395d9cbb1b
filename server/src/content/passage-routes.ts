import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { dismissCluster, joinPassages, reopenCluster, undoReplacement } from './passages/join-passages.ts';
import { mergeBlocks } from './passages/merge-blocks.ts';
import { showPlan } from './passages/plan-cluster.ts';
import { startSearch } from './passages/search-passages.ts';
import { showClusters, showPassages } from './passages/show-passages.ts';

/** The endpoints of `contract/src/content/passages.ts`. */
export function passageRoutes(app: FastifyInstance, platform: Platform): void {
  const { passages } = api;
  register(app, passages.overview, () => showPassages(platform));
  register(app, passages.search, ({ actor }) => startSearch(platform, actor));
  register(app, passages.clusters, ({ query }) => showClusters(platform, query));
  register(app, passages.plan, ({ params, body }) => showPlan(platform, params.id, body));
  register(app, passages.join, ({ params, body, actor }) => joinPassages(platform, actor, params.id, body));
  register(app, passages.dismiss, async ({ params, body, actor }) => {
    await dismissCluster(platform, actor, params.id, body.comment);
    return { ok: true };
  });
  register(app, passages.reopen, async ({ params, actor }) => {
    await reopenCluster(platform, actor, params.id);
    return { ok: true };
  });
  register(app, passages.undo, ({ params, actor }) => undoReplacement(platform, actor, params.id));
  register(app, passages.merge, ({ params, body, actor }) => mergeBlocks(platform, actor, params.id, body));
}
