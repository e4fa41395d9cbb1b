import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { changeDuty, createDuty } from './duties/change-duty.ts';
import { listDuties, showDuty, touchedBy } from './duties/show-duties.ts';
import { setTemplateFacts, showTemplateDuties } from './duties/template-facts.ts';

/** The endpoints of `contract/src/content/duties.ts`. */
export function dutyRoutes(app: FastifyInstance, platform: Platform): void {
  const { duties } = api;
  register(app, duties.list, () => listDuties(platform));
  register(app, duties.get, ({ params }) => showDuty(platform, params.id));
  register(app, duties.create, ({ body, actor }) => createDuty(platform, actor, body));
  register(app, duties.change, ({ params, body, actor }) => changeDuty(platform, actor, params.id, body));
  register(app, duties.touches, ({ body }) => touchedBy(platform, body.content));
  register(app, duties.ofTemplate, ({ params }) => showTemplateDuties(platform, params.id));
  register(app, duties.setFacts, ({ params, body, actor }) => setTemplateFacts(platform, actor, params.id, body));
}
