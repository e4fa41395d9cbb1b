import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { register } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { followedBy, openedBy } from './links.ts';
import { noteVisit } from './note-visit.ts';
import { setTracked } from './set-tracked.ts';
import { trackedPurposes } from './store.ts';

/** One transparent point: the smallest GIF. */
const point = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
/** Nothing on the way keeps it, and nobody further on learns where the reader came from. */
const quiet = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' };

type DropFirst<T extends readonly unknown[]> = T extends readonly [unknown, ...infer Rest] ? Rest : never;

/** Opens and clicks of mails: what readers ask for, and what is counted. */
export function trackingRoutes(app: FastifyInstance, platform: Platform): void {
  const { sending } = api;
  // Readers shall get what they ask for, whatever becomes of the note.
  const note = (...of: DropFirst<Parameters<typeof noteVisit>>) =>
    noteVisit(platform, ...of).catch((error) => platform.log.warn({ err: error }, 'an open or click was not noted'));

  register(app, sending.opened, async ({ params, raw }, reply) => {
    const visited = await openedBy(platform, params.link);
    if (visited === undefined) return reply.code(404).headers(quiet).send();
    await note(visited, 'displayed', raw);
    return reply
      .headers({ ...quiet, 'cross-origin-resource-policy': 'cross-origin' })
      .type('image/gif')
      .send(point);
  });

  register(app, sending.followed, async ({ params, query, raw }, reply) => {
    const visited = await followedBy(platform, params.link, query.to);
    if (visited === undefined) return reply.code(404).headers(quiet).type('text/plain').send('This link was not made here.\n');
    await note(visited, 'clicked', raw);
    // As a browser would ask for it: a header holds no umlauts.
    return reply.headers(quiet).redirect(new URL(query.to).href, 302);
  });

  register(app, sending.tracking, async () => ({
    ...(platform.config.trackingUrl === undefined ? {} : { address: platform.config.trackingUrl }),
    purposes: [...(await trackedPurposes(platform.db))],
  }));
  register(app, sending.setTracking, async ({ actor, params, body }) => {
    await setTracked(platform, actor, { ...params, ...body });
    return { ok: true };
  });
}
