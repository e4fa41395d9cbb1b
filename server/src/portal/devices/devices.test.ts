import { api } from '@posthorn/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { type Browser, PushService } from '../../../test/push-service.ts';
import { customerLinks, customersRoom, devicesOf, showDevices } from '../../customers/index.ts';
import { insertCustomers } from '../../customers/store.ts';
import { addAccount } from '../../delivery/accounts/save-account.ts';
import { deliveryRoom, pushKey } from '../../delivery/index.ts';
import { newId } from '../../platform/db/index.ts';
import { portalRoom } from '../index.ts';

const rooms = [customersRoom, deliveryRoom, portalRoom];
const base = 'https://post.example';
const phone = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';
const account = {
  ...{ kind: 'web-push', name: 'Notifications', brands: [], rank: 1, perSecond: 0, prices: {}, currency: 'EUR', keepOrder: false },
  settings: { subject: 'mailto:post@example.org', ttlHours: 72, urgency: 'normal' },
};
let platform: TestPlatform;
let service: PushService;
beforeAll(async () => {
  service = await PushService.start();
  platform = await testPlatform({ rooms, config: { publicUrl: base, pushInside: true } });
  await addAccount(platform, { kind: 'system', id: 'test', name: 'Test' }, account);
});
afterAll(async () => {
  await platform.close();
  await service.stop();
});

async function visitor() {
  const { app, call } = await testApi(platform, rooms);
  const id = newId();
  const customer = {
    ...{
      id,
      number: `K-${id.slice(-8)}`,
      name: 'Erika Muster',
      language: 'en',
      country: 'DE',
      hash: id,
      attributes: {},
      preferences: {},
      wishes: {},
    },
    address: { country: 'DE', lines: ['Erika Muster', 'Weg 1', '12345 Ort'] },
    contactPoints: [{ channel: 'email' as const, address: `${id}@mail.example`, state: 'valid' as const, stateReason: null }],
  };
  await platform.db.transaction().execute((trx) => insertCustomers(trx, [customer], platform.clock()));
  const path = (await customerLinks(platform, platform.clock()))!.preferences(id).slice(base.length);
  const get = (url = path) => app.inject({ method: 'GET', url, headers: { 'accept-language': 'en' } });
  const post = (fields: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: `${path}/devices`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': phone },
      payload: new URLSearchParams(fields).toString(),
    });
  const said = async (name: string) => new RegExp(`data-${name}="([^"]+)"`).exec((await get()).body)![1]!;
  const turnOn = async (browser: Browser, more: Record<string, string> = {}) => {
    const fields = { subscription: JSON.stringify(browser.json), key: browser.applicationKey, device: await said('device') };
    return { ...fields, done: (await post({ ...fields, ...more })).headers.location };
  };
  return { id, app, call, get, post, said, turnOn };
}

const aBrowser = async () => service.subscribe((await pushKey(platform, undefined))!);

test('the page offers notifications by a script of its own, keeps its policy strict, and hides them where none runs', async () => {
  const { get, said } = await visitor();
  const { body, headers } = await get();
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; .*; script-src 'self'; worker-src 'self'$/);
  expect(body).toContain('<script src="/push/page.js" defer></script>');
  expect(body).toContain('<section id="push" hidden');
  expect(await said('key')).toBe(await pushKey(platform, undefined));
  for (const script of ['page.js', 'worker.js']) {
    const answer = await get(`/push/${script}`);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-security-policy': "default-src 'none'; connect-src 'self'",
    });
    expect(answer.body).not.toMatch(/https?:\/\//);
  }
});

test('turning it on makes the browser a contact point, with a consent for each purpose and the wording that was shown', async () => {
  const { id, call, turnOn, get } = await visitor();
  const browser = await aBrowser();
  expect((await turnOn(browser, { advertising: 'yes' })).done).toContain('done=pushOn');
  const { contactPoints } = await call(api.customers.get, { params: { id } });
  expect(contactPoints.find((one) => one.channel === 'push')).toMatchObject({
    state: 'valid',
    address: expect.stringMatching(/^chrome-android-[0-9a-f]{12}$/),
  });
  const { permissions, entries } = await call(api.consents.ofCustomer, { params: { id } });
  expect(permissions.map(({ purpose, channel, state }) => `${purpose} ${channel} ${state}`).sort()).toEqual([
    ...['advertising push granted', 'contract push granted', 'service push granted'],
  ]);
  const wording = 'Yes, Posthorn may show me messages about my contract and service messages as notifications on this device.';
  expect(entries.find((one) => one.purpose === 'service')).toMatchObject({
    way: 'preference-centre',
    text: { wording },
    evidence: { device: expect.any(String) },
  });
  expect(JSON.stringify(entries)).not.toContain(browser.endpoint);
  const { body } = await get();
  expect(body).toMatch(/<section id="push" data-key/);
  expect(body).toContain('Chrome, Android');
  expect(body).toContain('as notifications on my devices');
  expect((await devicesOf(platform, [id])).get(id)).toMatchObject([{ endpoint: browser.endpoint, applicationKey: browser.applicationKey }]);
});

test('several devices are kept apart; each is turned off by itself, and with the last one all that was agreed to ends', async () => {
  const { id, call, turnOn, post } = await visitor();
  const [first, second] = [await aBrowser(), await aBrowser()];
  await turnOn(first);
  await turnOn(second);
  await turnOn(first);
  const devices = await showDevices(platform, id);
  expect(devices).toHaveLength(2);
  expect((await post({ off: devices[0]!.address })).headers.location).toContain('done=pushOff');
  const states = async () => (await call(api.consents.ofCustomer, { params: { id } })).permissions.map(({ state }) => state);
  expect(await states()).toEqual(['granted', 'granted']);
  expect((await post({ off: devices[0]!.address })).headers.location).toContain('done=unchanged');
  await post({ off: devices[1]!.address });
  expect(await states()).toEqual(['ended', 'ended']);
  expect((await call(api.customers.get, { params: { id } })).contactPoints.map((one) => one.channel)).toEqual(['email']);
  expect(await platform.audit.verify()).toMatchObject({ intact: true });
});

test('who tells a clerk that they want no notifications any more gets none, on any device', async () => {
  const { id, call, turnOn } = await visitor();
  await turnOn(await aBrowser());
  await turnOn(await aBrowser());
  await call(api.consents.note, { params: { id }, body: { purpose: 'service', channel: 'push', act: 'withdrawn', way: 'phone' } });
  expect(await showDevices(platform, id)).toEqual([]);
  const { contactPoints } = await call(api.customers.get, { params: { id } });
  expect(contactPoints.filter((one) => one.channel === 'push').map((one) => one.state)).toEqual(['opted_out', 'opted_out']);
});

test('a browser that got another subscription says so by its own link; a device that was turned off is not there any more', async () => {
  const { id, app, turnOn, post } = await visitor();
  const { device } = await turnOn(await aBrowser());
  const fresh = await aBrowser();
  const renew = (link: string, json: object = fresh.json) =>
    app.inject({ method: 'POST', url: `/push/devices/${link}`, payload: { key: fresh.applicationKey, subscription: json } });
  expect((await renew(device)).statusCode).toBe(204);
  expect((await devicesOf(platform, [id])).get(id)).toMatchObject([{ endpoint: fresh.endpoint }]);
  expect((await renew(`${device.slice(0, -1)}${device.endsWith('A') ? 'B' : 'A'}`)).statusCode).toBe(404);
  expect((await renew(device, { endpoint: 'https://push.example/' })).statusCode).toBe(404);
  await post({ off: (await showDevices(platform, id))[0]!.address });
  expect((await renew(device)).statusCode).toBe(404);
});

test('what is no subscription, is for somebody else, or leads inside is not taken', async () => {
  const { id, post, said } = await visitor();
  const browser = await aBrowser();
  const good = { subscription: JSON.stringify(browser.json), key: browser.applicationKey, device: await said('device') };
  const strangers = await (await visitor()).said('device');
  const keys = { p256dh: Buffer.alloc(65, 4).toString('base64url'), auth: Buffer.alloc(16).toString('base64url') };
  const bad = [
    ...[{ subscription: '{' }, { subscription: 'null' }, { device: strangers }, { device: 'x' }],
    { subscription: JSON.stringify({ endpoint: browser.endpoint, keys }) },
    { subscription: JSON.stringify({ ...browser.json, endpoint: 'ftp://127.0.0.1/' }) },
  ];
  for (const one of bad) expect((await post({ ...good, ...one })).headers.location).toContain('done=pushNot');
  expect(await showDevices(platform, id)).toEqual([]);
});

test('a report without a link of ours is not taken', async () => {
  const { app } = await visitor();
  expect((await app.inject({ method: 'POST', url: '/push/reports/abc/clicked' })).statusCode).toBe(404);
});
