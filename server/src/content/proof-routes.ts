import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { PosthornError } from '../platform/errors/index.ts';
import { register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { composeSide, showMaterial } from './proof/show-material.ts';
import { judgeProof, showItems, showProof } from './proof/show-proof.ts';
import { startProof } from './proof/start-proof.ts';
import { renditionReply } from './rendition-reply.ts';
import type { ProductionFacts } from './types.ts';

/** The endpoints of `contract/src/content/proofs.ts`, and both versions of a review composed. */
export function proofRoutes(app: FastifyInstance, platform: Platform, production: ProductionFacts): void {
  const { proofs, reviews } = api;
  register(app, reviews.material, ({ params, query }) => showMaterial(platform, params.id, query.template));
  register(app, reviews.rendition, async ({ params, query, caller }, reply) => {
    if (query.record !== undefined) refuseRecords(caller.permissions);
    return renditionReply(reply, await composeSide(platform, params.id, { ...params, ...query }));
  });
  register(app, proofs.latest, ({ params }) => showProof(platform, params.id));
  register(app, proofs.start, ({ params, body, actor, caller }) => {
    const real = body.realRecords ?? 0;
    if (real > 0) refuseRecords(caller.permissions);
    return startProof(platform, production, actor, params.id, real);
  });
  register(app, proofs.items, ({ params, query }) => showItems(platform, params.id, query));
  register(app, proofs.judge, ({ params, body, actor }) => judgeProof(platform, actor, params.id, body));
}

/** Records of customers are for those who may see them. */
function refuseRecords(permissions: ReadonlySet<string>): void {
  if (!permissions.has('content:sample-records'))
    throw new PosthornError('auth.not-allowed', { detail: 'Real records need the permission content:sample-records.' });
}
