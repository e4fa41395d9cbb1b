import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { idAfter, limitOf, register } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { askNow } from '../post/letters/ask-providers.ts';
import { pauseAccount, redriveDeadLetters, resumeAccount } from './control-account.ts';
import { idInApi } from './open-account.ts';
import { deadLetters } from './read-store.ts';
import { addAccount, changeAccount, removeAccount } from './save-account.ts';
import { showChannels } from './show-channels.ts';
import { checkAccount, sendTest } from './test-account.ts';

/** The endpoints of `contract/src/channels.ts`, but those that providers call (`webhooks.ts`). */
export function accountRoutes(app: FastifyInstance, platform: Platform): void {
  const { channels } = api;

  register(app, channels.show, () => showChannels(platform));

  register(app, channels.add, async ({ body, actor }) => ({ id: idInApi(await addAccount(platform, actor, body)) }));

  register(app, channels.change, async ({ params, body, actor }) => ({
    id: idInApi(await changeAccount(platform, actor, params.id, body)),
  }));

  register(app, channels.remove, async ({ params, actor }) => {
    await removeAccount(platform, actor, params.id);
    return { ok: true };
  });

  register(app, channels.pause, async ({ params, actor }) => {
    await pauseAccount(platform, actor, params.id);
    return { ok: true };
  });

  register(app, channels.resume, async ({ params, actor }) => {
    await resumeAccount(platform, actor, params.id);
    return { ok: true };
  });

  register(app, channels.check, async ({ params }) => {
    const health = await checkAccount(platform, params.id);
    return health.ok ? { ok: true, detail: health.detail } : { ok: false, detail: health.error };
  });

  register(app, channels.ask, ({ params }) => askNow(platform, params.id));

  register(app, channels.test, async ({ params, body, actor }) => {
    const outcome = await sendTest(platform, actor, params.id, body.to.trim());
    return { outcome: outcome.kind, detail: outcome.kind === 'sent' ? outcome.detail : outcome.error };
  });

  register(app, channels.deadLetters, async ({ query }) => {
    const limit = limitOf(query);
    const before = idAfter(query);
    const rows = await deadLetters(platform.db, {
      limit: limit + 1,
      ...(query.channel ? { channel: query.channel } : {}),
      ...(before === undefined ? {} : { before }),
    });
    const shown = rows.slice(0, limit).map(({ month: _month, changedAt, lastError, customerId: _customer, account: _account, ...row }) => ({
      ...row,
      error: lastError ?? '',
      at: changedAt.toISOString(),
    }));
    return { rows: shown, ...(rows.length > limit ? { next: shown.at(-1)!.id } : {}) };
  });

  register(app, channels.redrive, async ({ body, actor }) => ({ redriven: await redriveDeadLetters(platform, actor, body.ids) }));
}
