import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { PosthornError } from '../../platform/errors/index.ts';
import { register } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { WebhookNews, WebhookRequest } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { inboxOf } from './inbox.ts';
import { wholeSettings } from './open-account.ts';
import { findAccount } from './store.ts';

const largest = 1_000_000;

/**
 * Where providers report: `/api/channels/accounts/:id/events`. Bodies are taken as bytes, because signatures are made over bytes. What is said is
 * committed before the answer goes out; when that fails the provider hears 500 and comes again.
 */
export async function providerRoutes(app: FastifyInstance, platform: Platform): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largest }, (_request, body, done) => done(null, body));
    for (const endpoint of [api.channels.news, api.channels.newsByGet]) {
      register(scope, endpoint, async ({ params, raw }, reply) => {
        const body = Buffer.isBuffer(raw.body) ? raw.body : Buffer.alloc(0);
        const url = `${platform.config.publicUrl ?? `${raw.protocol}://${raw.host}`}${raw.url}`;
        const request = { method: raw.method, url, headers: raw.headers, body, now: platform.clock() };
        const { answer } = await receive(platform, params.id, request);
        if (answer === undefined) return reply.code(204).send();
        return reply.type(answer.type).send(answer.body);
      });
    }
  });
}

/** @throws PosthornError `account.not-found`, `account.wrong-signature` */
async function receive(platform: Platform, id: string, request: WebhookRequest): Promise<WebhookNews> {
  const account = await findAccount(platform.db, id);
  const adapter = account && adapterOf(account.kind);
  if (account === undefined || adapter?.receive === undefined) throw new PosthornError('account.not-found');
  const news = await adapter.receive(await wholeSettings(platform, account), request);
  if (news === undefined) throw new PosthornError('account.wrong-signature');
  const inbox = inboxOf(platform, { channel: account.channel, account: account.id });
  if (news.receipts?.length) await inbox.receipts(news.receipts);
  if (news.replies?.length) await inbox.replies(news.replies);
  return news;
}
