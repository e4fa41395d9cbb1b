import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { PosthornError } from '../errors/index.ts';
import { sendProblem } from './problems.ts';

const built = fileURLToPath(new URL('../../../../web/dist', import.meta.url));

const notBuilt = `<!doctype html><html lang="en"><title>Posthorn</title><h1>The workplace is not built</h1>
<p>Run <code>npm run build</code> in the checkout, then load this page again. The API is at <a href="/api/docs">/api/docs</a>.</p></html>`;

/**
 * The workplace: files with a hash in their name are kept by browsers for good, index.html is asked for each time. Every address that
 * is no file and not under /api is a scene of the workplace and gets index.html.
 */
export async function workplace(app: FastifyInstance, root = built): Promise<void> {
  if (!existsSync(root)) {
    app.setNotFoundHandler((request, reply) =>
      isScene(request.method, request.url)
        ? reply.code(503).type('text/html').send(notBuilt)
        : sendProblem(request, reply, new PosthornError('request.not-found')),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    preCompressed: true,
    setHeaders(reply, path) {
      const forGood = /[/\\]assets[/\\]/.test(path);
      reply.header('cache-control', forGood ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler((request, reply) =>
    isScene(request.method, request.url)
      ? reply.sendFile('index.html')
      : sendProblem(request, reply, new PosthornError('request.not-found')),
  );
}

function isScene(method: string, url: string): boolean {
  return method === 'GET' && !/^\/(api|health|metrics|assets)(\/|$|\?)/.test(url);
}
