import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { api, type Endpoint, endpoint } from '@posthorn/contract';
import Type from 'typebox';
import { expect, onTestFinished, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { testPlatform } from '../../../test/platform.ts';
import { temporaryDirectory } from '../../../test/processes.ts';
import { createApiKey, platformPolicies } from '../auth/index.ts';
import { PosthornError } from '../errors/index.ts';
import type { Room } from '../room.ts';
import { createServer, eventStream, pageOf, register } from './index.ts';

const echo = endpoint({
  method: 'POST',
  path: '/api/echo/:id',
  summary: 'Says what it was told',
  room: 'test',
  allow: 'runs:start',
  params: Type.Object({ id: Type.String() }),
  query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1 })), on: Type.Optional(Type.Boolean()) }),
  body: Type.Object({ at: Type.String({ format: 'date-time' }), n: Type.Integer() }),
  reply: Type.Object({ id: Type.String(), limit: Type.Optional(Type.Integer()), n: Type.Integer() }),
});
const bytes = endpoint({
  method: 'GET',
  path: '/api/bytes',
  summary: 'Bytes',
  room: 'test',
  allow: 'runs:start',
  media: 'application/pdf',
});
const broken = endpoint({
  method: 'GET',
  path: '/api/broken',
  summary: 'Breaks',
  room: 'test',
  allow: 'signed-in',
  reply: Type.Object({}),
});
const full = endpoint({ method: 'GET', path: '/api/full', summary: 'No space', room: 'test', allow: 'signed-in', reply: Type.Object({}) });
const ticks = endpoint({
  method: 'GET',
  path: '/api/ticks',
  summary: 'Ticks',
  room: 'test',
  allow: 'signed-in',
  media: 'text/event-stream',
});

const room: Room = {
  name: 'reports',
  policies: { 'runs:start': ['operator'] },
  routes: (app) => {
    register(
      app,
      echo,
      async ({ params, query, body }) => ({ id: params.id, limit: query.limit, n: body.n, hidden: 'not in the schema' }) as never,
    );
    register(app, bytes, async () => Uint8Array.from([37, 80, 68, 70]));
    register(app, broken, async () => {
      throw new Error('the password is hush');
    });
    register(app, full, async () => {
      throw new PosthornError('files.disk-full', { detail: 'No space left in /data.' });
    });
    register(app, ticks, ({ raw }, reply) =>
      eventStream(raw, reply, (send) => {
        send('tick', { n: 1 });
        send('tick', { n: 2 });
        return () => {};
      }),
    );
  },
};

test('an endpoint of the contract converts its query, checks its body and answers with its schema only', async () => {
  const { call, refused } = await testApi(await testPlatform(), [room], ['operator']);
  const body = { at: '2026-11-21T12:00:00Z', n: 3 };
  expect(await call(echo, { params: { id: 'a b' }, query: { limit: 7 }, body })).toEqual({ id: 'a b', limit: 7, n: 3 });
  const wrong = await refused(echo, { params: { id: 'x' }, query: { limit: 0 }, body });
  expect(wrong).toMatchObject({ code: 'request.invalid', status: 400 });
  const badDate = await refused(echo, { params: { id: 'x' }, body: { at: 'yesterday', n: '3' as never } });
  expect(badDate.errors?.map((one) => one.field).sort()).toEqual(['body/at', 'body/n']);
});

test('bytes come with their media type', async () => {
  const { bytes: get } = await testApi(await testPlatform(), [room], ['operator']);
  expect(await get(bytes)).toEqual({ type: 'application/pdf', body: Buffer.from('%PDF') });
});

test('a fault of Posthorn tells nothing of its inside, a known error tells what to do', async () => {
  const { refused } = await testApi(await testPlatform(), [room], ['operator']);
  const fault = await refused(broken);
  expect(fault).toMatchObject({ status: 500, code: 'internal.fault' });
  expect(JSON.stringify(fault)).not.toContain('hush');
  expect(await refused(full)).toMatchObject({
    status: 507,
    code: 'files.disk-full',
    detail: 'No space left in /data.',
    hint: expect.any(String),
  });
});

test('server-sent events reach the browser one by one', async () => {
  const platform = await testPlatform();
  const { app } = await testApi(platform, [room]);
  const { key } = await createApiKey(platform, { kind: 'system', id: 't', name: 't' }, 't', ['operator']);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const leaving = new AbortController();
  const response = await fetch(`${url}/api/ticks`, { headers: { authorization: `Bearer ${key}` }, signal: leaving.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  let text = '';
  for await (const part of response.body!) {
    text += Buffer.from(part).toString();
    if (text.includes('"n":2')) break;
  }
  leaving.abort();
  expect(text).toContain('event: tick\ndata: {"n":1}\n\n');
});

test('the OpenAPI document describes every endpoint that is registered, and its page loads nothing from elsewhere', async () => {
  const { app } = await testApi(await testPlatform(), [room]);
  const document = (await app.inject('/api/openapi.json')).json();
  expect(document.openapi).toBe('3.1.0');
  const described = (one: Endpoint) => document.paths[one.path.replace(/:(\w+)/g, '{$1}')]?.[one.method.toLowerCase()]?.summary;
  for (const one of [...Object.values(api.session), ...Object.values(api.administration), echo]) expect(described(one)).toBe(one.summary);
  const page = await app.inject('/api/docs/');
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toMatch(/(src|href)="(https?:)?\/\//);
  expect(page.headers['content-security-policy']).toMatch(/script-src 'self' 'sha256-/);
  expect((await app.inject('/api/docs/js/scalar.js')).statusCode).toBe(200);
});

test('the workplace: index.html for its scenes, files for good, problems for what is not there', async () => {
  const root = await temporaryDirectory();
  await mkdir(join(root, 'assets'));
  await writeFile(join(root, 'index.html'), '<!doctype html><p>workplace');
  await writeFile(join(root, 'assets', 'app-1234.js'), 'export {}');
  const app = await createServer(await testPlatform(), { policies: [platformPolicies], routes: () => {}, workplaceRoot: root });
  onTestFinished(() => app.close());
  const scene = await app.inject('/runs/0192?tab=failures');
  expect(scene.body).toContain('workplace');
  expect(scene.headers['content-security-policy']).toContain("default-src 'self'");
  expect(scene.headers['content-security-policy']).not.toContain("script-src 'self' 'unsafe-inline'");
  expect((await app.inject('/assets/app-1234.js')).headers['cache-control']).toContain('immutable');
  expect((await app.inject('/')).headers['cache-control']).toBe('no-cache');
  for (const url of ['/api/nothing', '/assets/gone.js'])
    expect((await app.inject(url)).json()).toMatchObject({ status: 404, code: 'request.not-found' });
  expect((await app.inject('/..%2f..%2fetc/passwd')).body).not.toContain('root:');
});

test('a body that is no JSON, or too large, is refused as a problem', async () => {
  const { app } = await testApi(await testPlatform(), [room]);
  const headers = { 'content-type': 'application/json' };
  const noJson = await app.inject({ method: 'POST', url: '/api/session', headers, payload: '{"email":' });
  expect(noJson.json()).toMatchObject({ status: 400, code: 'request.invalid' });
  const large = await app.inject({ method: 'POST', url: '/api/session', headers, payload: `"${'x'.repeat(3_000_000)}"` });
  expect(large.json()).toMatchObject({ status: 413, code: 'request.too-large' });
});

test('metrics are for who is allowed to see them; health is for everyone', async () => {
  const { app } = await testApi(await testPlatform(), [room]);
  await app.inject('/health/live');
  expect((await app.inject('/metrics')).body).toContain('posthorn_http_seconds_count');
  const from = { remoteAddress: '203.0.113.9' };
  expect((await app.inject({ url: '/metrics', ...from })).json()).toMatchObject({ status: 401 });
  expect((await app.inject({ url: '/health/ready', ...from })).json()).toMatchObject({ status: 'ready' });
});

test('a page tells where the next one begins only when there is one', () => {
  const rows = [{ id: 1 }, { id: 2 }, { id: 3 }];
  expect(pageOf(rows, 2, (row) => String(row.id))).toEqual({ rows: rows.slice(0, 2), next: '2' });
  expect(pageOf(rows, 3, (row) => String(row.id))).toEqual({ rows });
});
