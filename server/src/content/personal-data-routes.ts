import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { changeRule, createRule, removeRule } from './personal-data/change-rule.ts';
import { showRegister, showRule, showUsers, touchedByRule } from './personal-data/show-register.ts';
import type { ProductionFacts } from './types.ts';

/** The endpoints of `contract/src/content/personal-data.ts` that are content's. */
export function personalDataRoutes(app: FastifyInstance, platform: Platform, production: ProductionFacts): void {
  const { personalData } = api;
  register(app, personalData.register, () => showRegister(platform, production));
  register(app, personalData.rule, ({ params }) => showRule(platform, params.id));
  register(app, personalData.create, ({ body, actor }) => createRule(platform, actor, body));
  register(app, personalData.change, ({ params, body, actor }) => changeRule(platform, actor, params.id, body));
  register(app, personalData.remove, ({ params, body, actor }) => removeRule(platform, actor, params.id, body));
  register(app, personalData.touches, ({ body }) => touchedByRule(platform, production, body));
  register(app, personalData.usedIn, ({ params }) => showUsers(platform, production, params.path));
}
