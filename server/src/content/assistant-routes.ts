import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { assistantState, propose } from './assistant/propose.ts';

/** The endpoints of `contract/src/content/assistant.ts`. */
export function assistantRoutes(app: FastifyInstance, platform: Platform): void {
  register(app, api.assistant.state, async () => assistantState(platform));
  register(app, api.assistant.propose, ({ params, body, actor }) => propose(platform, actor, { ...params, ...body }));
}
