import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { after, limitOf, pageOf } from '../http/page.ts';
import { register } from '../http/register.ts';
import type { Platform } from '../platform.ts';
import { messagesOf, webhooksOf } from './store.ts';
import { changeWebhook, createWebhook, redeliver, removeWebhook, renewSecret, testWebhook } from './subscribe.ts';

/** The endpoints of `contract/src/webhooks.ts`. */
export function webhookRoutes(app: FastifyInstance, platform: Platform): void {
  const { webhooks } = api;

  register(app, webhooks.list, async () => ({ rows: [...(await webhooksOf(platform.db))] }));
  register(app, webhooks.create, ({ actor, body }) => createWebhook(platform, actor, body));
  register(app, webhooks.change, ({ actor, params, body }) => changeWebhook(platform, actor, params.id, body));
  register(app, webhooks.renewSecret, ({ actor, params }) => renewSecret(platform, actor, params.id));
  register(app, webhooks.remove, async ({ actor, params }) => {
    await removeWebhook(platform, actor, params.id);
    return { ok: true };
  });
  register(app, webhooks.test, ({ actor, params }) => testWebhook(platform, actor, params.id));
  register(app, webhooks.messages, async ({ params, query }) => {
    const limit = limitOf(query);
    const rows = await messagesOf(platform.db, params.id, { after: after(query), state: query.state, limit: limit + 1 });
    return pageOf(rows, limit, (row) => row.id);
  });
  register(app, webhooks.redeliver, ({ actor, params }) => redeliver(platform, actor, params.id));
}
