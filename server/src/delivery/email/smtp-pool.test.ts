import { afterEach, expect, test } from 'vitest';
import { type Behaviour, MisbehavingSmtp } from '../../../test/misbehaving-smtp.ts';
import type { SmtpSettings } from './settings.ts';
import { SmtpPool } from './smtp-pool.ts';

const running: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

const settingsFor = (port: number, changes: Partial<SmtpSettings> = {}): SmtpSettings => ({
  host: '127.0.0.1',
  port,
  tls: 'opportunistic',
  verifyCertificate: true,
  connections: 2,
  messagesPerConnection: 100,
  messagesPerSecond: 0,
  connectTimeoutMs: 2_000,
  replyTimeoutMs: 1_000,
  messageTimeoutMs: 2_000,
  ...changes,
});

/** The local part of the recipient says what the server does. */
async function serverAndPool(changes: Partial<SmtpSettings> = {}) {
  const server = await MisbehavingSmtp.start((recipient) => recipient.split('@')[0] as Behaviour);
  const pool = new SmtpPool(settingsFor(server.port, changes));
  running.push({ stop: () => pool.close() }, server);
  return { server, pool };
}

const mailTo = (behaviour: Behaviour, size = 1_000) => ({
  from: 'bounces+1@example.com',
  to: `${behaviour}@example.org`,
  source: Buffer.from(
    `Subject: test\r\n\r\n.dots\r\n${'x'
      .repeat(76)
      .concat('\r\n')
      .repeat(size / 78)}end\r\n`,
  ),
});

test('a message that the server takes is sent, byte for byte', async () => {
  const { server, pool } = await serverAndPool();
  const mail = mailTo('accept', 200_000);
  expect(await pool.send(mail)).toEqual({ kind: 'sent', detail: '250 2.0.0 queued as 12345' });
  expect(server.received).toEqual([{ from: mail.from, to: mail.to, source: mail.source.toString() }]);
});

test.each([
  ['defer-recipient', 'deferred', '451 4.3.0 come back later'],
  ['refuse-recipient', 'refused', '550 5.1.1 no such user'],
  ['defer-message', 'deferred', '451 4.7.1 greylisted'],
  ['refuse-message', 'refused', '554 5.7.1 not wanted here'],
] as const)('an answer is always certain: %s', async (behaviour, kind, error) => {
  const { server, pool } = await serverAndPool();
  // Greylisting says how long it takes.
  const wait = error.includes('greylisted') ? { retryAfterSeconds: 300 } : {};
  expect(await pool.send(mailTo(behaviour))).toEqual({ kind, error, ...wait });
  expect(await pool.send(mailTo('accept'))).toMatchObject({ kind: 'sent' });
  expect(server.connections).toBe(1);
});

test('a server that closes (421) puts the channel at fault, not the message', async () => {
  const { pool } = await serverAndPool();
  expect(await pool.send(mailTo('closing'))).toMatchObject({ kind: 'deferred', channelDown: true });
});

test('a connection that breaks within a long message has delivered nothing', async () => {
  const { pool } = await serverAndPool();
  expect(await pool.send(mailTo('hang-up-in-message', 20_000_000))).toMatchObject({ kind: 'deferred', channelDown: true });
});

test('a connection that breaks after the whole message leaves its fate unknown', async () => {
  const { server, pool } = await serverAndPool();
  expect(await pool.send(mailTo('hang-up-after-message', 100_000))).toMatchObject({ kind: 'unknown' });
  expect(server.received).toHaveLength(1);
});

test('a server that never answers after the whole message leaves its fate unknown', async () => {
  const { pool } = await serverAndPool();
  expect(await pool.send(mailTo('silent-after-message'))).toMatchObject({ kind: 'unknown' });
});

test('a kept connection that the server closed meanwhile is replaced without harm', async () => {
  const { server, pool } = await serverAndPool();
  await pool.send(mailTo('accept'));
  server.hangUp();
  expect(await pool.send(mailTo('accept'))).toMatchObject({ kind: 'sent' });
  expect(server.connections).toBe(2);
});

test('nobody listening defers the message and names the channel as the cause', async () => {
  const { server, pool } = await serverAndPool();
  const port = server.port;
  await server.stop();
  running.length = 0;
  const outcome = await pool.send(mailTo('accept'));
  expect(outcome).toMatchObject({ kind: 'deferred', channelDown: true });
  expect(outcome).toHaveProperty('error', expect.stringContaining(`127.0.0.1:${port}`));
  pool.close();
});

test('no more connections are opened than allowed, and each is used no longer than allowed', async () => {
  const { server, pool } = await serverAndPool({ connections: 2, messagesPerConnection: 10 });
  const outcomes = await Promise.all(Array.from({ length: 40 }, () => pool.send(mailTo('accept'))));
  expect(outcomes.every((outcome) => outcome?.kind === 'sent')).toBe(true);
  expect(server.received).toHaveLength(40);
  expect(server.connections).toBe(4);
});

test('messages a second stay within the limit', async () => {
  const { pool } = await serverAndPool({ messagesPerSecond: 50, connections: 5 });
  const begin = performance.now();
  await Promise.all(Array.from({ length: 75 }, () => pool.send(mailTo('accept'))));
  expect(performance.now() - begin).toBeGreaterThan(400);
});

test('a message that may not be begun any more, when its turn comes, is left alone', async () => {
  const { server, pool } = await serverAndPool({ connections: 1 });
  let open = true;
  const first = pool.send(mailTo('accept'));
  const second = pool.send(mailTo('accept'), () => open);
  open = false;
  expect(await first).toMatchObject({ kind: 'sent' });
  expect(await second).toBeUndefined();
  expect(server.received).toHaveLength(1);
});

test('an address that would break out of the envelope is refused before a word is said', async () => {
  const { server, pool } = await serverAndPool();
  const outcome = await pool.send({ ...mailTo('accept'), to: 'a@example.org>\r\nRCPT TO:<b@example.org' });
  expect(outcome).toMatchObject({ kind: 'refused' });
  expect(server.received).toEqual([]);
});
