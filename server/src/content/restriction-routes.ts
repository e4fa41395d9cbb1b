import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { listAreas, removeArea, setArea } from './restrictions/set-areas.ts';

/** The endpoints of `contract/src/content/restrictions.ts`. */
export function restrictionRoutes(app: FastifyInstance, platform: Platform): void {
  const { restrictions } = api;
  register(app, restrictions.list, () => listAreas(platform));
  register(app, restrictions.set, ({ body, actor }) => setArea(platform, actor, body));
  register(app, restrictions.remove, async ({ params, actor }) => {
    await removeArea(platform, actor, params.id);
    return { ok: true };
  });
}
