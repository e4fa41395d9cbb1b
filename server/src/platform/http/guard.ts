import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller } from '../auth/index.ts';
import { callerOfKey, callerOfSession, type Policies, sessionCookie } from '../auth/index.ts';
import { PosthornError } from '../errors/index.ts';
import type { Platform } from '../platform.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Decides before anything else whether a request may go on: where it comes from, who sends it, whether they may. An endpoint of the
 * contract says what it asks for; what has no endpoint (the workplace's files, health) is open.
 */
export function guard(app: FastifyInstance, platform: Platform, policies: readonly Policies[]): void {
  app.decorateRequest('caller', undefined);
  app.addHook('onRequest', async (request) => {
    const endpoint = request.routeOptions.config.endpoint;
    if (endpoint === undefined) return;
    // The address itself is the key: a page of anybody may lead here, and no cookie adds to what it may do.
    if (endpoint.allow === 'link') return;
    const changing = !reading.has(request.method);
    if (changing) checkOrigin(request, platform.config.publicUrl);
    const caller = await authenticate(request, platform, policies);
    request.caller = caller;
    if (endpoint.allow === 'public') return;
    if (caller === undefined) throw new PosthornError('auth.required');
    if (changing && caller.session !== undefined) checkCsrf(request, caller.session.csrfToken);
    const ownSession = endpoint.path.startsWith('/api/session');
    if (caller.session?.user.must_change_password && !ownSession) throw new PosthornError('auth.password-change-needed');
    if (endpoint.allow !== 'signed-in' && !caller.permissions.has(endpoint.allow)) {
      throw new PosthornError('auth.not-allowed', { detail: `This needs the permission ${endpoint.allow}.` });
    }
  });
}

/** Who sends a request: the key of its header, else the session of its cookie. */
export async function authenticate(
  request: FastifyRequest,
  platform: Platform,
  policies: readonly Policies[],
): Promise<Caller | undefined> {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return callerOfKey(platform, policies, bearer);
  const token = request.cookies[sessionCookie];
  return token === undefined ? undefined : callerOfSession(platform, policies, token);
}

/** A browser says where a request comes from; programs say nothing and have no cookies to misuse. */
function checkOrigin(request: FastifyRequest, publicUrl: string | undefined): void {
  if (request.headers['sec-fetch-site'] === 'cross-site') throw new PosthornError('request.foreign-origin');
  const { origin } = request.headers;
  if (origin === undefined) return;
  const own =
    URL.canParse(origin) && (new URL(origin).host === request.host || (publicUrl !== undefined && new URL(publicUrl).origin === origin));
  if (!own) throw new PosthornError('request.foreign-origin', { detail: `The request comes from ${origin.slice(0, 200)}.` });
}

function checkCsrf(request: FastifyRequest, expected: string): void {
  const given = Buffer.from(String(request.headers['x-csrf-token'] ?? ''));
  const right = Buffer.from(expected);
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new PosthornError('request.csrf');
}
