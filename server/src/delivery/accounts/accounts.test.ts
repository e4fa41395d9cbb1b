import { api } from '@posthorn/contract';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { queueDeliveries, statesOf } from '../../../test/deliveries.ts';
import { type Behaviour, MisbehavingSmtp } from '../../../test/misbehaving-smtp.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { deliveryRoom } from '../index.ts';
import { deliveriesOf } from '../store.ts';
import { Senders } from './keep-senders.ts';
import { findAccount } from './store.ts';

const policy = { firstPause: 60, longestPause: 3600, giveUpAfter: 3 * 86_400 };
const running: { stop(): unknown }[] = [];
let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.close());
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.stop();
  await sql`delete from delivery.accounts`.execute(platform.db);
  await sql`delete from delivery.account_states`.execute(platform.db);
});

async function smtp(behaviour: (recipient: string) => Behaviour = () => 'accept', port = 0): Promise<MisbehavingSmtp> {
  const server = await MisbehavingSmtp.start(behaviour, port);
  running.push(server);
  return server;
}

async function senders(): Promise<Senders> {
  const kept = new Senders(platform, { policy, claimLifetime: 900 });
  running.push(kept);
  await kept.look();
  return kept;
}

const entry = (port: number, more: object = {}) => ({
  ...{ kind: 'smtp', name: 'Main', brands: [], rank: 1, perSecond: 0, prices: { '*': 0.002 }, currency: 'EUR', keepOrder: false },
  settings: { host: '127.0.0.1', port, tls: 'never', connections: 2 } as Record<string, string | number | boolean>,
  ...more,
});
const queue = async (account: string, count: number, to = 'accept') => {
  const deliveries = await queueDeliveries(
    platform,
    Array.from({ length: count }, (_, at) => `${to}-${at}@example.org`),
  );
  await sql`update delivery.deliveries set account = ${account} where id = any(${deliveries.map((one) => one.id)}::uuid[])`.execute(
    platform.db,
  );
  return deliveries;
};
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 50_000, interval: 50 });
const shown = async (call: Awaited<ReturnType<typeof testApi>>['call'], id: string) =>
  (await call(api.channels.show)).accounts.find((one) => one.id === id)!;

test('secrets are kept encrypted, never shown again, and stay when they are not entered again', async () => {
  const { call } = await testApi(platform, [deliveryRoom]);
  const secret = 'correct horse battery';
  const settings = { host: 'mail.example', port: 587, tls: 'required', user: 'posthorn', password: secret };
  const { id } = await call(api.channels.add, { body: entry(1, { settings }) });
  const { rows } = await sql<{ all: string }>`select a::text || encode(a.secrets, 'escape') as all from delivery.accounts a`.execute(
    platform.db,
  );
  expect(rows[0]!.all).not.toContain(secret);
  expect(JSON.stringify(await call(api.channels.show))).not.toContain(secret);
  expect(await shown(call, id)).toMatchObject({ hasSecrets: true, settings: { host: 'mail.example', user: 'posthorn' } });
  const sealed = (await findAccount(platform.db, id))!.secrets!;
  await call(api.channels.change, { params: { id }, body: entry(1, { name: 'Renamed', settings: { ...settings, password: '' } }) });
  expect((await findAccount(platform.db, id))!.secrets).toEqual(sealed);
  const { rows: audit } = await sql<{ content: string }>`select content from platform.audit_entries where action like 'account.%'`.execute(
    platform.db,
  );
  expect(audit).toHaveLength(2);
  expect(JSON.stringify(audit)).not.toContain(secret);
});

test('what is wrong with the settings is said by field, and a name is given once', async () => {
  const { call, refused } = await testApi(platform, [deliveryRoom]);
  const wrong = entry(25, { settings: { port: 'many', tls: 'sometimes', colour: 'red' } });
  expect(await refused(api.channels.add, { body: wrong })).toMatchObject({
    code: 'account.invalid',
    errors: [
      { field: 'host', message: 'this is needed' },
      { field: 'port', message: 'a number is expected' },
      { field: 'tls', message: expect.stringContaining('implicit') },
      { field: 'colour', message: 'there is no such setting' },
    ],
  });
  const plain = entry(25, { settings: { host: 'mail.example', tls: 'never', user: 'a', password: 'b' } });
  expect(await refused(api.channels.add, { body: plain })).toMatchObject({ detail: expect.stringContaining('encryption') });
  await call(api.channels.add, { body: entry(25) });
  expect(await refused(api.channels.add, { body: entry(25, { name: 'main' }) })).toMatchObject({ code: 'account.name-taken' });
});

test('only administrators change accounts; operators run them', async () => {
  const operator = await testApi(platform, [deliveryRoom], ['operator']);
  expect(await operator.refused(api.channels.add, { body: entry(25) })).toMatchObject({ status: 403 });
  expect((await operator.call(api.channels.show)).adapters.map((one) => one.kind)).toContain('smtp');
});

test('a paused account hands over nothing and loses nothing', async () => {
  const server = await smtp();
  const { call } = await testApi(platform, [deliveryRoom]);
  const { id } = await call(api.channels.add, { body: entry(server.port) });
  await call(api.channels.pause, { params: { id } });
  const deliveries = await queue(id, 30);
  const kept = await senders();
  expect(await shown(call, id)).toMatchObject({ state: 'paused', pausedBy: 'test', queued: 30 });
  await call(api.channels.resume, { params: { id } });
  await until(async () => expect(await statesOf(platform, deliveries)).toEqual({ sent: 30 }));
  expect(server.received).toHaveLength(30);
  await kept.look();
  const after = await shown(call, id);
  expect(after).toMatchObject({ state: 'up', queued: 0, lastMinute: { sent: 30 }, lastDay: { cost: 0.06 } });
  expect(after.events.map((one) => one.kind)).toEqual(['resumed', 'paused']);
});

test('an account that is down opens its circuit; what waits goes to the next one, and it comes back by itself', async () => {
  const first = await smtp();
  const second = await smtp();
  const { port } = first;
  await first.stop();
  const { call } = await testApi(platform, [deliveryRoom]);
  const main = await call(api.channels.add, { body: entry(port) });
  const spare = await call(api.channels.add, { body: entry(second.port, { name: 'Spare', rank: 2 }) });
  const deliveries = await queue(main.id, 60);
  const kept = await senders();
  await until(async () =>
    expect(await shown(call, main.id)).toMatchObject({ state: 'open', error: expect.stringContaining('ECONNREFUSED') }),
  );
  await kept.look();
  platform.clock.advance(90_000);
  await until(async () => {
    await kept.look();
    expect(await statesOf(platform, deliveries)).toEqual({ sent: 60 });
  });
  expect(new Set(second.received.map((mail) => mail.to)).size).toBe(60);
  expect((await shown(call, main.id)).events.map((one) => one.kind)).toContain('handed-over');
  await smtp(() => 'accept', port);
  platform.clock.advance(400_000);
  await until(async () => expect(await shown(call, main.id)).toMatchObject({ state: 'up' }));
  expect(await shown(call, spare.id)).toMatchObject({ state: 'up' });
});

test('a restart finds the circuit as it was', async () => {
  const first = await smtp();
  const { port } = first;
  await first.stop();
  const { call } = await testApi(platform, [deliveryRoom]);
  const { id } = await call(api.channels.add, { body: entry(port) });
  const deliveries = await queue(id, 60);
  const kept = await senders();
  await until(async () => expect(await shown(call, id)).toMatchObject({ state: 'open' }));
  await kept.stop();
  const again = await smtp(() => 'accept', port);
  const before = await deliveriesOf(
    platform.db,
    deliveries.map((one) => one.communicationId),
  );
  await senders();
  expect(again.received).toHaveLength(0);
  expect(before.filter((one) => one.attempts > 0).length).toBeLessThan(20);
  platform.clock.advance(100_000);
  await until(async () => expect(await statesOf(platform, deliveries)).toEqual({ sent: 60 }));
});

test('a test message goes out also over a paused account, and is kept in the audit alone', async () => {
  const server = await smtp();
  const { call } = await testApi(platform, [deliveryRoom]);
  const { id } = await call(api.channels.add, { body: entry(server.port) });
  await call(api.channels.pause, { params: { id } });
  expect(await call(api.channels.check, { params: { id } })).toMatchObject({ ok: true });
  expect(await call(api.channels.test, { params: { id }, body: { to: 'me@example.org' } })).toMatchObject({ outcome: 'sent' });
  expect(server.received.map((mail) => mail.to)).toEqual(['me@example.org']);
  await server.stop();
  expect(await call(api.channels.check, { params: { id } })).toMatchObject({ ok: false, detail: expect.stringContaining('ECONNREFUSED') });
});

test('an account with a queue cannot be removed, an empty one takes its secrets with it', async () => {
  const { call, refused } = await testApi(platform, [deliveryRoom]);
  const { id } = await call(api.channels.add, { body: entry(25) });
  const deliveries = await queue(id, 1);
  expect(await refused(api.channels.remove, { params: { id } })).toMatchObject({ code: 'account.in-use' });
  await sql`update delivery.deliveries set state = 'cancelled' where id = ${deliveries[0]!.id}`.execute(platform.db);
  await call(api.channels.remove, { params: { id } });
  expect((await call(api.channels.show)).accounts.filter((one) => one.id === id)).toEqual([]);
});

test('messages of one customer go one after the other where that is asked', async () => {
  const server = await smtp((to) => (to.startsWith('first') ? 'defer-message' : 'accept'));
  const { call } = await testApi(platform, [deliveryRoom]);
  const { id } = await call(api.channels.add, { body: entry(server.port, { keepOrder: true }) });
  const addresses = ['first@example.org', 'second@example.org', 'third@example.org'];
  const deliveries = await queueDeliveries(platform, addresses, { customerId: '01930000-0000-7000-8000-000000000001' });
  await sql`update delivery.deliveries set account = ${id}, ordered = true where id = any(${deliveries.map((one) => one.id)}::uuid[])`.execute(
    platform.db,
  );
  await senders();
  await until(async () => {
    const [first] = await deliveriesOf(platform.db, [deliveries[0]!.communicationId]);
    expect(first).toMatchObject({ state: 'queued', attempts: 1 });
  });
  expect(await statesOf(platform, deliveries)).toEqual({ queued: 3 });
  await sql`update delivery.deliveries set state = 'failed' where id = ${deliveries[0]!.id}`.execute(platform.db);
  await until(async () => expect(await statesOf(platform, deliveries)).toEqual({ failed: 1, sent: 2 }));
  expect(server.received.map((mail) => mail.to)).toEqual(['second@example.org', 'third@example.org']);
});

test('dead letters are sent again when a person says so, for as long as new ones would be', async () => {
  let goodDay = false;
  const server = await smtp(() => (goodDay ? 'accept' : 'refuse-message'));
  const { call } = await testApi(platform, [deliveryRoom]);
  const { id } = await call(api.channels.add, { body: entry(server.port) });
  const deliveries = await queue(id, 2, 'refuse');
  await senders();
  await until(async () => expect(await statesOf(platform, deliveries)).toEqual({ failed: 2 }));
  const { rows } = await call(api.channels.deadLetters, { query: {} });
  expect(rows.map((row) => row.id)).toEqual(expect.arrayContaining(deliveries.map((one) => one.id)));
  goodDay = true;
  platform.clock.advance(10 * 86_400_000);
  expect(await call(api.channels.redrive, { body: { ids: deliveries.map((one) => one.id) } })).toEqual({ redriven: 2 });
  await until(async () => expect(await statesOf(platform, deliveries)).toEqual({ sent: 2 }));
});
