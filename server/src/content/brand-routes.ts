import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { PosthornError } from '../platform/errors/index.ts';
import { register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { createBrand } from './brands/create-brand.ts';
import { brandImpact, brandUsedIn, showBrand, showBrands } from './brands/show-brands.ts';
import { tryVoice } from './brands/try-voice.ts';
import { largestFont, showFont, uploadFont } from './brands/upload-font.ts';
import type { ProductionFacts } from './types.ts';

/** The endpoints of `contract/src/content/brands.ts`. */
export function brandRoutes(app: FastifyInstance, platform: Platform, production: ProductionFacts): void {
  const { brands, fonts } = api;
  register(app, brands.list, ({ query }) => showBrands(platform, query));
  register(app, brands.create, ({ body, actor }) => createBrand(platform, actor, body));
  register(app, brands.get, ({ params }) => showBrand(platform, params.id));
  register(app, brands.usedIn, ({ params, query }) => brandUsedIn(platform, params.id, query));
  register(app, brands.impact, ({ params }) => brandImpact(platform, production, params.id));
  register(app, brands.tryVoice, ({ params, body, query }) => tryVoice(platform, params.id, body, query));
  register(app, fonts.get, ({ params }) => showFont(platform, params.sha256));
  // Fonts come as they are, in a scope that alone takes such bodies.
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      /^font\/|^application\/octet-stream$/,
      { parseAs: 'buffer', bodyLimit: largestFont },
      (_request, body, done) => done(null, body),
    );
    register(scope, fonts.upload, async ({ query, actor, raw }) => {
      if (!Buffer.isBuffer(raw.body)) throw new PosthornError('content.font-unusable', { detail: 'The body must be the font.' });
      return await uploadFont(platform, actor, query.name, raw.body);
    });
  });
}
