import { api, type Endpoint, roles } from '@posthorn/contract';
import { expect, test } from 'vitest';
import { testApi } from '../test/api.ts';
import { testPlatform } from '../test/platform.ts';
import { allPermissions, createApiKey, permissionsOf, platformPolicies } from './platform/auth/index.ts';
import { newId } from './platform/db/index.ts';
import { roomNames } from './platform/room.ts';
import { platformRoom } from './platform/tidy.ts';
import { rooms as ownRooms } from './rooms.ts';

const rooms = [platformRoom, ...ownRooms];
const endpoints: readonly Endpoint[] = Object.values(api).flatMap((room) => Object.values(room) as Endpoint[]);
const policies = [platformPolicies, ...rooms.map((room) => room.policies ?? {})];

test('every endpoint of the contract is there, and none answers without sign-in or a signed link but those that are public', async () => {
  const { app } = await testApi(await testPlatform(), rooms);
  for (const { method, path, allow } of endpoints) {
    expect(app.hasRoute({ method, url: path }), `${method} ${path}`).toBe(true);
    if (allow === 'public') continue;
    const response = await app.inject({ method, url: path.replace(/:\w+/g, 'x') });
    if (allow === 'link') {
      // A link that nobody signed leads nowhere; a form without fields is refused before that is asked.
      if (path.includes(':link')) expect([400, 404], `${method} ${path}`).toContain(response.statusCode);
      continue;
    }
    expect(response.json(), `${method} ${path}`).toMatchObject({ status: 401, code: 'auth.required' });
  }
});

test('every permission that an endpoint asks for has a policy, and no policy names a permission that nobody asks for', () => {
  const granted = new Set(policies.flatMap((room) => Object.keys(room)));
  expect(allPermissions.filter((permission) => !granted.has(permission))).toEqual([]);
  expect([...granted].filter((permission) => !allPermissions.includes(permission)).sort()).toEqual([
    // Asked for by the stage of a review, not by its endpoint.
    ...['content:approve-compliance', 'content:approve-department', 'content:approve-legal'],
    // Asked for by saving, where a passage is locked.
    'content:lock',
    'metrics:read',
  ]);
});

test('an administrator may do everything, and every other role something', () => {
  expect([...permissionsOf(['administrator'], policies)]).toEqual(expect.arrayContaining([...allPermissions]));
  for (const role of roles) expect(permissionsOf([role], policies).size, role).toBeGreaterThan(0);
  expect(permissionsOf([], policies).size).toBe(0);
});

test('the rooms are put together in the order in which data flows', () => {
  expect(ownRooms.map((room) => room.name)).toEqual(roomNames.filter((name) => name !== 'platform'));
});

test('the OpenAPI document describes every endpoint of the contract', async () => {
  const { app } = await testApi(await testPlatform(), rooms);
  const document = (await app.inject('/api/openapi.json')).json();
  for (const { method, path, summary } of endpoints) {
    const described = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    expect(described?.summary, `${method} ${path}`).toBe(summary);
  }
});

test('what is open without a permission is named here, so that nothing becomes so by mistake', () => {
  const open = endpoints.filter(({ allow }) => !allow.includes(':')).map(({ method, path, allow }) => `${allow}: ${method} ${path}`);
  const byLink = open.filter((one) => one.startsWith('link: '));
  expect(open.filter((one) => !byLink.includes(one)).sort()).toEqual([
    // Providers sign what they report; whoever signs in has no session yet; scripts for browsers hold nothing.
    'public: GET /api/channels/accounts/:id/events',
    'public: GET /push/:script',
    'public: POST /api/channels/accounts/:id/events',
    'public: POST /api/session',
    'signed-in: DELETE /api/session',
    'signed-in: GET /api/home',
    'signed-in: GET /api/session',
    'signed-in: POST /api/session/password',
  ]);
  // These show nobody's data: what they have to say goes by mail to the address that is named.
  expect(byLink.filter((one) => !one.includes('/:link')).sort()).toEqual(['link: GET /p', 'link: POST /api/sign-ups', 'link: POST /p']);
});

test('an address with anything in the place of an id, a position or a day is answered, and is no fault of ours', async () => {
  const platform = await testPlatform({ rooms });
  const { app } = await testApi(platform, rooms);
  const { key } = await createApiKey(platform, { kind: 'system', id: 'test', name: 'Test' }, 'test', ['administrator']);
  const headers = { authorization: `Bearer ${key}` };
  const faults: string[] = [];
  const ask = async ({ method, path }: Endpoint, value: string, query: Record<string, string>) => {
    const url = path.replace(/:\w+/g, encodeURIComponent(value));
    const { statusCode, body } = await app.inject({ method, url, query, headers });
    if (statusCode >= 500) faults.push(`${method} ${url} ${JSON.stringify(query)}: ${body.slice(0, 200)}`);
  };
  for (const endpoint of endpoints) {
    // Streams do not end; this one asks the name servers of the world.
    if (endpoint.body !== undefined || endpoint.media === 'text/event-stream' || endpoint === api.sending.checkDomain) continue;
    const { properties = {} } = (endpoint.query ?? {}) as { readonly properties?: Readonly<Record<string, { readonly type?: unknown }>> };
    const texts = Object.entries(properties).filter(([, { type }]) => type === 'string');
    for (const value of ['\0', '-'.repeat(36), '9'.repeat(20)]) {
      if (endpoint.path.includes(':')) await ask(endpoint, value, {});
      for (const [name] of texts) await ask(endpoint, newId(), { [name]: value });
    }
  }
  expect(faults).toEqual([]);
});
