import { api } from '@posthorn/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApi } from '../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { customerLinks, customersRoom } from '../customers/index.ts';
import { insertCustomers } from '../customers/store.ts';
import { newId } from '../platform/db/index.ts';
import { renewLinkKey } from '../platform/links/index.ts';
import { portalRoom } from './index.ts';

const rooms = [customersRoom, portalRoom];
const base = 'https://post.example';
let platform: TestPlatform;

beforeAll(async () => {
  platform = await testPlatform({ rooms, config: { publicUrl: base } });
});
afterAll(() => platform.close());

async function addCustomer(email: string): Promise<string> {
  const id = newId();
  const point = (channel: 'email' | 'sms', address: string) => ({ channel, address, state: 'valid' as const, stateReason: null });
  await platform.db.transaction().execute((trx) =>
    insertCustomers(
      trx,
      [
        {
          ...{ id, number: `K-${id.slice(-8)}`, name: 'Erika Muster', language: 'de', country: 'DE', hash: id },
          address: { country: 'DE', lines: ['Erika Muster', 'Weg 1', '12345 Ort'] },
          ...{
            attributes: {},
            preferences: { '*': 'email' as const },
            wishes: {},
            contactPoints: [point('email', email), point('sms', '+491713920001')],
          },
        },
      ],
      platform.clock(),
    ),
  );
  return id;
}

async function visitor(email = `${newId().slice(-8)}@mail.example`) {
  const { app, call } = await testApi(platform, rooms);
  const id = await addCustomer(email);
  const links = (await customerLinks(platform, platform.clock()))!;
  const path = (url: string) => url.slice(base.length);
  const get = (url: string) => app.inject({ method: 'GET', url });
  const post = (url: string, fields: readonly (readonly [string, string])[]) =>
    app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site', origin: 'null' },
      payload: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString(),
    });
  const consents = async () => call(api.consents.ofCustomer, { params: { id } });
  return { id, email, app, call, get, post, consents, link: path(links.preferences(id, email)), links, path };
}

/** The form of a page as a browser would send it back, untouched. */
function formOf(page: string): [string, string][] {
  const fields: [string, string][] = [];
  for (const [tag] of page.slice(0, page.indexOf('value="save"')).matchAll(/<input[^>]*>/g)) {
    const at = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1];
    if (at('type') === 'hidden' || tag.includes(' checked')) fields.push([at('name')!, at('value')!]);
  }
  for (const [, name, options] of page.matchAll(/<select[^>]*name="([^"]+)"[^>]*>(.*?)<\/select>/gs))
    fields.push([name!, /value="([^"]*)" selected/.exec(options!)?.[1] ?? '']);
  return [...fields, ['deed', 'save']];
}

test('a link shows what a customer gets, in their language, and nothing that a stranger could learn from it', async () => {
  const { id, email, link, get } = await visitor();
  const { body, headers, statusCode } = await get(link);
  expect(statusCode).toBe(200);
  expect(body).toContain('<html lang="de">');
  expect(body).toContain('Ihre Einstellungen');
  expect(body).not.toContain(email);
  expect(body).not.toContain(id);
  expect(body).not.toContain('Erika');
  expect(body).toContain(`${email[0]}•••@mail.example`);
  expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow', 'cache-control': 'no-store' });
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; img-src data:; form-action 'self'/);
  expect(headers['set-cookie']).toBeUndefined();
  expect(body).not.toMatch(/<script|https?:\/\//);
});

test('what is chosen holds at once, with wording and link as proof; saving again changes nothing; undo takes all of it back', async () => {
  const { id, link, get, post, consents, call } = await visitor();
  const before = formOf((await get(link)).body);
  expect(before.filter(([name]) => name === 'on')).toEqual([['on', 'advertising.post']]);
  expect((await post(link, before)).headers.location).toContain('done=unchanged');
  const chosen = before
    .filter(([name, value]) => !(name === 'on' && value === 'advertising.post'))
    .map(([name, value]): [string, string] =>
      name === 'frequency'
        ? [name, 'monthly']
        : name === 'pause'
          ? [name, 'month']
          : name === 'language'
            ? [name, 'en']
            : name === 'channel.contract'
              ? [name, 'post']
              : [name, value],
    );
  const saved = await post(link, [...chosen, ['on', 'advertising.email'], ['format', 'large-print']]);
  expect(saved.statusCode).toBe(303);
  const { permissions, entries } = await consents();
  expect(permissions.map(({ channel, state }) => [channel, state])).toEqual([
    ['email', 'granted'],
    ['post', 'ended'],
  ]);
  const granted = entries.find((entry) => entry.act === 'granted')!;
  expect(granted).toMatchObject({
    way: 'preference-centre',
    notedBy: 'Preference centre',
    text: {
      language: 'de',
      wording: expect.stringMatching(/^Ja, Posthorn darf mir Neuigkeiten und Angebote per E-Mail an .•••@mail\.example schicken\.$/),
    },
    evidence: { link: expect.stringMatching(/^[0-9a-f]{64}$/), ip: '127.0.0.1' },
  });
  expect(JSON.stringify(entries)).not.toContain(link.split('/')[2]);
  expect(await call(api.customers.get, { params: { id } })).toMatchObject({
    preferences: { '*': 'email', contract: 'post' },
    wishes: { frequency: { advertising: 'monthly' }, pauseUntil: '2026-12-21', language: 'en', formats: ['large-print'] },
  });
  const shown = (await get(saved.headers.location!)).body;
  expect(shown).toContain('Saved. Your choice holds from now on.');
  platform.clock.advance(60_000);
  const choice = /name="choice" value="([^"]+)"/.exec(shown)![1]!;
  expect((await post(`${link}/undo`, [['choice', choice]])).headers.location).toContain('done=undone');
  expect(formOf((await get(link)).body)).toEqual(before);
  expect(await call(api.customers.get, { params: { id } })).toMatchObject({ wishes: {} });
  expect((await post(`${link}/undo`, [['choice', choice]])).headers.location).toContain('done=notUndone');
  expect(await platform.audit.verify()).toMatchObject({ intact: true });
});

test('one button ends everything, and nothing but what concerns advertising', async () => {
  const { link, post, consents, call, id } = await visitor();
  const { headers } = await post(link, [['deed', 'refuse-all']]);
  expect(headers.location).toContain('done=refused');
  expect((await consents()).permissions.map(({ channel, state }) => [channel, state])).toEqual([['post', 'ended']]);
  expect(await call(api.customers.get, { params: { id } })).toMatchObject({ preferences: { '*': 'email' } });
});

test('a box that the page did not show is not taken as unticked', async () => {
  const { link, post, consents } = await visitor();
  await post(link, [
    ['deed', 'save'],
    ['language', 'de'],
  ]);
  expect((await consents()).entries).toEqual([]);
});

test('a consent for an address that the link did not come by waits for its confirmation', async () => {
  const { id, links, path, get, post, consents } = await visitor();
  const link = path(links.preferences(id));
  const { headers } = await post(link, [...formOf((await get(link)).body), ['on', 'advertising.email']]);
  expect(headers.location).toContain('done=toConfirm');
  expect((await consents()).permissions).toMatchObject([{ channel: 'email', state: 'unconfirmed' }]);
  expect((await sql`select noted from portal.confirmations where customer_ids = array[${id}]::uuid[]`.execute(platform.db)).rows).toEqual([
    { noted: true },
  ]);
});

test('the mail program unsubscribes with one click, by either kind of form; following the link changes nothing', async () => {
  const { id, email, links, path, get, app, consents } = await visitor();
  const delivery = newId();
  const link = path(links.unsubscribe(id, delivery, email));
  expect((await get(link)).body).toContain('Abmelden');
  expect((await consents()).entries).toEqual([]);
  const boundary = '--x1\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x1--\r\n';
  for (const [type, payload] of [
    ['multipart/form-data; boundary=x1', boundary],
    ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
  ] as const) {
    const answer = await app.inject({ method: 'POST', url: link, headers: { 'content-type': type }, payload });
    expect([answer.statusCode, answer.headers.location]).toEqual([200, undefined]);
    expect((await consents()).permissions).toMatchObject([{ channel: 'email', state: 'ended' }]);
  }
  expect((await consents()).entries).toMatchObject([{ act: 'objected', way: 'preference-centre', evidence: { delivery, oneClick: true } }]);
  const more = /href="(\/p\/[^"]+)"/.exec((await get(`${link}?done=yes`)).body)![1]!;
  expect((await get(more)).statusCode).toBe(200);
});

test('a link that ended or was made up opens nothing, and asks for nothing that would tell who is known', async () => {
  const { link, get, post, links, path, id, email } = await visitor();
  const forged = link.replace(/\w(?=\?|$)/, (last) => (last === 'A' ? 'B' : 'A'));
  for (const bad of ['/p/abc', forged, path(links.unsubscribe(id, newId(), email)).replace('/u/', '/p/')]) {
    const { statusCode, body } = await get(bad);
    expect([bad, statusCode]).toEqual([bad, 404]);
    expect(body).toContain('type="email"');
    expect((await post(bad, [['deed', 'refuse-all']])).statusCode).toBe(404);
  }
  const old = path((await customerLinks(platform, new Date('2025-01-01')))!.preferences(id, email));
  const ended = await get(old);
  expect(ended.statusCode).toBe(410);
  expect(ended.body).toContain('name="link"');
  const [known, unknown] = await Promise.all([post('/p', [['email', email]]), post('/p', [['email', 'nobody@mail.example']])]);
  expect(known.body).toBe(unknown.body);
  expect(known.statusCode).toBe(200);
});

test('revoking the key closes all links', async () => {
  const { link, get } = await visitor();
  await renewLinkKey(platform, { kind: 'system', id: 'test', name: 'Test' }, { revoke: true });
  expect((await get(link)).statusCode).toBe(404);
});

test('who knocks too often waits, and gets a page that says so', async () => {
  const { app } = await testApi(platform, rooms);
  const knock = (remoteAddress: string) =>
    app.inject({
      method: 'POST',
      url: '/p',
      remoteAddress,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'email=a%40b.example',
    });
  const codes: number[] = [];
  for (let i = 0; i < 21; i++) codes.push((await knock(`2001:db8::${i.toString(16)}`)).statusCode);
  expect(codes.filter((code) => code === 200)).toHaveLength(20);
  const refused = await knock('2001:db8::ffff');
  expect(refused.statusCode).toBe(429);
  expect(refused.headers['content-type']).toContain('text/html');
  expect((await knock('192.0.2.1')).statusCode).toBe(200);
});

test('a clerk hands out a link that opens the preference centre', async () => {
  const { id, call, get, path } = await visitor();
  const { url } = await call(api.portal.linkFor, { params: { id } });
  expect((await get(path(url))).statusCode).toBe(200);
});
