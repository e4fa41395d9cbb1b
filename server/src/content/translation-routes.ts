import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { PosthornError } from '../platform/errors/index.ts';
import { register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { exportXliff, importXliff, showTranslations } from './translation/translate.ts';

/** Bytes of a file that comes back from an agency. */
const largestFile = 20_000_000;

/** The endpoints of `contract/src/content/translations.ts`. */
export function translationRoutes(app: FastifyInstance, platform: Platform): void {
  const { translations } = api;
  register(app, translations.show, ({ params, query }) => showTranslations(platform, params, query.source));
  register(app, translations.exporting, async ({ params, query }, reply) => {
    const file = await exportXliff(platform, params, { source: query.source, target: query.target, all: query.all ?? false });
    reply.header('content-disposition', `attachment; filename="${params.id.replace(/[^a-z0-9-]/g, '')}.${query.target}.xlf"`);
    reply.type('application/xliff+xml; charset=utf-8');
    return file;
  });
  // Files come as they are, in a scope of their own.
  void app.register(async (scope) => {
    scope.addContentTypeParser('application/xliff+xml', { parseAs: 'string', bodyLimit: largestFile }, (_request, body, done) =>
      done(null, body),
    );
    register(scope, translations.importing, async ({ params, actor, raw }) => {
      if (typeof raw.body !== 'string') throw new PosthornError('content.xliff-unreadable', { detail: 'The body must be the file.' });
      return await importXliff(platform, actor, params, raw.body);
    });
  });
}
