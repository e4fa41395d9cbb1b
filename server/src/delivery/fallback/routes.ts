import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { transaction } from '../../platform/db/index.ts';
import { register } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { FallbackChain } from './rules.ts';
import { chainsOf, keepChain } from './store.ts';

/** The endpoints of fallback chains. */
export function fallbackRoutes(app: FastifyInstance, platform: Platform): void {
  const all = async () => ({ rows: (await chainsOf(platform.db)).map(shown) });

  register(app, api.channels.fallbacks, all);

  register(app, api.channels.setFallback, async ({ params, body, actor }) => {
    const chain = { purpose: params.purpose, steps: body.steps, unreadSeconds: body.unreadSeconds ?? null };
    await transaction(platform.db, { log: platform.log }, async (trx) => {
      await keepChain(trx, chain);
      await platform.audit.append(trx, actor, 'fallback.set', `fallback/${chain.purpose}`, chain);
    });
    return all();
  });
}

const shown = ({ purpose, steps, unreadSeconds }: FallbackChain) => ({
  purpose,
  steps: [...steps],
  ...(unreadSeconds === null ? {} : { unreadSeconds }),
});
