import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { PosthornError } from '../platform/errors/index.ts';
import { register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { packTemplates } from './environments/pack.ts';
import { bringFromArchive, compareArchive } from './environments/promote.ts';
import { largestArchive } from './environments/unpack.ts';
import { fileName } from './pull-folder.ts';

/** The endpoints of `contract/src/content/promotion.ts`. Archives come as they are, in a scope of their own. */
export function promotionRoutes(app: FastifyInstance, platform: Platform): void {
  register(app, api.promotion.archive, async ({ query }, reply) => {
    const ids = query.templates.split(',').filter((id) => id !== '');
    reply.header('content-disposition', `attachment; filename="${ids.length === 1 ? fileName(ids[0]!) : 'templates'}.zip"`);
    return Buffer.from(await packTemplates(platform, ids));
  });
  void app.register(async (scope) => {
    scope.addContentTypeParser('application/zip', { parseAs: 'buffer', bodyLimit: largestArchive }, (_request, body, done) =>
      done(null, body),
    );
    register(scope, api.promotion.compare, async ({ actor, raw }) => ({
      templates: [...(await compareArchive(platform, actor, archiveIn(raw.body)))],
    }));
    register(scope, api.promotion.bring, async ({ query, actor, raw }) => {
      const against = query.against === 'new' ? null : query.against;
      const leave = new Set((query.leave ?? '').split(',').filter((part) => part !== ''));
      const { version, changed, errors } = await bringFromArchive(platform, actor, archiveIn(raw.body), {
        template: query.template,
        against,
        leave,
      });
      return { versionId: version.id, version: version.version, changed, errors };
    });
  });
}

function archiveIn(body: unknown): Buffer {
  if (!Buffer.isBuffer(body)) throw new PosthornError('content.archive-unusable', { detail: 'The body must be the archive.' });
  return body;
}
