import type { BodyOf, Endpoint, ParamsOf, Problem, QueryOf, ReplyOf, Role } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { createApiKey, platformPolicies } from '../src/platform/auth/index.ts';
import { createServer } from '../src/platform/http/index.ts';
import type { Platform } from '../src/platform/platform.ts';
import type { Room } from '../src/platform/room.ts';

type Parts<E> = {
  readonly params?: ParamsOf<E>;
  readonly query?: QueryOf<E>;
  readonly body?: BodyOf<E>;
  readonly headers?: Record<string, string>;
};

export interface TestApi {
  readonly app: FastifyInstance;
  /** Calls an endpoint and gives its reply. @throws Error with the problem when the status is not 200 */
  call<E extends Endpoint>(endpoint: E, parts?: Parts<E>): Promise<ReplyOf<E>>;
  /** Calls an endpoint that must fail and gives the problem. */
  refused<E extends Endpoint>(endpoint: E, parts?: Parts<E>): Promise<Problem>;
  /** Calls an endpoint that answers with bytes. */
  bytes<E extends Endpoint>(endpoint: E, parts?: Parts<E>): Promise<{ readonly type: string; readonly body: Buffer }>;
}

/** The API of some rooms without a network, called with a key that has these roles. */
export async function testApi(platform: Platform, rooms: readonly Room[], roles: readonly Role[] = ['administrator']): Promise<TestApi> {
  const app = await createServer(platform, {
    policies: [platformPolicies, ...rooms.map((room) => room.policies ?? {})],
    routes: (scope) => {
      for (const room of rooms) room.routes?.(scope, platform);
    },
  });
  onTestFinished(() => app.close());
  const { key } = await createApiKey(platform, { kind: 'system', id: 'test', name: 'Test' }, 'test', roles);
  const send = async (
    endpoint: Endpoint,
    parts: { params?: unknown; query?: unknown; body?: unknown; headers?: Record<string, string> },
  ) => {
    const { params, query, body } = parts;
    const url = endpoint.path.replace(/:(\w+)/g, (_all, name: string) =>
      encodeURIComponent(String((params as Record<string, unknown>)[name])),
    );
    const search = Object.fromEntries(Object.entries((query ?? {}) as object).map(([name, value]) => [name, String(value)]));
    const headers = { authorization: `Bearer ${key}`, ...parts.headers };
    return app.inject({ method: endpoint.method, url, query: search, headers, ...(body === undefined ? {} : { payload: body as object }) });
  };
  const fine = async (endpoint: Endpoint, parts: object) => {
    const response = await send(endpoint, parts);
    if (response.statusCode !== 200) throw new Error(`${endpoint.method} ${endpoint.path}: ${response.statusCode} ${response.body}`);
    return response;
  };
  return {
    app,
    call: async (endpoint, parts = {}) => (await fine(endpoint, parts)).json(),
    bytes: async (endpoint, parts = {}) => {
      const response = await fine(endpoint, parts);
      return { type: String(response.headers['content-type']), body: response.rawPayload };
    },
    refused: async (endpoint, parts = {}) => {
      const response = await send(endpoint, parts);
      if (response.statusCode < 400) throw new Error(`${endpoint.path} was not refused: ${response.body}`);
      return response.json();
    },
  };
}
