import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { PosthornError } from '../platform/errors/index.ts';
import { after, limitOf, register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import type { RenditionKind } from '../production/index.ts';
import { findCommunications } from './find-communications.ts';
import { recompose } from './recompose.ts';
import { showCommunication } from './show-communication.ts';
import { showOrigin, showPassages } from './show-origin.ts';
import { showPersonalData } from './show-personal-data.ts';
import { showRendition } from './show-rendition.ts';

const kinds: readonly string[] = ['pdf', 'email', 'html', 'text', 'sms', 'data'] satisfies RenditionKind[];

/** The archive's endpoints of `contract/src/communications.ts`. */
export function archiveRoutes(app: FastifyInstance, platform: Platform): void {
  register(app, api.communications.list, ({ query }) =>
    findCommunications(platform, { ...query, after: after(query), limit: limitOf(query) }),
  );

  register(app, api.communications.get, ({ params }) => showCommunication(platform, params.id));

  register(app, api.communications.rendition, async ({ params, query, raw }, reply) => {
    if (!kinds.includes(params.kind)) throw new PosthornError('rendition.not-found');
    const { bytes, headers } = await showRendition(platform, params.id, params.kind as RenditionKind, query.raw === '1', query.copy);
    reply.headers(headers);
    if (raw.headers['if-none-match'] === headers.etag) return reply.code(304).send();
    return bytes;
  });

  register(app, api.origins.passages, ({ params }) => showPassages(platform, params.id));
  register(app, api.origins.origin, ({ params, query }) => showOrigin(platform, params.id, query));

  register(app, api.personalData.ofCommunication, ({ params }) => showPersonalData(platform, params.id));

  register(app, api.communications.recompose, async ({ params }) => {
    const { identical, kinds } = await recompose(platform, params.id);
    return { identical, kinds: [...kinds] };
  });
}
