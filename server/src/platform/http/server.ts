import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { registerAjvFormats, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import fastify, { type FastifyInstance } from 'fastify';
import { authRoutes, type Policies } from '../auth/index.ts';
import type { OpenPlatform } from '../open-platform.ts';
import type { Platform } from '../platform.ts';
import { guard } from './guard.ts';
import { healthRoutes } from './health.ts';
import { openApi } from './openapi.ts';
import { handleProblems } from './problems.ts';
import { workplace } from './workplace.ts';

export interface ServerOptions {
  readonly policies: readonly Policies[];
  /** Adds the rooms' endpoints. */
  readonly routes: (app: FastifyInstance) => void;
  /** Folder of the built workplace; by default web/dist. */
  readonly workplaceRoot?: string;
}

const largestBody = 2_000_000;

registerAjvFormats();

/** The HTTP server with all endpoints, not listening yet. */
export async function createServer(platform: Platform | OpenPlatform, options: ServerOptions): Promise<FastifyInstance> {
  const { config, log } = platform;
  const secure = config.publicUrl?.startsWith('https:') ?? false;
  const app = fastify({
    logger: false,
    trustProxy: config.trustProxy,
    bodyLimit: largestBody,
    genReqId: () => randomUUID(),
    requestTimeout: 60_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  });
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  acceptEmptyJson(app);
  await app.register(cookie);
  await app.register(helmet, securityHeaders(secure));
  handleProblems(app, log);
  observe(app, platform);
  guard(app, platform, options.policies);
  await openApi(app);
  await app.register(async (scope) => {
    authRoutes(scope, platform, options.policies, secure);
    options.routes(scope);
  });
  healthRoutes(app, platform, options.policies);
  await app.register((scope) => workplace(scope, options.workplaceRoot));
  await app.ready();
  return app;
}

/** A POST without content may still say that it would be JSON. */
function acceptEmptyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else parse(request, body as string, done);
  });
}

/** Scripts and everything else from ourselves only. The style of a sandboxed mail preview and of Mantine is inline. */
function securityHeaders(secure: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        frameSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' as const },
    xFrameOptions: { action: 'sameorigin' as const },
    crossOriginEmbedderPolicy: false,
  };
}

/** Each request is counted, and logged under its id, which the caller gets too. */
function observe(app: FastifyInstance, { log, metrics }: Platform): void {
  const seconds = metrics.histogram('http_seconds', 'Time that requests took', ['method', 'route', 'status']);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    const line = { request: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    if (route.startsWith('/api')) log.debug({ ...line, by: request.caller?.actor.name }, 'request');
  });
}
