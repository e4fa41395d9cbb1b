import { execFileSync } from 'node:child_process';
import { api, type Representative } from '@posthorn/contract';
import { sql } from 'kysely';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testApi } from '../../test/api.ts';
import { sendDeliveries } from '../../test/deliveries.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { content, importShop, olga, releaseShopTemplate, templateId } from '../../test/shop.ts';
import { customersById, customersRoom } from '../customers/index.ts';
import { setWishes } from '../customers/preferences/set-wishes.ts';
import { createDeliveries } from '../delivery/create-deliveries.ts';
import { deliveredFor, deliveryRoom, routeFor } from '../delivery/index.ts';
import { recordReceipts } from '../delivery/receipts/record-receipts.ts';
import { deliveriesOf } from '../delivery/store.ts';
import { communicationsById, communicationsOfChunk, findRun, letterCode, productionRoom, startRun } from '../production/index.ts';
import { archiveRoom, verifyArchive } from './index.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const rooms = [
  content,
  productionRoom({ route: (platform) => routeFor(platform.config), delivered: deliveredFor }),
  deliveryRoom,
  archiveRoom,
];
const place = { street: 'Alte Gasse', houseNumber: '7', postcode: '60313', city: 'Frankfurt', country: 'DE' };
const adviser: Representative = { kind: 'copy', name: 'Steuerberatung Lang', email: 'post@lang.example' };
const guardian: Representative = { kind: 'copy', name: 'Anna Vogt', channel: 'post', place };
const nobody: Representative = { kind: 'copy', name: 'Jan ohne Weg', phone: '+4915112345678' };

let platform: TestPlatform;
let customers: readonly string[];
let runId: string;

/** Three invoices: the first customer has copies for three, the second is represented by two, the third by nobody. */
beforeAll(async () => {
  platform = await testPlatform({ work: true, rooms, config: { demonstration: true, publicUrl: 'https://post.example' } });
  await importShop(platform, ['2011-12-09']);
  const { rows } = await sql<{ id: string }>`select c.id from intake.records r join customers.customers c on c.number = r.customer_number
    where r.customer_number is not null group by c.id order by min(r.id) limit 3`.execute(platform.db);
  customers = rows.map((row) => row.id);
  await setWishes(platform, olga, customers[0]!, { representatives: [adviser, guardian, nobody] });
  const joint = { kind: 'guardian', channel: 'post', place } as const;
  await setWishes(platform, olga, customers[1]!, {
    representatives: [
      { ...joint, name: 'Eva Erste' },
      { ...joint, name: 'Zoe Zweite' },
    ],
  });
  await releaseShopTemplate(platform);
  runId = (await startRun(platform, olga, { templateId, selection: { dataset: 'invoices', limit: 8 } })).id;
  await vi.waitFor(async () => expect((await findRun(platform.db, runId))?.endedAt).not.toBeNull(), { timeout: 90_000, interval: 100 });
  await platform.events.settled();
});
afterAll(() => platform.close());

async function communicationOf(customerId: string): Promise<string> {
  const { rows } = await sql<{
    id: string;
  }>`select id from production.communications where customer_id = ${customerId} order by id limit 1`.execute(platform.db);
  return rows[0]!.id;
}

const show = async (customerId: string) => {
  const { call, bytes } = await testApi(platform, [customersRoom, ...rooms]);
  const id = await communicationOf(customerId);
  return { id, call, bytes, communication: await call(api.communications.get, { params: { id } }) };
};

const textOf = (pdf: Buffer): string => execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString();

test('each recipient gets a copy of their own, by their way, with their address in the window and without the customer’s links', async () => {
  const { id, communication, bytes } = await show(customers[0]!);
  expect(communication.copies).toMatchObject([
    { number: 1, kind: 'copy', name: 'Steuerberatung Lang', channel: 'email', address: 'post@lang.example' },
    { number: 2, kind: 'copy', name: 'Anna Vogt', channel: 'post', address: 'Anna Vogt\nAlte Gasse 7\n60313 Frankfurt\nGERMANY' },
    { number: 3, kind: 'copy', name: 'Jan ohne Weg', fault: expect.stringContaining('No channel') },
  ]);
  await vi.waitFor(async () => expect((await deliveriesOf(platform.db, [id])).filter((one) => one.copy > 0)).toHaveLength(2));
  const letter = await bytes(api.communications.rendition, { params: { id, kind: 'pdf' }, query: { copy: 2 } });
  expect(textOf(letter.body)).toMatch(/Anna Vogt[\s\S]*Alte Gasse 7/);
  const data = async (copy?: number) =>
    JSON.parse(
      (await bytes(api.communications.rendition, { params: { id, kind: 'data' }, ...(copy ? { query: { copy } } : {}) })).body.toString(),
    );
  expect((await data()).links.preferences).toMatch(/^https:\/\/post.example\/p\//);
  expect(await data(1)).toMatchObject({ links: {}, customer: { representative: { kind: 'copy', name: 'Steuerberatung Lang' } } });
});

test('an e-mail is a mail of its own, to the recipient, and what becomes of it is known of this copy alone', async () => {
  const { id, call, bytes } = await show(customers[0]!);
  const copies = async () => (await call(api.communications.get, { params: { id } })).deliveries.filter((one) => one.copy === 1);
  await vi.waitFor(async () => expect(await copies()).toMatchObject([{ messageId: expect.any(String) }]), {
    timeout: 60_000,
    interval: 200,
  });
  await sendDeliveries(
    platform,
    (await deliveriesOf(platform.db, [id])).filter((one) => one.copy === 1),
  );
  const source = await bytes(api.communications.source, { params: { id }, query: { copy: 1 } });
  const mail = await PostalMime.parse(source.body);
  expect(mail.to).toEqual([{ name: 'Steuerberatung Lang', address: 'post@lang.example' }]);
  const [delivery] = (await deliveriesOf(platform.db, [id])).filter((one) => one.copy === 1);
  expect(mail.messageId).toContain(delivery!.id);
  await recordReceipts(platform, { channel: 'email', account: 'default' }, [
    { kind: 'bounced-hard', deliveryId: delivery!.id, detail: '550 no such user', reason: 'unknown-user' as never },
  ]);
  expect(await copies()).toMatchObject([{ state: 'bounced' }]);
  expect((await call(api.communications.get, { params: { id } })).deliveryState).not.toBe('bounced');
  const told = (await call(api.customers.timeline, { params: { id: customers[0]! }, query: { limit: 100 } })).rows.map(
    (one) => one.summary,
  );
  expect(told).toContain('Copy for Steuerberatung Lang: Came back (e-mail)');
  expect(told).toContain('No copy for Jan ohne Weg: No channel reaches the customer.');
  // The next one goes elsewhere, and nothing of the customer's own is touched.
  const customer = (await customersById(platform, [customers[0]!])).get(customers[0]!);
  expect(customer).toMatchObject({ deadAddresses: [{ channel: 'email', address: 'post@lang.example' }] });
});

test('of two guardians the first gets it in the customer’s stead and the other a copy; without representatives there is none', async () => {
  const { communication } = await show(customers[1]!);
  expect(communication).toMatchObject({ channel: 'post', copies: [{ kind: 'guardian', name: 'Zoe Zweite', channel: 'post' }] });
  const [letter] = communication.deliveries.filter((one) => one.copy === undefined);
  expect(letter!.address).toMatch(/^Eva Erste\n/);
  expect((await show(customers[2]!)).communication.copies).toEqual([]);
});

test('made again after a crash, nobody gets a second one; the policy was asked once', async () => {
  const { id } = await show(customers[0]!);
  const before = await deliveriesOf(platform.db, [id]);
  const { month } = (await findRun(platform.db, runId))!;
  for (let again = 0; again < 2; again++) {
    await platform.db.transaction().execute((trx) => createDeliveries(platform, trx, { runId, chunk: 1, month }));
  }
  expect((await communicationsOfChunk(platform.db, { runId, chunk: 1, month })).length).toBeGreaterThan(0);
  expect((await deliveriesOf(platform.db, [id])).map((one) => one.id)).toEqual(before.map((one) => one.id));
  const { rows } = await sql<{
    asked: number;
  }>`select count(*)::int as asked from governance.contacts where communication_id = ${id}`.execute(platform.db);
  expect(rows[0]!.asked).toBe(1);
});

test('who does not stand for the customer any more gets nothing, however late the communication goes out', async () => {
  const { id } = await show(customers[1]!);
  await setWishes(platform, olga, customers[1]!, { representatives: [] });
  await sql`delete from delivery.deliveries where communication_id = ${id}`.execute(platform.db);
  const { month } = (await findRun(platform.db, runId))!;
  const { rows } = await sql<{ number: number }>`select k.number from production.chunks k join production.communications c
    on c.run_id = k.run_id and c.record_id = any(k.record_ids) where c.id = ${id}`.execute(platform.db);
  await platform.db.transaction().execute((trx) => createDeliveries(platform, trx, { runId, chunk: rows[0]!.number, month }));
  const copies = (await deliveriesOf(platform.db, [id])).filter((one) => one.copy > 0);
  expect(copies).toMatchObject([{ state: 'cancelled', lastError: 'Zoe Zweite does not stand for the customer any more.' }]);
});

test('a letter that came back goes again to the address put right, once, the same words with that address and a code of its own', async () => {
  const { id, call, bytes } = await show(customers[0]!);
  const letter = (await deliveriesOf(platform.db, [id])).find((one) => one.copy === 2)!;
  const code = letterCode({ ...(await communicationsById(platform.db, [id]))[0]!, copy: 2 });
  await sql`update delivery.deliveries set state = 'printed' where id = ${letter.id}`.execute(platform.db);
  const { rows } = await call(api.returnedLetters.record, { body: { reason: 'moved', numbers: [code] } });
  expect(rows).toMatchObject([
    {
      state: 'noted',
      letter: { consequence: 'recipient', correctable: 'recipient', place, address: expect.arrayContaining(['Anna Vogt']) },
    },
  ]);
  const params = { id: letter.id };
  const moved = { ...place, street: 'Neue Gasse', houseNumber: '8' };
  expect(await call(api.returnedLetters.correct, { params, body: { place: moved } })).toMatchObject({ settled: 'corrected', place: moved });
  const again = await call(api.returnedLetters.sendAgain, { params });
  expect(again.again).toMatchObject({ address: ['Anna Vogt', 'Neue Gasse 8', '60313 Frankfurt', 'GERMANY'], state: expect.any(String) });
  await call(api.returnedLetters.sendAgain, { params });
  const copies = (await call(api.communications.get, { params: { id } })).copies;
  expect(copies.map((one) => [one.number, one.kind])).toEqual([
    [1, 'copy'],
    [2, 'copy'],
    [3, 'copy'],
    [4, 'copy'],
  ]);
  const read = async (copy: number) =>
    textOf((await bytes(api.communications.rendition, { params: { id, kind: 'pdf' }, query: { copy } })).body).replace(/\s+/g, ' ');
  expect(await read(4)).toBe((await read(2)).replaceAll('Alte Gasse 7', 'Neue Gasse 8'));
  expect((await call(api.communications.recompose, { params: { id } })).identical).toBe(true);
  const { refused } = await testApi(platform, [customersRoom, ...rooms]);
  expect(await refused(api.returnedLetters.settle, { params, body: { deed: 'undo' } })).toMatchObject({ code: 'returned.sent-again' });
});

test('copies are verified with the archive, and composed again to the same bytes', async () => {
  const { id, call } = await show(customers[0]!);
  const { identical, kinds } = await call(api.communications.recompose, { params: { id } });
  expect([identical, kinds.filter((one) => one.copy === 2).map((one) => one.kind)]).toEqual([
    true,
    expect.arrayContaining(['pdf', 'data']),
  ]);
  expect(await verifyArchive(platform)).toMatchObject({ intact: true });
  const { rows } = await sql<{ pack: string }>`select pack from production.renditions where copy = 2 limit 1`.execute(platform.db);
  await sql`delete from production.renditions where copy = 2 and kind = 'pdf' and communication_id = ${id}`.execute(platform.db);
  expect(rows).toHaveLength(1);
  expect((await verifyArchive(platform)).findings).toMatchObject([
    { kind: 'rendition-missing', subject: `communication/${id}`, detail: 'There is no rendition pdf of copy 2.' },
  ]);
});
