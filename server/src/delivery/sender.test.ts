import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { queueDeliveries, statesOf } from '../../test/deliveries.ts';
import { type Behaviour, MisbehavingSmtp } from '../../test/misbehaving-smtp.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import type { Platform } from '../platform/platform.ts';
import { emailChannel } from './email/channel.ts';
import type { SmtpSettings } from './email/settings.ts';
import { giveUpClaims } from './give-up-claims.ts';
import { Sender } from './sender.ts';
import { channelStates, claimDue, countsOf, deliveriesOf, findDelivery, receiptsOf } from './store.ts';

const policy = { firstPause: 60, longestPause: 3600, giveUpAfter: 3 * 86_400 };
const claimLifetime = 900;
const senders: Sender[] = [];
afterEach(async () => {
  await Promise.all(senders.splice(0).map((one) => one.stop()));
});

function startSender(platform: Platform, port: number, changes: Partial<SmtpSettings> = {}): Sender {
  const settings: SmtpSettings = {
    ...{ host: '127.0.0.1', port, tls: 'never', verifyCertificate: false, connections: 5 },
    ...{ messagesPerConnection: 100, messagesPerSecond: 0, connectTimeoutMs: 10_000, replyTimeoutMs: 10_000, messageTimeoutMs: 20_000 },
    ...changes,
  };
  const sender = new Sender(platform, emailChannel(platform, settings), { policy, claimLifetime });
  senders.push(sender);
  return sender;
}

async function smtp(behaviour: (recipient: string) => Behaviour = () => 'accept', port = 0): Promise<MisbehavingSmtp> {
  const server = await MisbehavingSmtp.start(behaviour, port);
  onTestFinished(() => server.stop());
  return server;
}

/** The local part of an address, up to its number, says what the server does with it. */
const byAddress = (recipient: string) => recipient.replace(/-?\d*@.*/, '') as Behaviour;
const addresses = (count: number, behaviour: Behaviour = 'accept') =>
  Array.from({ length: count }, (_, at) => `${behaviour}-${at}@example.org`);
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 50_000, interval: 50 });
const counted = async (platform: TestPlatform) =>
  Object.fromEntries((await countsOf(platform.db)).map((one) => [one.state, one.deliveries]));

test('what is due is sent once, with the bytes that lie in the archive, and counted', async () => {
  const platform = await testPlatform();
  const server = await smtp();
  const deliveries = await queueDeliveries(platform, addresses(120));
  expect(await counted(platform)).toEqual({ queued: 120 });
  startSender(platform, server.port);
  await until(async () => expect(await statesOf(platform, deliveries)).toEqual({ sent: 120 }));
  expect(new Set(server.received.map((mail) => mail.source)).size).toBe(120);
  const first = deliveries[0]!;
  const mail = server.received.find((one) => one.to === first.address)!;
  expect(mail).toMatchObject({ from: `bounces+${first.id}@example.com`, source: expect.stringContaining(`<${first.id}@example.com>`) });
  expect(await counted(platform)).toEqual({ sent: 120 });
  expect(await receiptsOf(platform.db, [first.id])).toMatchObject([{ kind: 'sent', detail: '250 2.0.0 queued as 12345' }]);
});

test('each answer leads to its state', async () => {
  const platform = await testPlatform();
  const server = await smtp(byAddress);
  const kinds: Behaviour[] = ['accept', 'refuse-recipient', 'defer-message', 'hang-up-after-message'];
  const deliveries = await queueDeliveries(
    platform,
    kinds.flatMap((kind) => addresses(3, kind)),
  );
  startSender(platform, server.port);
  await until(async () => expect(await statesOf(platform, deliveries)).toEqual({ sent: 3, failed: 3, queued: 3, unknown: 3 }));
  expect(await counted(platform)).toEqual({ sent: 3, failed: 3, queued: 3, unknown: 3 });
  const deferred = await findDelivery(platform.db, deliveries[6]!.id);
  expect(deferred).toMatchObject({ attempts: 1, lastError: '451 4.7.1 greylisted' });
  const pause = deferred!.nextAttemptAt!.getTime() - platform.clock().getTime();
  // Greylisted: the same mail is taken after some minutes, not before.
  expect(pause).toBeGreaterThan(290_000);
  expect(pause).toBeLessThanOrEqual(300_000);
});

test('what was deferred is tried again later with the same Message-ID; what is unknown is never sent again', async () => {
  const platform = await testPlatform();
  let goodDay = false;
  const server = await smtp((to) => (to.startsWith('unknown') ? 'hang-up-after-message' : goodDay ? 'accept' : 'defer-message'));
  const deliveries = await queueDeliveries(platform, [...addresses(5), 'unknown@example.org']);
  startSender(platform, server.port);
  await until(async () => expect(await statesOf(platform, deliveries)).toEqual({ queued: 5, unknown: 1 }));
  goodDay = true;
  platform.clock.advance(310_000);
  await until(async () => expect(await statesOf(platform, deliveries)).toEqual({ sent: 5, unknown: 1 }));
  platform.clock.advance(10 * 86_400_000);
  await sleep(1_500);
  const ids = server.received.map((mail) => /Message-ID: <(.+?)>/.exec(mail.source)![1]);
  expect(ids.sort()).toEqual(deliveries.map((one) => `${one.id}@example.com`).sort());
});

test('a delivery that could not be handed over for days is given up', async () => {
  const platform = await testPlatform();
  const server = await smtp(() => 'defer-recipient');
  const deliveries = await queueDeliveries(platform, addresses(1));
  platform.clock.advance(policy.giveUpAfter * 1000);
  startSender(platform, server.port);
  await until(async () => expect(await statesOf(platform, deliveries)).toEqual({ failed: 1 }));
  expect(await findDelivery(platform.db, deliveries[0]!.id)).toMatchObject({ lastError: 'given up: 451 4.3.0 come back later' });
});

test('a mail server that is down costs few attempts, is reported, and all goes out when it is back', async () => {
  const platform = await testPlatform();
  const first = await smtp();
  const port = first.port;
  await first.stop();
  const deliveries = await queueDeliveries(platform, addresses(200));
  startSender(platform, port);
  await until(async () => expect(await channelStates(platform.db)).toMatchObject([{ channel: 'email', up: false }]));
  const attempts = (
    await deliveriesOf(
      platform.db,
      deliveries.map((one) => one.communicationId),
    )
  ).reduce((sum, one) => sum + one.attempts, 0);
  expect(attempts).toBeLessThan(60);
  const again = await smtp(() => 'accept', port);
  platform.clock.advance(100_000);
  await until(async () => expect(await statesOf(platform, deliveries)).toEqual({ sent: 200 }));
  expect(again.received).toHaveLength(200);
  expect(await channelStates(platform.db)).toMatchObject([{ channel: 'email', up: true }]);
});

test('a sender that is stopped gives back what it had not begun', async () => {
  const platform = await testPlatform();
  const server = await smtp();
  const deliveries = await queueDeliveries(platform, addresses(200));
  const sender = startSender(platform, server.port, { messagesPerSecond: 40, connections: 2 });
  await until(async () => expect(server.received.length).toBeGreaterThan(10));
  await sender.stop();
  const states = await statesOf(platform, deliveries);
  expect(Object.keys(states).sort()).toEqual(['queued', 'sent']);
  expect(states.sent).toBe(server.received.length);
  const waiting = (
    await deliveriesOf(
      platform.db,
      deliveries.map((one) => one.communicationId),
    )
  ).filter((one) => one.state === 'queued');
  expect(waiting.every((one) => one.attempts === 0)).toBe(true);
  startSender(platform, server.port);
  await until(async () => expect(await statesOf(platform, deliveries)).toEqual({ sent: 200 }));
  expect(new Set(server.received.map((mail) => mail.to)).size).toBe(200);
  expect(server.received).toHaveLength(200);
});

test('a sender that is stopped does not wait for ever: what got no answer is unknown', async () => {
  const platform = await testPlatform();
  const server = await smtp(() => 'silent-after-message');
  const deliveries = await queueDeliveries(platform, addresses(30));
  const sender = startSender(platform, server.port, { replyTimeoutMs: 120_000, messageTimeoutMs: 120_000, connections: 3 });
  await until(async () => expect(server.received).toHaveLength(3));
  const begin = performance.now();
  await sender.stop();
  expect(performance.now() - begin).toBeLessThan(20_000);
  expect(await statesOf(platform, deliveries)).toEqual({ unknown: 3, queued: 27 });
});

test('several senders share the work and send nothing twice', async () => {
  const platform = await testPlatform();
  const server = await smtp();
  const deliveries = await queueDeliveries(platform, addresses(300));
  for (let at = 0; at < 3; at += 1) startSender(platform, server.port);
  await until(async () => expect(await statesOf(platform, deliveries)).toEqual({ sent: 300 }));
  expect(server.received).toHaveLength(300);
});

test('claims of a process that died become unknown, and only those', async () => {
  const platform = await testPlatform();
  const deliveries = await queueDeliveries(platform, addresses(9));
  const claim = (owner: string) =>
    platform.db.transaction().execute((trx) => claimDue(trx, { channel: 'email', account: 'default' }, owner, platform.clock(), 3));
  const { hostname } = await import('node:os');
  await claim(`${hostname()} ${process.pid} living`);
  await claim(`${hostname()} 4194303 dead`);
  await claim('elsewhere 17 quiet');
  expect(await giveUpClaims(platform, claimLifetime)).toBe(3);
  expect(await statesOf(platform, deliveries)).toEqual({ sending: 6, unknown: 3 });
  platform.clock.advance(claimLifetime * 1000 + 1);
  expect(await giveUpClaims(platform, claimLifetime)).toBe(6);
  expect(await statesOf(platform, deliveries)).toEqual({ unknown: 9 });
});
