import type { FastifyInstance } from 'fastify';
import type { Policies } from '../auth/index.ts';
import { PosthornError } from '../errors/index.ts';
import { stuckSubscribers } from '../events/index.ts';
import type { Platform } from '../platform.ts';
import { version } from '../version.ts';
import { authenticate } from './guard.ts';

const patience = 2_000;

/** For those who watch: does it live, can it work, how does it do. */
export function healthRoutes(app: FastifyInstance, platform: Platform, policies: readonly Policies[]): void {
  const hidden = { schema: { hide: true } };
  app.get('/health/live', hidden, async () => ({ status: 'live', version }));
  app.get('/health/ready', hidden, async (_request, reply) => {
    const stuck = await answerOf(stuckSubscribers(platform.db));
    reply.code(stuck ? 200 : 503);
    if (stuck === undefined) return { status: 'not ready', database: 'does not answer', version };
    // It can serve all the same: taking it out of service would help nobody.
    const events = stuck.length === 0 ? {} : { stuckEvents: stuck };
    return { status: 'ready', database: 'answers', version, ...events };
  });
  app.get('/metrics', hidden, async (request, reply) => {
    // Who asks on the machine itself may look; everyone else needs a key.
    const local = ['127.0.0.1', '::1'].includes(request.ip) && request.headers['x-forwarded-for'] === undefined;
    const caller = local ? undefined : await authenticate(request, platform, policies);
    if (!local && !caller?.permissions.has('metrics:read')) throw new PosthornError(caller ? 'auth.not-allowed' : 'auth.required');
    await measureEvents(platform);
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await platform.metrics.expose());
  });
}

/** One line per subscriber that is stuck, none when all goes well. */
async function measureEvents(platform: Platform): Promise<void> {
  const stuck = await answerOf(stuckSubscribers(platform.db));
  const gauge = platform.metrics.gauge('event_failed_attempts', 'Failed attempts at the event that a subscriber is stuck at', [
    'subscriber',
  ]);
  gauge.reset();
  for (const { subscriber, attempts } of stuck ?? []) gauge.set({ subscriber }, attempts);
}

/** Undefined when there is none, or it comes too late. */
async function answerOf<T>(question: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((done) => {
    timer = setTimeout(() => done(undefined), patience);
  });
  const there = question.catch(() => undefined);
  return Promise.race([there, late]).finally(() => clearTimeout(timer));
}
