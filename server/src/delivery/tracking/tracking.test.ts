import { api } from '@posthorn/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { addCustomer, queueDeliveries, sendDeliveries } from '../../../test/deliveries.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { noteConsents } from '../../customers/index.ts';
import type { Actor } from '../../platform/platform.ts';
import { deliveryRoom } from '../index.ts';
import { deliveriesOf, insertReceipts, receiptsOf } from '../store.ts';
import type { Delivery } from '../types.ts';
import { markMails, trackingConsent } from './mark-mails.ts';
import { trackHtml } from './track-html.ts';

const clerk: Actor = { kind: 'user', id: 'olga', name: 'Olga' };
const agent = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' };
const mail =
  '<html><body><a href="https://shop.example/tulips?a=1&amp;b=2">Tulips</a> <a href="https://posthorn.example/u/signed">Unsubscribe</a> <a href="mailto:a@b.example">Mail</a></body></html>';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ config: { trackingUrl: 'https://klick.example/', publicUrl: 'https://posthorn.example' } });
});
afterAll(() => platform.close());

const consent = (customerId: string, act: 'granted' | 'withdrawn') =>
  noteConsents(platform, clerk, customerId, [
    { purpose: trackingConsent, channel: 'email', act, at: platform.clock(), way: 'paper', evidence: { note: 'Form 7' } },
  ]);

/** Opens and clicks of advertising are counted, and a mail was handed over. */
async function tracked(consents: boolean) {
  const http = await testApi(platform, [deliveryRoom], ['operator']);
  await http.call(api.sending.setTracking, { params: { purpose: 'advertising' }, body: { opens: true, clicks: true } });
  const queued = await queueDeliveries(platform, ['anna@there.example']);
  await addCustomer(platform, queued[0]!.customerId, 'anna@there.example');
  if (consents) await consent(queued[0]!.customerId, 'granted');
  const [delivery] = (await deliveriesOf(platform.db, [queued[0]!.communicationId])) as [Delivery];
  const html = (await markMails(platform, [delivery.customerId]))(mail, delivery, 'advertising');
  await sendDeliveries(platform, queued);
  await platform.db
    .transaction()
    .execute((trx) =>
      insertReceipts(trx, [{ deliveryId: delivery.id, month: delivery.month, kind: 'sent', detail: '250' }], platform.clock()),
    );
  platform.clock.advance(60_000);
  const kinds = async () => (await receiptsOf(platform.db, [delivery.id])).map(({ kind }) => kind).filter((kind) => kind !== 'sent');
  return { ...http, delivery, html, kinds };
}

const pathOf = (html: string, pattern: RegExp): string => {
  const { pathname, search } = new URL(pattern.exec(html)![1]!.replaceAll('&amp;', '&'));
  return pathname + search;
};
const pictureIn = (html: string) => pathOf(html, /<img src="([^"]+)"/);
const linkIn = (html: string) => pathOf(html, /<a href="(https:\/\/klick[^"]+)"/);

test('with consent a mail leads over our own address, and whoever opens it and follows links twice counts once', async () => {
  const { app, html, kinds, delivery, call } = await tracked(true);
  expect(html).toContain('<a href="https://posthorn.example/u/signed">');
  expect(html).toContain('<a href="mailto:a@b.example">');
  expect(html).not.toMatch(/anna|there\.example/);
  expect(html).not.toContain(delivery.customerId);
  for (const _time of [1, 2]) {
    const picture = await app.inject({ url: pictureIn(html), headers: agent });
    expect([picture.statusCode, picture.headers['content-type'], picture.headers['cache-control']]).toEqual([200, 'image/gif', 'no-store']);
    const followed = await app.inject({ url: linkIn(html), headers: agent });
    expect([followed.statusCode, followed.headers.location]).toEqual([302, 'https://shop.example/tulips?a=1&b=2']);
  }
  expect(await kinds()).toEqual(['displayed', 'clicked']);
  expect(JSON.stringify(await receiptsOf(platform.db, [delivery.id]))).not.toMatch(/Firefox|127\.0\.0\.1/);
  const { rows } = await call(api.sending.board, { query: { by: 'run', days: 3 } });
  expect(rows.find(({ key }) => key === delivery.runId)).toMatchObject({ displayed: 1, clicked: 1 });
});

test('without consent, of another purpose, or where nothing is set, a mail stays as it is byte for byte', async () => {
  const { html, delivery, call } = await tracked(false);
  expect(html).toBe(mail);
  await consent(delivery.customerId, 'granted');
  const marked = async (purpose: string, part: Delivery['purpose'] = 'document') =>
    (await markMails(platform, [delivery.customerId]))(mail, { ...delivery, purpose: part }, purpose) !== mail;
  expect(await marked('advertising')).toBe(true);
  expect(await marked('contract')).toBe(false);
  expect(await marked('advertising', 'notice')).toBe(false);
  await call(api.sending.setTracking, { params: { purpose: 'advertising' }, body: { opens: false, clicks: false } });
  expect(await marked('advertising')).toBe(false);
});

test('once the consent is withdrawn, links of old mails still lead on, and nothing is noted; nor of programs', async () => {
  const { app, html, kinds, delivery } = await tracked(true);
  await app.inject({ url: pictureIn(html), headers: { 'user-agent': 'Mozilla/5.0' } });
  await app.inject({ url: linkIn(html), method: 'HEAD', headers: agent });
  await consent(delivery.customerId, 'withdrawn');
  await app.inject({ url: pictureIn(html), headers: agent });
  expect((await app.inject({ url: linkIn(html), headers: agent })).statusCode).toBe(302);
  expect(await kinds()).toEqual([]);
});

test('a link leads nowhere but to where it was made to lead', async () => {
  const { app, html } = await tracked(true);
  const elsewhere = linkIn(html).replace(/to=.*/, 'to=https%3A%2F%2Fevil.example%2F');
  expect((await app.inject({ url: elsewhere, headers: agent })).statusCode).toBe(404);
  const forged = linkIn(html).replace(/\/f\/.{4}/, '/f/AAAA');
  expect((await app.inject({ url: forged, headers: agent })).statusCode).toBe(404);
});

describe('marks in the HTML of a mail', () => {
  test('the picture stands at the end of the body, or of what there is', () => {
    const picture = 'https://klick.example/t/o/1';
    expect(trackHtml('<body>x</body>', { picture }, [])).toMatch(
      /^<body>x<img src="https:\/\/klick\.example\/t\/o\/1" .*alt="".*><\/body>$/,
    );
    expect(trackHtml('x', { picture }, [])).toMatch(/^x<img /);
  });

  test('where a link leads is read with its entities, and written with them', () => {
    const through = (target: string) => `https://k.example/?to=${encodeURIComponent(target)}&x=1`;
    expect(trackHtml('<a class="b" href="https://s.example/?a=1&amp;b=%20">', { through }, [])).toBe(
      '<a class="b" href="https://k.example/?to=https%3A%2F%2Fs.example%2F%3Fa%3D1%26b%3D%2520&amp;x=1">',
    );
    expect(trackHtml('<link href="https://s.example/style.css">', { through }, [])).toBe('<link href="https://s.example/style.css">');
  });
});

test('a link with letters beyond ASCII leads where it says, written as browsers write it', async () => {
  const { app, delivery } = await tracked(true);
  const umlauts = mail.replace('https://shop.example/tulips?a=1&amp;b=2', 'https://shop.example/Łódź?für=1 €');
  const html = (await markMails(platform, [delivery.customerId]))(umlauts, delivery, 'advertising');
  const { statusCode, headers } = await app.inject({ url: linkIn(html), headers: agent });
  expect([statusCode, headers.location]).toEqual([302, 'https://shop.example/%C5%81%C3%B3d%C5%BA?f%C3%BCr=1%20%E2%82%AC']);
});
