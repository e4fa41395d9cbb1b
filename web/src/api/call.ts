import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '@posthorn/contract';
import { address, type Values } from './address.ts';
import { problemOf, unreachable } from './api-error.ts';

type Given<Name extends string, Value> = [Value] extends [undefined] ? unknown : { readonly [K in Name]: Value };
type MayBeGiven<Name extends string, Value> = [Value] extends [undefined] ? unknown : { readonly [K in Name]?: Value };

/** What a call of an endpoint must and may be given, from the contract. */
export type InputOf<E extends Endpoint> = Given<'params', ParamsOf<E>> &
  MayBeGiven<'query', QueryOf<E>> &
  Given<'body', BodyOf<E>> & { readonly headers?: Readonly<Record<string, string>>; readonly keepalive?: boolean; readonly raw?: Blob };

interface AnyInput {
  readonly params?: Values;
  readonly query?: Values;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body as it is, such as a file; its type is among the headers. */
  readonly raw?: Blob;
  /** Goes on when the page is closed. Browsers refuse it for large bodies; those are then sent as usual. */
  readonly keepalive?: boolean;
}

const mostKeptAlive = 48_000;

let csrfToken = '';

/** Remembers the token of the session; every changing request sends it back. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

/** Address of an endpoint, for links, downloads and frames. */
export function addressOf<E extends Endpoint>(endpoint: E, input: Omit<InputOf<E>, 'body'>): string {
  const { params, query } = input as AnyInput;
  return address(endpoint, params, query);
}

/**
 * Calls an endpoint of the contract and gives its JSON reply.
 * @throws ApiError with the server's problem details, or with status 0 when the server cannot be reached
 */
export async function call<E extends Endpoint>(endpoint: E, input: InputOf<E>, signal?: AbortSignal): Promise<ReplyOf<E>> {
  const response = await request(endpoint, input as AnyInput, signal);
  return (await response.json()) as ReplyOf<E>;
}

/** Calls an endpoint that answers with bytes (`media` in the contract). @throws ApiError as `call` */
export async function callForMedia<E extends Endpoint>(endpoint: E, input: InputOf<E>, signal?: AbortSignal): Promise<Response> {
  return request(endpoint, input as AnyInput, signal);
}

async function request(endpoint: Endpoint, input: AnyInput, signal?: AbortSignal): Promise<Response> {
  const headers = new Headers({ accept: 'application/json, */*', ...input.headers });
  if (endpoint.method !== 'GET') headers.set('x-csrf-token', csrfToken);
  if (input.body !== undefined) headers.set('content-type', 'application/json');
  const body = input.body === undefined ? undefined : JSON.stringify(input.body);
  const sent = input.raw ?? body;
  const response = await fetch(address(endpoint, input.params, input.query), {
    method: endpoint.method,
    headers,
    credentials: 'same-origin',
    ...(sent === undefined ? {} : { body: sent }),
    ...(input.keepalive && (body?.length ?? 0) < mostKeptAlive ? { keepalive: true } : {}),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw unreachable(cause);
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}
