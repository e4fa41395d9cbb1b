import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { describe, showBlock, showBlocks, showLabels } from './blocks/show-blocks.ts';
import { impactOf, usedIn } from './blocks/used-in.ts';
import type { ProductionFacts } from './types.ts';

/** The endpoints of `contract/src/content/blocks.ts`. */
export function blockRoutes(app: FastifyInstance, platform: Platform, production: ProductionFacts): void {
  const { blocks } = api;
  register(app, blocks.list, ({ query }) => showBlocks(platform, query));
  register(app, blocks.labels, () => showLabels(platform));
  register(app, blocks.get, ({ params }) => showBlock(platform, params.id));
  register(app, blocks.describe, ({ params, body, actor }) => describe(platform, actor, params.id, body));
  register(app, blocks.usedIn, ({ params, query }) => usedIn(platform, params.id, query));
  register(app, blocks.impact, ({ params }) => impactOf(platform, production, params.id));
}
