import { createServer } from 'node:net';
import { api } from '@posthorn/contract';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { Postfix, postfixAvailable } from '../../../test/postfix.ts';
import { customersRoom } from '../../customers/index.ts';
import { insertCustomers } from '../../customers/store.ts';
import { newId } from '../../platform/db/index.ts';
import { portalRoom } from '../index.ts';
import { mostMailsADay } from '../mails/send-portal-mail.ts';

const rooms = [customersRoom, portalRoom];
const base = 'https://post.example';
const wording = 'Ja, ich möchte die Gartenpost per E-Mail bekommen.';
let platform: TestPlatform;
let postfix: Postfix;

beforeAll(async () => {
  if (!postfixAvailable) return;
  postfix = await Postfix.start(await freePort());
  const config = { publicUrl: base, smtpUrl: `smtp://127.0.0.1:${postfix.port}`, smtpTls: 'never' as const };
  platform = await testPlatform({ rooms, work: true, config });
}, 60_000);
afterAll(async () => {
  await platform?.close();
  await postfix?.stop();
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

async function site() {
  const { app, call } = await testApi(platform, rooms);
  await call(api.consents.addText, { body: { name: 'garden-news', language: 'de', wording } });
  const signUp = (payload: object) =>
    app.inject({ method: 'POST', url: '/api/sign-ups', headers: { origin: 'https://shop.example' }, payload });
  const post = (url: string, payload = '') =>
    app.inject({ method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload });
  return { app, call, signUp, post };
}

/** The newest mails to an address, as Postfix put them into the mailbox. */
async function mailsTo(address: string, count: number) {
  await expect.poll(async () => (await arrived(address)).length, { timeout: 30_000 }).toBe(count);
  return Promise.all((await arrived(address)).map((source) => PostalMime.parse(Buffer.from(source, 'latin1'))));
}

const arrived = async (address: string) => (await postfix.mails()).filter((mail) => new RegExp(`^To:.*${address}`, 'm').test(mail));
const linkIn = (text: string | undefined, kind: 'c' | 'p') => new RegExp(`${base}(/${kind}/[\\w-]+)`).exec(text ?? '')![1]!;

test.runIf(postfixAvailable)(
  'somebody new signs up on a page, gets a mail without advertising, confirms, and is a customer with a proven consent',
  async () => {
    const { app, call, signUp, post } = await site();
    const email = 'rosa@example.com';
    expect((await signUp({ email, text: 'garden-news', name: 'Rosa Lang' })).json()).toEqual({ ok: true });
    const [mail] = await mailsTo(email, 1);
    expect(mail!.subject).toBe('Bitte bestätigen Sie Ihre E-Mail-Adresse');
    const headers = mail!.headers.map(({ key }) => key);
    expect(headers).toContain('auto-submitted');
    expect(headers).not.toContain('list-unsubscribe');
    expect(mail!.text).toContain(wording);
    // One link and no other: nothing in it could be taken for advertising.
    const links = (mail!.html!.match(/https?:\/\/[^"'\s<)]+/g) ?? []).filter((url) => !url.includes('w3.org'));
    expect(new Set(links)).toHaveLength(1);
    const link = linkIn(mail!.text, 'c');
    expect((await call(api.customers.list, { query: { q: 'rosa' } })).rows).toEqual([]);
    const page = await app.inject({ method: 'GET', url: link });
    expect(page.body).toContain(wording.replace("'", '&#39;'));
    expect((await call(api.customers.list, { query: { q: 'rosa' } })).rows).toEqual([]);
    platform.clock.advance(60_000);
    expect((await post(link)).body).toContain('Ihre Einwilligung ist bestätigt.');
    expect((await post(link)).body).toContain('schon bestätigt');
    const { rows } = await call(api.customers.list, { query: { q: 'rosa' } });
    expect(rows).toMatchObject([{ name: 'Rosa Lang', language: 'de' }]);
    const { permissions, entries } = await call(api.consents.ofCustomer, { params: { id: rows[0]!.id } });
    expect(permissions).toMatchObject([{ purpose: 'advertising', channel: 'email', state: 'granted', address: email }]);
    expect(entries).toMatchObject([
      {
        act: 'confirmed',
        way: 'e-mail',
        text: { wording },
        evidence: { ip: '127.0.0.1', link: expect.any(String), request: expect.any(String) },
      },
      { act: 'granted', way: 'web-form', text: { wording }, evidence: { ip: '127.0.0.1' } },
    ]);
  },
);

test.runIf(postfixAvailable)(
  'who asks again gets a new link and the old one ends; nobody is mailed more than a few times a day',
  async () => {
    const { signUp, post } = await site();
    const email = 'twice@example.org';
    await signUp({ email, text: 'garden-news' });
    const [first] = await mailsTo(email, 1);
    for (let count = 2; count <= mostMailsADay; count++) {
      await signUp({ email, text: 'garden-news' });
      await mailsTo(email, count);
    }
    await signUp({ email, text: 'garden-news' });
    // Asked for later, and there: the one before it was looked at by then.
    await signUp({ email: 'marker@example.org', text: 'garden-news' });
    await mailsTo('marker@example.org', 1);
    const mails = await mailsTo(email, mostMailsADay);
    expect((await post(linkIn(first!.text, 'c'))).statusCode).toBe(404);
    expect(mails).toHaveLength(mostMailsADay);
  },
);

test.runIf(postfixAvailable)('a request that nobody confirms ends', async () => {
  const { app, call, signUp, post } = await site();
  const email = 'late@example.net';
  await signUp({ email, text: 'garden-news' });
  const [mail] = await mailsTo(email, 1);
  platform.clock.advance(15 * 86_400_000);
  expect((await app.inject({ method: 'GET', url: linkIn(mail!.text, 'c') })).statusCode).toBe(410);
  expect((await post(linkIn(mail!.text, 'c'))).statusCode).toBe(410);
  expect((await call(api.customers.list, { query: { q: 'late' } })).rows).toEqual([]);
});

test.runIf(postfixAvailable)('a form without a wording that is kept here, or without an address, is refused', async () => {
  const { signUp } = await site();
  expect((await signUp({ email: 'a@example.com', text: 'unknown' })).json()).toMatchObject({ status: 422, code: 'portal.sign-up-invalid' });
  expect((await signUp({ email: 'no address', text: 'garden-news' })).json()).toMatchObject({ status: 422 });
});

test.runIf(postfixAvailable)('who lost the link is mailed a new one to the address that is known; who is not known is not', async () => {
  const { app, post } = await site();
  const id = newId();
  const email = 'known@example.com';
  const customer = {
    id,
    number: 'K-1',
    name: 'Karl Kunde',
    language: 'en',
    country: 'DE',
    hash: '',
    address: { country: 'DE', lines: [] },
  };
  const point = { channel: 'email' as const, address: email, state: 'valid' as const, stateReason: null };
  await platform.db
    .transaction()
    .execute((trx) =>
      insertCustomers(
        trx,
        [{ ...customer, attributes: {}, preferences: {}, wishes: { language: 'en' }, contactPoints: [point] }],
        platform.clock(),
      ),
    );
  await post('/p', 'email=stranger%40example.com');
  await post('/p', `email=${encodeURIComponent(email.toUpperCase())}`);
  const [mail] = await mailsTo(email, 1);
  expect(mail!.subject).toBe('Your link to your preferences');
  const page = await app.inject({ method: 'GET', url: linkIn(mail!.text, 'p') });
  expect(page.body).toContain('Your preferences');
  expect(await arrived('stranger@example.com')).toEqual([]);
});
