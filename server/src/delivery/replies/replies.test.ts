import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { api } from '@posthorn/contract';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type TestApi, testApi } from '../../../test/api.ts';
import { queueDeliveries } from '../../../test/deliveries.ts';
import { MessageCentre } from '../../../test/message-centre.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { customersRoom } from '../../customers/index.ts';
import { newId } from '../../platform/db/index.ts';
import { Senders } from '../accounts/keep-senders.ts';
import { deliveryRoom } from '../index.ts';
import { twilioSignature } from '../sms/twilio/adapter.ts';
import { deliveriesOf, receiptsOf } from '../store.ts';

const policy = { firstPause: 60, longestPause: 3600, giveUpAfter: 86_400 };
const rooms = [customersRoom, deliveryRoom];
const running: { stop(): unknown }[] = [];
let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ rooms });
});
afterAll(() => platform.close());
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.stop();
  await sql`delete from delivery.accounts`.execute(platform.db);
});

/** A gateway that speaks as Twilio does, and keeps what it was asked. */
async function twilio() {
  const asked: { readonly authorization: string; readonly form: URLSearchParams }[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    if (request.method === 'GET') return response.writeHead(200).end('{}');
    asked.push({ authorization: String(request.headers.authorization), form: new URLSearchParams(body) });
    return response.writeHead(201).end(JSON.stringify({ sid: `SM${asked.length}`, num_segments: '1' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push({ stop: () => new Promise((resolve) => server.close(resolve)) });
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function account({ call }: TestApi, settings: Record<string, string | number | boolean>, kind: string): Promise<string> {
  const rest = { brands: [], rank: 1, perSecond: 0, prices: {}, currency: 'EUR', keepOrder: false };
  const { id } = await call(api.channels.add, { body: { kind, name: `${kind} ${newId()}`, settings, ...rest } });
  return id;
}

async function customerWith(phone: string, language = 'de'): Promise<string> {
  const id = newId();
  await sql`insert into customers.customers (id, number, name, language, country, address, attributes, preferences, search, hash, created_at, updated_at)
    values (${id}, ${id}, 'Erika Muster', ${language}, 'DE', '{"lines": [], "country": "DE"}', '{}', '{}', '', '', now(), now())`.execute(
    platform.db,
  );
  await sql`insert into customers.contact_points (id, customer_id, channel, address, state) values (${newId()}, ${id}, 'sms', ${phone}, 'valid')`.execute(
    platform.db,
  );
  return id;
}

const consents = async ({ call }: TestApi, id: string) => (await call(api.consents.ofCustomer, { params: { id } })).permissions;
const answers = async (sender: string) => {
  const { rows } = await sql<{ keyword: string; answer: string; state: string }>`select keyword, answer, answer_state as state
    from delivery.replies where sender = ${sender} order by id`.execute(platform.db);
  return rows;
};
async function startSenders(): Promise<void> {
  const senders = new Senders(platform, { policy, claimLifetime: 900 });
  running.push(senders);
  await senders.look();
}

/** Calls the address of an account as Twilio does. */
async function callBack({ app }: TestApi, id: string, fields: Record<string, string>, token = 'token'): Promise<number> {
  const path = `/api/channels/accounts/${id}/events`;
  const form = new URLSearchParams(fields);
  const headers = {
    host: 'posthorn.example',
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': twilioSignature(token, `http://posthorn.example${path}`, form),
  };
  return (await app.inject({ method: 'POST', url: path, headers, payload: form.toString() })).statusCode;
}

test('STOPP ends advertising at once, with the message as proof, and is answered once however often it is brought', async () => {
  const gateway = await twilio();
  const door = await testApi(platform, rooms);
  const id = await account(door, { accountSid: 'AC1', authToken: 'token', from: '+4912345', url: gateway.url }, 'twilio');
  const customer = await customerWith('+4915111111');
  await startSenders();
  const said = { MessageSid: 'SM77', From: '+4915111111', To: '+4912345', Body: 'Stopp bitte!' };
  expect(await callBack(door, id, said)).toBe(200);
  expect(await callBack(door, id, said)).toBe(200);
  expect(await consents(door, customer)).toMatchObject([{ purpose: 'advertising', channel: 'sms', state: 'ended' }]);
  const { entries } = await door.call(api.consents.ofCustomer, { params: { id: customer } });
  expect(entries).toMatchObject([{ act: 'objected', way: 'sms', evidence: { text: 'Stopp bitte!', from: '+4915111111', to: '+4912345' } }]);
  await vi.waitFor(async () => expect(await answers('+4915111111')).toMatchObject([{ keyword: 'stop', state: 'sent' }]), 40_000);
  expect(gateway.asked.map(({ form }) => [form.get('To'), form.get('From')])).toEqual([['+4915111111', '+4912345']]);
  expect(gateway.asked[0]!.form.get('Body')).toContain('keine Werbung mehr');
  expect(gateway.asked[0]!.authorization).toBe(`Basic ${Buffer.from('AC1:token').toString('base64')}`);
});

test('a callback with a wrong signature changes nothing', async () => {
  const door = await testApi(platform, rooms);
  const id = await account(door, { accountSid: 'AC1', authToken: 'token', from: '+4912345' }, 'twilio');
  const customer = await customerWith('+4915122222');
  expect(await callBack(door, id, { MessageSid: 'SM1', From: '+4915122222', To: '+1', Body: 'STOP' }, 'guessed')).toBe(401);
  expect(await consents(door, customer)).toEqual([]);
  expect(await answers('+4915122222')).toEqual([]);
});

test('START takes it back, HELP only answers, and two machines do not answer each other for ever', async () => {
  const door = await testApi(platform, rooms);
  const id = await account(door, { accountSid: 'AC1', authToken: 'token', from: '+4912345' }, 'twilio');
  const customer = await customerWith('+4915133333', 'en');
  const says = async (text: string) => {
    platform.clock.advance(90_000);
    expect(await callBack(door, id, { MessageSid: newId(), From: '+4915133333', To: '+1', Body: text })).toBe(200);
  };
  await says('STOP');
  await says('START');
  expect(await consents(door, customer)).toMatchObject([{ channel: 'sms', state: 'granted', address: '+4915133333' }]);
  await says('HELP');
  await callBack(door, id, { MessageSid: newId(), From: '+4915133333', To: '+1', Body: 'Help' });
  expect((await answers('+4915133333')).map(({ keyword, answer }) => [keyword, answer !== null])).toEqual([
    ['stop', true],
    ['start', true],
    ['help', true],
    ['help', false],
  ]);
});

test('a status callback becomes a receipt of its delivery', async () => {
  const gateway = await twilio();
  const door = await testApi(platform, rooms);
  const id = await account(door, { accountSid: 'AC1', authToken: 'token', from: '+4912345', url: gateway.url }, 'twilio');
  const [delivery] = await queueDeliveries(platform, ['+4915144444'], { channel: 'sms' });
  await sql`update delivery.deliveries set state = 'sent', message_id = 'SM900', account = ${id} where id = ${delivery!.id}`.execute(
    platform.db,
  );
  for (const status of ['sent', 'delivered', 'delivered'])
    expect(await callBack(door, id, { MessageSid: 'SM900', MessageStatus: status })).toBe(200);
  const [after] = await deliveriesOf(platform.db, [delivery!.communicationId]);
  expect(after).toMatchObject({ state: 'delivered' });
  expect((await receiptsOf(platform.db, [delivery!.id])).map((one) => one.kind)).toEqual(['accepted', 'delivered']);
});

test('replies by SMPP are kept before they are acknowledged; receipts of all parts make the whole delivered', async () => {
  const centre = await MessageCentre.start();
  running.push(centre);
  const door = await testApi(platform, rooms);
  const settings = { host: '127.0.0.1', port: centre.port, systemId: 'posthorn', password: 'secret', from: '12345' };
  const id = await account(door, settings, 'smpp');
  const customer = await customerWith('+4915155555');
  await startSenders();
  await vi.waitFor(() => expect(centre.binds).toEqual(['bind_transceiver']), 40_000);
  const reply = { source_addr: '4915155555', source_addr_ton: 1, destination_addr: '12345', short_message: 'ABMELDEN' };
  expect(await centre.deliver(reply)).toBe(0);
  expect(await consents(door, customer)).toMatchObject([{ channel: 'sms', state: 'ended' }]);
  await vi.waitFor(() => expect(centre.taken.map((one) => one.to)).toEqual(['4915155555']), 40_000);
  const [delivery] = await queueDeliveries(platform, ['+4915155555'], { channel: 'sms', customerId: customer });
  await sql`update delivery.deliveries set state = 'sent', account = ${id} where id = ${delivery!.id}`.execute(platform.db);
  await sql`insert into delivery.message_parts (account, message_id, delivery_id, part, parts, at)
    values (${id}, 'p1', ${delivery!.id}, 1, 2, now()), (${id}, 'p2', ${delivery!.id}, 2, 2, now())`.execute(platform.db);
  const state = async () => (await deliveriesOf(platform.db, [delivery!.communicationId]))[0]!.state;
  expect(await centre.receipt({ id: 'p2', to: '4915155555', from: '12345' })).toBe(0);
  expect(await state()).toBe('sent');
  expect(await centre.receipt({ id: 'p1', to: '4915155555', from: '12345' })).toBe(0);
  expect(await state()).toBe('delivered');
});

test('a number that nobody has is put on the list of complaints when it says STOP', async () => {
  const door = await testApi(platform, rooms);
  const id = await account(door, { accountSid: 'AC1', authToken: 'token', from: '+4912345' }, 'twilio');
  expect(await callBack(door, id, { MessageSid: 'SM5', From: '+4915166666', To: '+1', Body: 'STOP' })).toBe(200);
  const { rows } = await sql<{ name: string }>`select name from customers.suppression_lists where listed_by = 'sms'`.execute(platform.db);
  expect(rows).toEqual([{ name: 'complaints-sms' }]);
});
