import { api, type Endpoint, roles } from '@posthorn/contract';
import { expect, test } from 'vitest';
import { testApi } from '../test/api.ts';
import { testPlatform } from '../test/platform.ts';
import { allPermissions, permissionsOf, platformPolicies } from './platform/auth/index.ts';
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
