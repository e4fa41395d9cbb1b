import type { FastifyInstance } from 'fastify';
import type { Policies } from '../auth/index.ts';
import { PosthornError } from '../errors/index.ts';
import type { Platform } from '../platform.ts';
import { version } from '../version.ts';
import { authenticate } from './guard.ts';

const patience = 2_000;

/** For those who watch: does it live, can it work, how does it do. */
export function healthRoutes(app: FastifyInstance, platform: Platform, policies: readonly Policies[]): void {
  const hidden = { schema: { hide: true } };
  app.get('/health/live', hidden, async () => ({ status: 'live', version }));
  app.get('/health/ready', hidden, async (_request, reply) => {
    const database = await answers(platform.pool.query('select 1'));
    reply.code(database ? 200 : 503);
    return { status: database ? 'ready' : 'not ready', database: database ? 'answers' : 'does not answer', version };
  });
  app.get('/metrics', hidden, async (request, reply) => {
    // Who asks on the machine itself may look; everyone else needs a key.
    const local = ['127.0.0.1', '::1'].includes(request.ip) && request.headers['x-forwarded-for'] === undefined;
    const caller = local ? undefined : await authenticate(request, platform, policies);
    if (!local && !caller?.permissions.has('metrics:read')) throw new PosthornError(caller ? 'auth.not-allowed' : 'auth.required');
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await platform.metrics.expose());
  });
}

async function answers(question: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => done(false), patience);
  });
  const there = question.then(
    () => true,
    () => false,
  );
  return Promise.race([there, late]).finally(() => clearTimeout(timer));
}
