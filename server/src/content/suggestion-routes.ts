import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { decideSuggestions, listSuggestions, putSuggestions } from './suggestions/keep-suggestions.ts';

/** The endpoints of `contract/src/content/suggestions.ts`. */
export function suggestionRoutes(app: FastifyInstance, platform: Platform): void {
  const { suggestions } = api;
  register(app, suggestions.list, async ({ params }) => ({ rows: await listSuggestions(platform, params.kind, params.id) }));
  register(app, suggestions.put, async ({ params, body, actor }) => {
    await putSuggestions(platform, actor, { ...params, ...body });
    return { ok: true };
  });
  register(app, suggestions.decide, async ({ params, body, actor }) => {
    await decideSuggestions(platform, actor, { ...params, ...body });
    return { ok: true };
  });
}
