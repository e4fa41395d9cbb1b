import { administration, api } from '@posthorn/contract';
import { expect, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { platformPolicies } from './policies.ts';
import { createUser, ensureAdministrator } from './users.ts';

const system = { kind: 'system', id: 'test', name: 'Test' } as const;

async function signedIn(platform: TestPlatform, email: string, password: string) {
  const { app } = await testApi(platform, []);
  const response = await app.inject({ method: 'POST', url: '/api/session', payload: { email, password } });
  const cookies = Object.fromEntries(response.cookies.map(({ name, value }) => [name, value]));
  const csrf = (response.json() as { csrfToken?: string }).csrfToken ?? '';
  const send = (
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    payload?: object,
    headers: Record<string, string> = { 'x-csrf-token': csrf },
  ) => app.inject({ method, url, cookies, headers, ...(payload === undefined ? {} : { payload }) });
  return { response, send, app };
}

test('the first start makes one administrator, the second none; the one-time password must be changed first', async () => {
  const platform = await testPlatform();
  const [one, two] = await Promise.all([ensureAdministrator(platform), ensureAdministrator(platform)]);
  const made = (one ?? two)!;
  expect([one, two].filter(Boolean)).toHaveLength(1);
  const { response, send } = await signedIn(platform, made.email.toUpperCase(), made.password);
  expect(response.json()).toMatchObject({ user: { mustChangePassword: true, roles: ['administrator'] }, demonstration: false });
  expect(response.json().permissions).toContain('runs:start');
  expect(response.headers['set-cookie']).toMatch(/HttpOnly; SameSite=Strict/);
  expect((await send('GET', '/api/users')).json().code).toBe('auth.password-change-needed');
  const weak = await send('POST', '/api/session/password', { current: made.password, next: 'aaaaaaaaaaaaaa' });
  expect(weak.json().code).toBe('auth.password-weak');
  const changed = await send('POST', '/api/session/password', { current: made.password, next: 'a horse with a horn' });
  expect(changed.statusCode).toBe(200);
  expect((await send('GET', '/api/users')).json()).toMatchObject({ rows: [{ email: made.email }], total: 1 });
});

test('in a demonstration the first password may be kept', async () => {
  const platform = await testPlatform({ config: { demonstration: true } });
  const made = (await ensureAdministrator(platform))!;
  const { response, send } = await signedIn(platform, made.email, made.password);
  expect(response.json()).toMatchObject({ user: { mustChangePassword: false }, demonstration: true });
  expect((await send('GET', '/api/users')).statusCode).toBe(200);
});

test('a changing request without the CSRF token of its session is refused', async () => {
  const platform = await testPlatform({ config: { demonstration: true } });
  const made = (await ensureAdministrator(platform))!;
  const { send } = await signedIn(platform, made.email, made.password);
  const user = { email: 'clerk@example.org', name: 'Clerk', roles: ['clerk'] };
  expect((await send('POST', '/api/users', user, {})).json()).toMatchObject({ status: 403, code: 'request.csrf' });
  expect((await send('POST', '/api/users', user, { 'x-csrf-token': 'x' })).json().code).toBe('request.csrf');
  expect((await send('POST', '/api/users', user)).statusCode).toBe(200);
  expect((await send('POST', '/api/users', user)).json().code).toBe('users.exists');
});

test('a request from a page of another site is refused, sign-in included', async () => {
  const platform = await testPlatform();
  const { app } = await testApi(platform, []);
  const payload = { email: 'a@b.c', password: 'x' };
  const headers = { origin: 'https://evil.example', host: 'localhost:8080' };
  const foreign = await app.inject({ method: 'POST', url: '/api/session', payload, headers });
  expect(foreign.json()).toMatchObject({ status: 403, code: 'request.foreign-origin' });
  const own = await app.inject({ method: 'POST', url: '/api/session', payload, headers: { ...headers, origin: 'http://localhost:8080' } });
  expect(own.json().code).toBe('auth.wrong-credentials');
});

test('after ten wrong passwords an account is closed for a quarter of an hour, for the right password too', async () => {
  const platform = await testPlatform();
  const { user, oneTimePassword } = await createUser(platform, system, { email: 'a@example.org', name: 'A', roles: ['clerk'] });
  const { app } = await testApi(platform, []);
  const attempt = async (password: string) =>
    (await app.inject({ method: 'POST', url: '/api/session', payload: { email: user.email, password } })).json().code as string | undefined;
  const outcomes = await Promise.all(Array.from({ length: 12 }, () => attempt('wrong')));
  expect(outcomes.filter((code) => code === 'auth.too-many-attempts').length).toBeGreaterThanOrEqual(2);
  expect(await attempt(oneTimePassword)).toBe('auth.too-many-attempts');
  platform.clock.advance(16 * 60_000);
  expect(await attempt(oneTimePassword)).toBeUndefined();
});

test('a session ends by sign-out, by time and with its user', async () => {
  const platform = await testPlatform({ config: { demonstration: true, sessionHours: 1 } });
  const made = (await ensureAdministrator(platform))!;
  const first = await signedIn(platform, made.email, made.password);
  await first.send('DELETE', '/api/session');
  expect((await first.send('GET', '/api/session')).statusCode).toBe(401);
  const second = await signedIn(platform, made.email, made.password);
  platform.clock.advance(50 * 60_000);
  expect((await second.send('GET', '/api/session')).statusCode).toBe(200);
  platform.clock.advance(50 * 60_000);
  expect((await second.send('GET', '/api/session')).statusCode).toBe(200);
  platform.clock.advance(61 * 60_000);
  expect((await second.send('GET', '/api/session')).statusCode).toBe(401);
});

test('a role may do what the policies say and nothing else; a revoked key may do nothing', async () => {
  const platform = await testPlatform();
  const compliance = await testApi(platform, [], ['compliance']);
  expect(await compliance.call(administration.verifyAudit)).toMatchObject({ intact: true });
  expect(await compliance.refused(administration.users)).toMatchObject({ status: 403, code: 'auth.not-allowed' });
  const admin = await testApi(platform, []);
  const { apiKey } = await admin.call(administration.createApiKey, { body: { name: 'x', roles: ['compliance'] } });
  const { rows } = await admin.call(administration.apiKeys);
  for (const row of rows.filter((one) => one.id !== apiKey.id && one.roles[0] === 'compliance')) {
    await admin.call(administration.revokeApiKey, { params: { id: row.id } });
  }
  expect(await compliance.refused(administration.verifyAudit)).toMatchObject({ status: 401, code: 'auth.required' });
});

test('the last administrator cannot be taken away', async () => {
  const platform = await testPlatform();
  const { user } = await createUser(platform, system, { email: 'a@example.org', name: 'A', roles: ['administrator'] });
  const admin = await testApi(platform, []);
  const refused = await admin.refused(administration.updateUser, { params: { id: user.id }, body: { roles: ['clerk'] } });
  expect(refused.code).toBe('users.last-administrator');
});

test('a wrong body is answered with the fields that are wrong', async () => {
  const platform = await testPlatform();
  const { app } = await testApi(platform, []);
  const response = await app.inject({ method: 'POST', url: '/api/session', payload: { email: 5 } });
  expect(response.headers['content-type']).toContain('application/problem+json');
  const fields = (response.json().errors as { field: string }[]).map((one) => one.field);
  expect(fields).toEqual(expect.arrayContaining([expect.stringContaining('password'), expect.stringContaining('email')]));
});

test("the platform's own permissions have a policy", () => {
  const asked = [...Object.values(api.session), ...Object.values(api.administration)]
    .map((endpoint) => endpoint.allow)
    .filter((allow) => allow.includes(':'));
  expect(asked.filter((permission) => !(permission in platformPolicies))).toEqual([]);
});
