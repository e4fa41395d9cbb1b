import { api } from '@posthorn/contract';
import { sql } from 'kysely';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type Composed, composedRun } from '../../../test/composed-chunk.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { archiveRoom } from '../../archive/index.ts';
import { customerLinks, customersRoom } from '../../customers/index.ts';
import { createDeliveries } from '../../delivery/create-deliveries.ts';
import { sentMessageOf } from '../../delivery/email/store.ts';
import { takeFallbacks } from '../../delivery/fallback/take-fallbacks.ts';
import { deliveredFor, deliveryRoom, routeFor } from '../../delivery/index.ts';
import { noticeMessage } from '../../delivery/notices/write-notice.ts';
import { deliveriesOf } from '../../delivery/store.ts';
import { productionRoom } from '../../production/index.ts';
import { portalRoom } from '../index.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const base = 'https://post.example';
const production = productionRoom({ route: (platform) => routeFor(platform.config), delivered: deliveredFor });
const rooms = [customersRoom, deliveryRoom, archiveRoom, portalRoom];
let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ work: true, rooms: [production, deliveryRoom], config: { demonstration: true, publicUrl: base } });
});
afterAll(() => platform.close());

const page = (words: string) =>
  Buffer.from(
    `<!doctype html>\n<html lang="de"><head><title>x</title><style>p{}</style></head>\n<body>\n<main>${words}</main></body></html>`,
  );
const shown = (words: string, more: Partial<Composed> = {}): Composed => ({
  ...{
    channel: 'portal',
    email: `${words.replace(/\W/g, '')}@mail.example`,
    files: { html: page(words), pdf: Buffer.from(`%PDF ${words}`) },
  },
  ...more,
});

/** Documents in the mailboxes of customers, and a browser that holds the link of the first. */
async function laid(all: readonly Composed[], of: TestPlatform = platform) {
  const { runId, communications } = await composedRun(of, all);
  const ids = communications.map((one) => one.id);
  await vi.waitFor(async () => expect((await deliveriesOf(of.db, ids)).length).toBeGreaterThanOrEqual(all.length), 20_000);
  const { app, call } = await testApi(of, rooms);
  const links = (await customerLinks(of, of.clock()))!;
  const linkOf = (customerId: string, address?: string) => links.mailbox(customerId, address).url.slice(base.length);
  const get = (url: string) => app.inject({ method: 'GET', url });
  const post = (url: string, fields: Record<string, string> = {}) =>
    app.inject({
      ...{ method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      payload: new URLSearchParams(fields).toString(),
    });
  const [first] = communications;
  const documents = (await deliveriesOf(of.db, ids)).filter((one) => one.purpose === 'document').map((one) => one.id);
  return { runId, communications, call, get, post, linkOf, documents, link: linkOf(first!.customerId, all[0]!.email), first: first! };
}

const deliveries = async (id: string) =>
  (await deliveriesOf(platform.db, [id])).map(({ channel, purpose, state }) => `${channel} ${purpose} ${state}`);
const receipts = async (call: Awaited<ReturnType<typeof testApi>>['call'], id: string) =>
  (await call(api.communications.get, { params: { id } })).deliveries[0]!.receipts.map(({ kind }) => kind);

test('a notice says nothing of the document or the customer, and its link ends', async () => {
  const { first } = await laid([shown('Geheim')]);
  await vi.waitFor(async () => expect(await sentMessageOf(platform.db, first.id)).toBeDefined(), 20_000);
  const mail = await PostalMime.parse(await platform.packs.read((await sentMessageOf(platform.db, first.id))!, first.customerId));
  expect(mail).toMatchObject({ subject: 'Ein neues Dokument von Kontor', to: [{ name: '', address: 'Geheim@mail.example' }] });
  expect(mail.text).toMatch(/https:\/\/post\.example\/m\/[\w-]{60}\?b=kontor/);
  expect(mail.text).toContain('Der Link gilt bis zum 20. Januar 2027');
  expect(`${mail.subject}${mail.html}${mail.text}`).not.toMatch(/Rechnung|Erika|Muster|R-0|Geheim/);
  const [document] = await deliveriesOf(platform.db, [first.id]);
  const short = await noticeMessage(platform, { ...document!, address: '+4917012345' }, first);
  expect(short).toMatch(/^Kontor: Ein neues Dokument liegt in Ihrem Postfach\. https:\/\/post\.example\/m\/[\w-]{60}\?b=kontor$/);
});

test('the link lists the documents of its customer alone; looking at the list, or following a link, reads nothing', async () => {
  const { link, get, linkOf, communications, call, first, documents } = await laid([shown('Eins'), shown('Zwei')]);
  const { body, headers } = await get(link);
  expect(body).toContain('<html lang="de">');
  expect(body).toContain('Rechnung 0');
  expect(body).toContain('Ein Dokument, eines neu.');
  expect(body).not.toContain('Rechnung 1');
  expect(body).not.toMatch(/<script|Erika|https?:\/\//);
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; img-src data:; form-action 'self'/);
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  const closed = await get(`${link}/d/${documents[0]}`);
  expect(closed.body).toContain('name="as"');
  expect(closed.body).not.toContain('Eins');
  expect(await receipts(call, first.id)).toEqual(['available']);
  expect((await get(`${linkOf(communications[1]!.customerId)}/d/${documents[0]}`)).statusCode).toBe(404);
});

test('opening shows the page and the PDF as archived, leaves one receipt, and the document is read from then on', async () => {
  const { link, get, post, first, call, documents } = await laid([shown('Wichtig')]);
  const at = `${link}/d/${documents[0]}`;
  const opened = await post(at, { as: 'web' });
  expect([opened.statusCode, opened.headers.location]).toEqual([303, at]);
  await post(at, { as: 'pdf' });
  const web = await get(at);
  expect(web.body).toContain('<main>Wichtig</main>');
  expect(web.body).toContain('class="mailbox-bar"');
  expect(web.headers['content-security-policy']).toMatch(/^sandbox allow-popups .*default-src 'none'/);
  const pdf = await get(`${at}/pdf`);
  expect(pdf.body).toBe('%PDF Wichtig');
  expect(pdf.headers['content-disposition']).toMatch(/^inline; filename="R-0\.pdf"/);
  expect((await get(`${at}/pdf?save=1`)).headers['content-disposition']).toMatch(/^attachment/);
  expect(await receipts(call, first.id)).toEqual(['available', 'displayed']);
  expect(await deliveries(first.id)).toContain('portal document delivered');
  expect((await get(link)).body).toContain('Ein Dokument, alle gelesen.');
  const { rows } = await call(api.customers.timeline, { params: { id: first.customerId }, query: {} });
  expect(rows.map((row) => row.type)).toContain('receipt.displayed');
});

test('what nobody opens goes out as a letter once, which the page says; what was read does not', async () => {
  const { call } = await testApi(platform, rooms);
  const days = 14 * 86_400;
  await call(api.channels.setFallback, { params: { purpose: 'service' }, body: { steps: [], unreadSeconds: days } });
  const { communications } = await composedRun(platform, [shown('Offen'), shown('Gelesen')], { purpose: 'service' });
  const [unread, read] = communications.map((one) => one.id) as [string, string];
  await vi.waitFor(async () => expect(await deliveriesOf(platform.db, [unread, read])).toHaveLength(4), 20_000);
  const links = (await customerLinks(platform, platform.clock()))!;
  const linkOf = (at: number) => links.mailbox(communications[at]!.customerId).url.slice(base.length);
  const { app } = await testApi(platform, rooms);
  const [document] = (await deliveriesOf(platform.db, [read])).filter((one) => one.purpose === 'document');
  await app.inject({
    method: 'POST',
    url: `${linkOf(1)}/d/${document!.id}`,
    payload: 'as=web',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  platform.clock.advance((days - 60) * 1000);
  await takeFallbacks(platform);
  expect((await deliveries(unread)).some((one) => one.startsWith('post'))).toBe(false);
  platform.clock.advance(120_000);
  await Promise.all([takeFallbacks(platform), takeFallbacks(platform)]);
  await takeFallbacks(platform);
  expect((await deliveries(unread)).filter((one) => one.startsWith('post document'))).toHaveLength(1);
  expect((await deliveries(read)).filter((one) => one.startsWith('post'))).toEqual([]);
  const later = (await app.inject({ method: 'GET', url: linkOf(0) })).body;
  expect(later).toContain('Am 5. Dezember 2026 auch per Post verschickt');
  platform.clock.set('2026-11-21T12:00:00Z');
});

test('told of a chunk again after a death, nothing is laid down and nobody is told twice', async () => {
  const { first, runId } = await laid([shown('Einmal')]);
  const before = await deliveriesOf(platform.db, [first.id]);
  await platform.db.transaction().execute((trx) => createDeliveries(platform, trx, { runId, chunk: 1, month: first.month }));
  expect((await deliveriesOf(platform.db, [first.id])).map((one) => one.id)).toEqual(before.map((one) => one.id));
  const { rows } = await sql`select 1 from delivery.mailbox where communication_id = ${first.id}`.execute(platform.db);
  expect(rows).toHaveLength(1);
});

test('a mailbox of 2,000 documents opens by its index, unread ones first, and is searched', async () => {
  const { link, get, first, documents } = await laid([shown('Viele')]);
  await sql`insert into delivery.mailbox (customer_id, delivery_id, month, communication_id, template_version_id, title, reference, language, pages, laid_at, read_at)
    select customer_id, gen_random_uuid(), month, communication_id, template_version_id, 'Kontoauszug ' || n, 'K100%_' || n, 'de', 1,
      laid_at - n * interval '1 day', now() from delivery.mailbox, generate_series(1, 1999) n where delivery_id = ${documents[0]}`.execute(
    platform.db,
  );
  await sql`analyze delivery.mailbox`.execute(platform.db);
  const titles = (body: string) => [...body.matchAll(/(?:Kontoauszug|Rechnung) \d+(?=<\/(?:a|button)><\/h2>)/g)].map(([title]) => title);
  const { body } = await get(link);
  expect(titles(body).slice(0, 3)).toEqual(['Rechnung 0', 'Kontoauszug 1', 'Kontoauszug 2']);
  expect(titles(body)).toHaveLength(25);
  expect(body).toContain('Seite 1 von 80');
  expect(titles((await get(`${link}?page=80`)).body).at(-1)).toBe('Kontoauszug 1999');
  expect(titles((await get(`${link}?q=auszug+1999`)).body)).toEqual(['Kontoauszug 1999']);
  expect(titles((await get(`${link}?q=100%25_7`)).body)).not.toContain('Rechnung 0');
  expect(titles((await get(`${link}?from=2026-11-18&until=2026-11-19`)).body)).toEqual(['Kontoauszug 2', 'Kontoauszug 3']);
  expect((await get(`${link}?q=gibtesnicht`)).body).toContain('Kein Dokument gefunden');
  const plan = await sql<{ 'QUERY PLAN': string }>`explain select title from delivery.mailbox where customer_id = ${first.customerId}
    order by (read_at is not null), laid_at desc, delivery_id desc limit 25`.execute(platform.db);
  expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('mailbox_order');
});

test('a link that ended, was made up, or is for something else shows nothing; a new one can be asked for', async () => {
  const { link, get, first } = await laid([shown('Alt', { email: 'alt@mail.example' })]);
  for (const bad of ['/m/abc', link.replace('/m/', '/m/A'), link.replace('/m/', '/p/')]) expect((await get(bad)).statusCode).toBe(404);
  const old = (await customerLinks(platform, new Date('2026-08-01')))!.mailbox(first.customerId, 'alt@mail.example').url.slice(base.length);
  const ended = await get(old);
  expect(ended.statusCode).toBe(410);
  expect(ended.body).toContain('name="link"');
  expect(ended.body).not.toContain('Rechnung');
});

test('where it is set so, a question comes first; five wrong answers close it for a day, and an answer opens it for half an hour', async () => {
  const asking: TestPlatform = Object.create(platform, { config: { value: { ...platform.config, portalQuestion: 'postcode' } } });
  const { link, get, post, first, documents } = await laid([shown('Gefragt')], asking);
  await sql`update customers.customers set address = address || '{"postcode": "12 345"}' where id = ${first.customerId}`.execute(
    platform.db,
  );
  for (const hidden of [link, `${link}/d/${documents[0]}`, `${link}/d/${documents[0]}/pdf`]) {
    const { body } = await get(hidden);
    expect(body).toContain('Postleitzahl Ihrer Adresse');
    expect(body).not.toContain('Rechnung');
  }
  await post(`${link}/d/${documents[0]}`);
  expect(await deliveries(first.id)).toContain('portal document available');
  expect((await post(link, { answer: '99999' })).statusCode).toBe(403);
  const right = await post(link, { answer: '12345' });
  expect(right.statusCode).toBe(303);
  expect((await get(right.headers.location!)).body).toContain('Rechnung 0');
  platform.clock.advance(31 * 60_000);
  expect((await get(right.headers.location!)).statusCode).toBe(410);
  for (let wrong = 2; wrong <= 5; wrong++) expect((await post(link, { answer: `${wrong}` })).statusCode).toBe(403);
  expect((await post(link, { answer: '12345' })).statusCode).toBe(429);
  platform.clock.advance(86_400_000);
  expect((await post(link, { answer: '12345' })).statusCode).toBe(303);
  platform.clock.set('2026-11-21T12:00:00Z');
});

test('the preference centre is reached from the mailbox', async () => {
  const { link, get } = await laid([shown('Wahl')]);
  const centre = /href="(\/p\/[^"]+)"/.exec((await get(link)).body)![1]!;
  expect((await get(centre)).body).toContain('Ihre Einstellungen');
});
