import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { MessageCentre, type Treatment } from '../../../../test/message-centre.ts';
import type { ProviderReceipt, Reply } from '../../receipts/types.ts';
import { SmppCarrier, type SmppOptions } from './carrier.ts';

const running: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.stop();
});

/** The first digits of a number say what the centre does with a message. */
const treatments: Readonly<Record<string, Treatment>> = {
  ...{ '490': 'accept', '491': 'refuse', '492': 'throttle', '493': 'hang-up', '494': 'silent', '495': 'system-error', '496': 'queue-full' },
};

async function centreAndCarrier(changes: Partial<SmppOptions> = {}, keep: () => Promise<void> = async () => {}) {
  const centre = await MessageCentre.start((pdu) => treatments[pdu.destination_addr.slice(0, 3)] ?? 'accept');
  const receipts: ProviderReceipt[] = [];
  const replies: Reply[] = [];
  const options: SmppOptions = {
    ...{ host: '127.0.0.1', port: centre.port, tls: false, systemId: 'posthorn', password: 'secret', systemType: '' },
    ...{ bind: 'transceiver', window: 5, connectTimeoutMs: 5_000, responseTimeoutMs: 5_000, enquireAfterMs: 30_000 },
    ...{ from: 'Kontor', longMessages: 'udh' },
    ...changes,
  };
  const carrier = new SmppCarrier(options, {
    receipts: async (some) => {
      await keep();
      receipts.push(...some);
    },
    replies: async (some) => void replies.push(...some),
  });
  running.push(centre, { stop: () => carrier.close() });
  return { centre, carrier, receipts, replies };
}

const always = () => true;
const send = (carrier: SmppCarrier, to: string, text = 'Guten Tag') => carrier.send({ id: 'd1', to: `+${to}`, text }, always);

test('each answer of the message centre has a clear meaning', async () => {
  const { carrier, centre } = await centreAndCarrier();
  expect(await send(carrier, '4901')).toEqual({ kind: 'sent', detail: 'ESME_ROK m1', messageId: 'm1', segments: 1 });
  expect(await send(carrier, '4911')).toEqual({ kind: 'refused', error: 'ESME_RINVDSTADR' });
  expect(await send(carrier, '4921')).toMatchObject({ kind: 'deferred', error: 'ESME_RTHROTTLED', throttled: true });
  expect(await send(carrier, '4961')).toMatchObject({ kind: 'deferred', error: 'ESME_RMSGQFUL', throttled: true });
  expect(await send(carrier, '4951')).toEqual({ kind: 'deferred', error: 'ESME_RSYSERR' });
  expect(await send(carrier, '4931')).toMatchObject({ kind: 'unknown', error: expect.stringContaining('no answer') });
  expect(centre.taken.map((one) => one.to)).toEqual(['4901', '4931']);
  expect(centre.taken[0]).toMatchObject({ from: 'Kontor', text: 'Guten Tag', wantsReceipt: true, dataCoding: 0 });
});

test('after a lost answer all others under way are unknown too, and the next message goes over a new session', async () => {
  const { carrier, centre } = await centreAndCarrier({ responseTimeoutMs: 600 });
  expect(await send(carrier, '4941')).toMatchObject({ kind: 'unknown', error: expect.stringContaining('within 0.6 s') });
  await vi.waitFor(async () => expect(await send(carrier, '4901')).toMatchObject({ kind: 'sent' }), { timeout: 40_000 });
  expect(centre.binds.length).toBeGreaterThanOrEqual(2);
});

test('no more messages wait for answers than the window allows', async () => {
  const { carrier, centre } = await centreAndCarrier({ window: 4 });
  centre.delay = 30;
  expect(carrier.parallel).toBe(4);
  await Promise.all(Array.from({ length: 20 }, (_, at) => send(carrier, `490${at}`)));
  expect(centre.taken).toHaveLength(20);
  expect(centre.widest).toBeLessThanOrEqual(4);
});

test('umlauts and the euro go in the short alphabet, what it lacks as UCS-2', async () => {
  const { carrier, centre } = await centreAndCarrier();
  await send(carrier, '4901', 'Grüße für 5 € [ab {morgen}] ~ \\ ^ |');
  await send(carrier, '4902', 'Привет 😀');
  expect(centre.taken.map(({ text, dataCoding }) => ({ text, dataCoding }))).toEqual([
    { text: 'Grüße für 5 € [ab {morgen}] ~ \\ ^ |', dataCoding: 0 },
    { text: 'Привет 😀', dataCoding: 8 },
  ]);
});

test.each(['udh', 'sar', 'payload'] as const)('a long message arrives whole: %s', async (longMessages) => {
  const { carrier, centre } = await centreAndCarrier({ longMessages });
  const text = `${'Zeile mit €uro und ß. '.repeat(18)}Ende`;
  const outcome = await send(carrier, '4901', text);
  expect(outcome).toMatchObject({ kind: 'sent', segments: 3 });
  expect(centre.taken.map((one) => one.text).join('')).toBe(text);
  if (longMessages === 'payload') return expect(centre.taken).toHaveLength(1);
  expect(outcome).toMatchObject({ parts: ['m1', 'm2', 'm3'] });
  const numbers = centre.taken.map(({ udh, sar }) => (udh === undefined ? sar!.slice(1) : [udh.at(-2), udh.at(-1)]));
  expect(numbers).toEqual([
    [3, 1],
    [3, 2],
    [3, 3],
  ]);
});

test('a receipt is acknowledged when it is kept, and not before', async () => {
  let fails = true;
  const { carrier, centre, receipts } = await centreAndCarrier({}, async () => {
    if (fails) throw new Error('the database is away');
  });
  await send(carrier, '4901');
  const [taken] = centre.taken;
  expect(await centre.receipt(taken!)).toBe(0x64);
  fails = false;
  expect(await centre.receipt(taken!)).toBe(0);
  expect(receipts).toEqual([{ kind: 'delivered', messageId: 'm1', detail: 'DELIVRD', at: new Date('2026-11-22T12:01:00Z') }]);
});

test('receipts are read from text and from optional parameters, in all their states', async () => {
  const { carrier, centre, receipts } = await centreAndCarrier();
  await send(carrier, '4901');
  const [taken] = centre.taken;
  await centre.receipt(taken!, 'UNDELIV', '001');
  await centre.receipt(taken!, 'UNDELIV', '027');
  await centre.receipt(taken!, 'EXPIRED');
  await centre.receipt(taken!, 'ENROUTE');
  await centre.deliver({ source_addr: taken!.to, esm_class: 4, receipted_message_id: 'm1', message_state: 2, short_message: '' });
  expect(receipts.map(({ kind, messageId, detail }) => [kind, messageId, detail])).toEqual([
    ['bounced-hard', 'm1', 'UNDELIV err 001'],
    ['bounced-soft', 'm1', 'UNDELIV err 027'],
    ['expired', 'm1', 'EXPIRED'],
    ['delayed', 'm1', 'ENROUTE'],
    ['delivered', 'm1', 'DELIVRD'],
  ]);
});

test('a reply comes with its number in international form and its text in any alphabet', async () => {
  const { carrier, centre, replies } = await centreAndCarrier();
  expect(await carrier.check()).toMatchObject({ ok: true });
  await centre.deliver({ source_addr: '4915112345', source_addr_ton: 1, destination_addr: '12345', short_message: 'STOPP für €' });
  await centre.deliver({ source_addr: '4915112345', source_addr_ton: 1, destination_addr: '12345', data_coding: 8, short_message: 'Стоп' });
  expect(replies.map(({ from, to, text }) => [from, to, text])).toEqual([
    ['+4915112345', '12345', 'STOPP für €'],
    ['+4915112345', '12345', 'Стоп'],
  ]);
});

test('a message centre that says nothing is asked whether it is there', async () => {
  const { carrier, centre } = await centreAndCarrier({ enquireAfterMs: 50 });
  await carrier.check();
  await vi.waitFor(() => expect(centre.enquiries).toBeGreaterThan(1), { timeout: 40_000 });
});

test('a wrong password and a centre that is not there defer, and are not tried in a loop', async () => {
  const { carrier, centre } = await centreAndCarrier({ password: 'wrong' });
  expect(await send(carrier, '4901')).toMatchObject({
    kind: 'deferred',
    channelDown: true,
    error: expect.stringContaining('ESME_RINVPASWD'),
  });
  expect(await send(carrier, '4901')).toMatchObject({
    kind: 'deferred',
    channelDown: true,
    error: expect.stringContaining('tried again in'),
  });
  expect(centre.binds).toEqual([]);
});

test('it comes back by itself when the centre was away, to hear receipts', async () => {
  const { carrier, centre } = await centreAndCarrier();
  await carrier.check();
  centre.hangUp();
  await vi.waitFor(() => expect(centre.binds).toHaveLength(2), { timeout: 40_000 });
});

test('closing says goodbye and leaves no connection', async () => {
  const { carrier, centre } = await centreAndCarrier();
  await send(carrier, '4901');
  carrier.close();
  await vi.waitFor(() => expect(centre.sessions).toBe(0), { timeout: 40_000 });
  await sleep(50);
  expect(centre.binds).toHaveLength(1);
});
