import { api } from '@posthorn/contract';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { composedRun } from '../../../test/composed-chunk.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { type Browser, PushService } from '../../../test/push-service.ts';
import { customersRoom, showDevices, turnOnDevice } from '../../customers/index.ts';
import { newId } from '../../platform/db/index.ts';
import { communicationsById } from '../../production/index.ts';
import { Senders } from '../accounts/keep-senders.ts';
import { createDeliveries } from '../create-deliveries.ts';
import { deliveryRoom } from '../index.ts';
import { deliveriesOf, receiptsOf } from '../store.ts';
import { pushKey } from './keys.ts';
import { answerOf, endpointFault } from './post-message.ts';
import { recordReport } from './record-report.ts';

const rooms = [customersRoom, deliveryRoom];
const policy = { firstPause: 60, longestPause: 3600, giveUpAfter: 3 * 86_400 };
const entry = {
  ...{ kind: 'web-push', name: 'Notifications', brands: [], rank: 1, perSecond: 0, prices: {}, currency: 'EUR', keepOrder: false },
  settings: { subject: 'mailto:post@example.org', ttlHours: 24, urgency: 'normal' },
};
const phone = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';
const said = { title: 'Ihre Rechnung', body: 'Sie ist da.', link: 'https://post.example/r/1', language: 'de' };
let platform: TestPlatform;
let service: PushService;
let senders: Senders | undefined;

beforeAll(async () => {
  service = await PushService.start();
  platform = await testPlatform({ rooms, config: { pushInside: true, publicUrl: 'https://post.example' } });
});
afterAll(async () => {
  await platform.close();
  await service.stop();
});
afterEach(async () => {
  await senders?.stop();
  senders = undefined;
  await sql`delete from delivery.accounts`.execute(platform.db);
});

/** An account, and a customer to whom a message is on its way, whose browsers are subscribed. */
async function underWay(browsers: number) {
  const { call } = await testApi(platform, rooms);
  const { id: account } = await call(api.channels.add, { body: entry });
  const key = (await pushKey(platform, undefined))!;
  const { communications } = await composedRun(platform, [{ channel: 'push', files: { push: Buffer.from(JSON.stringify(said)) } }]);
  const { id: communicationId, customerId } = communications[0]!;
  const own: Browser[] = [];
  for (let at = 0; at < browsers; at += 1) own.push(await turnOn(customerId, key));
  return { call, account, key, customerId, communicationId, browsers: own };
}

async function turnOn(customerId: string, key: string): Promise<Browser> {
  const browser = await service.subscribe(key);
  const { endpoint, keys, applicationKey } = browser;
  const device = { id: newId(), userAgent: phone, subscription: { endpoint, keys, applicationKey } };
  await turnOnDevice(platform, customerId, device, { consents: [], evidence: {} });
  return browser;
}

/** Makes the delivery, and lets the sender send it. */
async function settled(communicationId: string) {
  const [communication] = await communicationsById(platform.db, [communicationId]);
  const { runId, month } = communication!;
  await platform.db.transaction().execute((trx) => createDeliveries(platform, trx, { runId, month, chunk: 1 }));
  senders = new Senders(platform, { policy, claimLifetime: 900 });
  await senders.look();
  return await vi.waitFor(
    async () => {
      const [delivery] = await deliveriesOf(platform.db, [communicationId]);
      expect(['queued', 'sending', undefined]).not.toContain(delivery?.state);
      return delivery!;
    },
    { timeout: 30_000, interval: 50 },
  );
}

test('a message comes to all devices of its customer as it was composed, and what they report becomes receipts', async () => {
  const { communicationId, browsers } = await underWay(2);
  const delivery = await settled(communicationId);
  expect(delivery).toMatchObject({ state: 'sent', channel: 'push' });
  expect(delivery.address.split('\n')).toEqual([expect.stringMatching(/^chrome-android-[0-9a-f]{12}$/), expect.stringMatching(/^chrome-/)]);
  const received = browsers.flatMap((one) => one.received());
  expect(received).toHaveLength(2);
  expect(received[0]).toEqual({ ...said, tag: delivery.id, report: expect.stringMatching(/^[\w-]{60}$/) });
  expect(received[1]).toEqual(received[0]);
  const report = String(received[0]!.report);
  for (const kind of ['displayed', 'displayed', 'clicked'] as const) expect(await recordReport(platform, report, kind)).toBe(true);
  expect(await recordReport(platform, `${report.slice(0, -1)}${report.endsWith('A') ? 'B' : 'A'}`, 'clicked')).toBe(false);
  expect((await receiptsOf(platform.db, [delivery.id])).map(({ kind, detail }) => [kind, detail])).toEqual([
    ['sent', '201 (2 of 2 devices)'],
    ['displayed', 'shown on a device'],
    ['clicked', 'opened on a device'],
  ]);
  expect((await deliveriesOf(platform.db, [communicationId]))[0]!.state).toBe('delivered');
});

test('who wishes it is told of a document in the portal by a notification, which says nothing of it and leads there', async () => {
  const { call } = await testApi(platform, rooms);
  await call(api.channels.add, { body: entry });
  const { communications, runId } = await composedRun(platform, [{ channel: 'portal' }]);
  const { id: communicationId, customerId, month } = communications[0]!;
  await call(api.customers.setPreferences, { params: { id: customerId }, body: { preferences: { '*': 'push', contract: 'portal' } } });
  const browser = await turnOn(customerId, (await pushKey(platform, undefined))!);
  await platform.db.transaction().execute((trx) => createDeliveries(platform, trx, { runId, month, chunk: 1 }));
  senders = new Senders(platform, { policy, claimLifetime: 900 });
  await senders.look();
  await vi.waitFor(() => expect(browser.received()).toHaveLength(1), { timeout: 30_000, interval: 50 });
  const [notice] = browser.received();
  expect(notice).toMatchObject({
    title: 'Ein neues Dokument von Kontor',
    link: expect.stringMatching(/^https:\/\/post\.example\/m\//),
    language: 'de',
  });
  expect(JSON.stringify(notice)).not.toMatch(/Rechnung|R-0/);
  const purposes = (await deliveriesOf(platform.db, [communicationId])).map(({ channel, purpose }) => `${purpose} ${channel}`).sort();
  expect(purposes).toEqual(['document portal', 'notice push']);
});

test('a subscription that ended is not written to any more; with the last one the message has failed', async () => {
  const { communicationId, customerId, browsers, call } = await underWay(2);
  browsers[0]!.expire();
  expect(await settled(communicationId)).toMatchObject({ state: 'sent' });
  expect(browsers[1]!.received()).toHaveLength(1);
  expect(await showDevices(platform, customerId)).toHaveLength(1);
  const { contactPoints } = await call(api.customers.get, { params: { id: customerId } });
  expect(
    contactPoints
      .filter((one) => one.channel === 'push')
      .map((one) => one.state)
      .sort(),
  ).toEqual(['bounced', 'valid']);
  await senders!.stop();
  browsers[1]!.expire();
  await sql`update delivery.deliveries set state = 'queued', next_attempt_at = created_at where communication_id = ${communicationId}`.execute(
    platform.db,
  );
  expect(await settled(communicationId)).toMatchObject({ state: 'failed', lastError: expect.stringContaining('410') });
  expect(await showDevices(platform, customerId)).toEqual([]);
  expect(await platform.audit.verify()).toMatchObject({ intact: true });
});

test('keys are made and kept encrypted; a new one serves who comes, the former those who are there', async () => {
  const { communicationId, customerId, browsers, account, key, call } = await underWay(1);
  const { rows } = await sql<{ all: string }>`select a::text as all from delivery.accounts a`.execute(platform.db);
  expect(rows[0]!.all).not.toContain('privateKeys');
  await call(api.channels.change, { params: { id: account }, body: { ...entry, settings: { ...entry.settings, newKey: true } } });
  const renewed = (await pushKey(platform, undefined))!;
  expect(renewed).not.toBe(key);
  await call(api.channels.change, { params: { id: account }, body: entry });
  expect(await pushKey(platform, undefined)).toBe(renewed);
  const later = await turnOn(customerId, renewed);
  expect(await settled(communicationId)).toMatchObject({ state: 'sent' });
  expect([...browsers, later].map((one) => one.received().length)).toEqual([1, 1]);
  const shown = (await call(api.channels.show)).accounts.find((one) => one.id === account)!;
  expect(shown).toMatchObject({ hasSecrets: true, limits: { bytes: 3_993, receipts: true } });
  expect((await call(api.channels.check, { params: { id: account } })).detail).toBe(`VAPID ${renewed}, ${key}`);
});

test('a test message goes to the devices of the customer whose number is said', async () => {
  const { customerId, browsers, account, call, refused } = { ...(await underWay(1)), ...(await testApi(platform, rooms)) };
  const { number } = await call(api.customers.get, { params: { id: customerId } });
  expect(await call(api.channels.test, { params: { id: account }, body: { to: number } })).toEqual({ outcome: 'sent', detail: '201' });
  expect(browsers[0]!.received()).toMatchObject([{ title: 'Test: Notifications' }]);
  expect(await refused(api.channels.test, { params: { id: account }, body: { to: 'nobody' } })).toMatchObject({ code: 'account.invalid' });
});

test.each([
  [{ subject: 'post@example.org' }, 'mailto:'],
  [{ ttlHours: 1_000 }, '672 hours'],
  [{ privateKeys: 'abc' }, '32 bytes'],
])('settings %j are refused', async (settings, reason) => {
  const { refused } = await testApi(platform, rooms);
  const problem = await refused(api.channels.add, { body: { ...entry, settings: { ...entry.settings, ...settings } } });
  expect(problem).toMatchObject({ code: 'account.invalid', detail: expect.stringContaining(reason) });
});

test.each([
  [201, undefined, { kind: 'taken' }], [202, undefined, { kind: 'taken' }], [404, undefined, { kind: 'gone' }], [410, undefined, { kind: 'gone' }],
  [413, undefined, { kind: 'refused' }], [400, undefined, { kind: 'refused' }], [403, undefined, { kind: 'refused' }],
  [429, '120', { kind: 'later', throttled: true, retryAfterSeconds: 120 }], [429, '99999999', { kind: 'later', retryAfterSeconds: 3_600 }],
  [429, new Date(Date.now() + 3_000_000).toUTCString(), { kind: 'later', retryAfterSeconds: expect.closeTo(3_000, -3) }],
  [429, 'soon', { kind: 'later', throttled: true }], [503, '10', { kind: 'later', throttled: false, retryAfterSeconds: 10 }],
  [500, undefined, { kind: 'unknown' }], [502, undefined, { kind: 'unknown' }],
] as const)('an answer of %i with Retry-After %s is understood', (status, retryAfter, answer) => {
  expect(answerOf(status, 'text', retryAfter)).toMatchObject(answer);
}); // biome-ignore format: cases

test.each([
  ['https://10.1.2.3/send', true], ['https://[::1]/send', true], ['https://localhost/send', true], ['http://push.example/send', true],
  ['https://user:pass@push.example/', true], [`https://push.example/${'x'.repeat(2_000)}`, true], ['no address', true],
  ['https://fcm.googleapis.com/fcm/send/abc', false],
])('the push service %s is refused: %s', (endpoint, refused) => {
  expect(endpointFault(endpoint, 'outside') !== undefined).toBe(refused);
}); // biome-ignore format: cases

test('in a demonstration nothing leaves this machine', () => {
  expect(endpointFault('https://fcm.googleapis.com/fcm/send/abc', 'here')).toBeDefined();
  expect(endpointFault('http://127.0.0.1:8080/send/abc', 'here')).toBeUndefined();
});
