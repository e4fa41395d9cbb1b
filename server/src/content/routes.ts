import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { assistantRoutes } from './assistant-routes.ts';
import { blockRoutes } from './block-routes.ts';
import { brandRoutes } from './brand-routes.ts';
import { commentRoutes } from './comment-routes.ts';
import { draftRoutes } from './draft-routes.ts';
import { dutyRoutes } from './duty-routes.ts';
import { passageRoutes } from './passage-routes.ts';
import { personalDataRoutes } from './personal-data-routes.ts';
import { previewVersion } from './preview-version.ts';
import { promotionRoutes } from './promotion-routes.ts';
import { proofRoutes } from './proof-routes.ts';
import { releaseVersion } from './release-version.ts';
import { renditionReply } from './rendition-reply.ts';
import { restrictionRoutes } from './restriction-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { pageOfTemplates, presentVersion, showTemplate } from './show-templates.ts';
import { suggestionRoutes } from './suggestion-routes.ts';
import { translationRoutes } from './translation-routes.ts';
import type { ProductionFacts } from './types.ts';

/** The endpoints of `contract/src/content.ts`. */
export function contentRoutes(app: FastifyInstance, platform: Platform, production: ProductionFacts): void {
  const { content } = api;
  draftRoutes(app, platform);
  blockRoutes(app, platform, production);
  brandRoutes(app, platform, production);
  passageRoutes(app, platform);
  translationRoutes(app, platform);
  reviewRoutes(app, platform, production);
  commentRoutes(app, platform);
  suggestionRoutes(app, platform);
  assistantRoutes(app, platform);
  promotionRoutes(app, platform);
  dutyRoutes(app, platform);
  personalDataRoutes(app, platform, production);
  restrictionRoutes(app, platform);
  proofRoutes(app, platform, production);

  register(app, content.templates, ({ query }) => pageOfTemplates(platform, query));
  register(app, content.template, ({ params }) => showTemplate(platform, params.id));
  register(app, content.release, async ({ params, body, actor }) =>
    presentVersion(await releaseVersion(platform, actor, params.id, body.note)),
  );

  register(app, content.preview, async ({ params, query }, reply) => {
    const { sample, language } = query;
    const options = { ...(sample === undefined ? {} : { sample }), ...(language === undefined ? {} : { language }) };
    return renditionReply(reply, await previewVersion(platform, params.id, params.format, options));
  });
}
