import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { addComment, listComments, resolveComment } from './comments/comment.ts';
import { compareVersions } from './compare/compare-versions.ts';

/** The endpoints of `contract/src/content/comparing.ts`. */
export function commentRoutes(app: FastifyInstance, platform: Platform): void {
  const { comparing, comments } = api;
  register(app, comparing.compare, ({ params, query }) => compareVersions(platform, params.kind, params.id, query));
  register(app, comments.list, async ({ params }) => ({ rows: await listComments(platform, params.kind, params.id) }));
  register(app, comments.add, ({ params, body, actor }) => addComment(platform, actor, params, body));
  register(app, comments.resolve, async ({ params, body, actor }) => {
    await resolveComment(platform, actor, params.comment, body.resolved);
    return { ok: true };
  });
}
