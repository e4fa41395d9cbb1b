import type { Static, TSchema } from 'typebox';

/**
 * One endpoint of the HTTP API, said once: the server registers its route from it (validation, serialisation, OpenAPI), the
 * workplace calls it by it (types, address). Neither can drift from the other.
 */
export interface Endpoint<
  Params extends TSchema | undefined = TSchema | undefined,
  Query extends TSchema | undefined = TSchema | undefined,
  Body extends TSchema | undefined = TSchema | undefined,
  Reply extends TSchema | undefined = TSchema | undefined,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With Fastify's parameters: `/api/runs/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly room: string;
  /** What the caller must be allowed to do, e.g. `runs:start`; `public` needs no sign-in, `signed-in` any user, `link` a signed link in its address alone. */
  readonly allow: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** JSON reply; absent when the endpoint answers with bytes or a stream (`media`). */
  readonly reply?: Reply;
  readonly media?: string;
}

type StaticOf<S> = S extends TSchema ? Static<S> : undefined;
export type ParamsOf<E> = E extends Endpoint<infer P, infer _Q, infer _B, infer _R> ? StaticOf<P> : never;
export type QueryOf<E> = E extends Endpoint<infer _P, infer Q, infer _B, infer _R> ? StaticOf<Q> : never;
export type BodyOf<E> = E extends Endpoint<infer _P, infer _Q, infer B, infer _R> ? StaticOf<B> : never;
export type ReplyOf<E> = E extends Endpoint<infer _P, infer _Q, infer _B, infer R> ? StaticOf<R> : never;

export function endpoint<
  P extends TSchema | undefined = undefined,
  Q extends TSchema | undefined = undefined,
  B extends TSchema | undefined = undefined,
  R extends TSchema | undefined = undefined,
>(e: Endpoint<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return e;
}
