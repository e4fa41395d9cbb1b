import type { Readable } from 'node:stream';
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '@posthorn/contract';
import { Problem } from '@posthorn/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import type { Caller } from '../auth/caller.ts';
import type { Actor } from '../platform.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard before any handler runs; absent on public endpoints. */
    caller: Caller | undefined;
  }
  interface FastifyContextConfig {
    endpoint?: Endpoint;
  }
}

/** A request that is checked: its parts have the form of the endpoint's schemas, its caller may do this. */
export interface ApiRequest<E> {
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
  /** Not for `public` endpoints. */
  readonly caller: Caller;
  readonly actor: Actor;
  readonly raw: FastifyRequest;
}

/** The JSON of the reply's schema; for endpoints with `media` bytes or a stream, or nothing after writing to the reply oneself. */
export type ApiReply<E> = ReplyOf<E> extends undefined ? Uint8Array | Readable | string | undefined | FastifyReply : ReplyOf<E>;

/**
 * Registers an endpoint of the contract: validation, permission, serialisation and its entry in the OpenAPI document come from it.
 * Media type of replies with `media` is the endpoint's; set another with `reply.type`.
 */
export function register<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: (request: ApiRequest<E>, reply: FastifyReply) => Promise<ApiReply<E>>,
): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: schemaOf(endpoint),
    config: { endpoint },
    handler: async (raw, reply) => {
      const request = {
        params: raw.params,
        query: raw.query,
        body: raw.body,
        caller: raw.caller,
        actor: raw.caller?.actor,
        raw,
      } as unknown as ApiRequest<E>;
      const result = await handler(request, reply);
      if (reply.sent || result === undefined) return reply;
      if (endpoint.media !== undefined && reply.getHeader('content-type') === undefined) reply.type(endpoint.media);
      return reply.send(result instanceof Uint8Array ? Buffer.from(result.buffer, result.byteOffset, result.byteLength) : result);
    },
  });
}

function schemaOf(endpoint: Endpoint): FastifySchema {
  const security = endpoint.allow === 'public' || endpoint.allow === 'link' ? [] : [{ session: [] }, { apiKey: [] }];
  const bytes = {
    description: 'The content',
    content: { [endpoint.media ?? 'application/octet-stream']: { schema: { type: 'string', format: 'binary' } } },
  };
  return {
    summary: endpoint.summary,
    tags: [endpoint.room],
    description: endpoint.allow.includes(':') ? `Needs the permission \`${endpoint.allow}\`.` : undefined,
    security,
    ...(endpoint.params === undefined ? {} : { params: endpoint.params }),
    ...(endpoint.query === undefined ? {} : { querystring: endpoint.query }),
    ...(endpoint.body === undefined ? {} : { body: endpoint.body }),
    response: {
      200: endpoint.reply ?? bytes,
      default: { description: 'What went wrong', content: { 'application/problem+json': { schema: Problem } } },
    },
  } as unknown as FastifySchema;
}
