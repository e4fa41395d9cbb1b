import { sql } from 'kysely';
import { createTransport } from 'nodemailer';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { addCustomer, queueDeliveries, sendDeliveries, statesOf } from '../../../test/deliveries.ts';
import { MisbehavingSmtp } from '../../../test/misbehaving-smtp.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { Postfix, postfixAvailable } from '../../../test/postfix.ts';
import { emailChannel } from '../email/channel.ts';
import { Sender } from '../sender.ts';
import { countsOf, receiptsOf } from '../store.ts';
import type { NewDelivery } from '../types.ts';
import { startBounceReceiver } from './receiver.ts';

const report = (about: string, said: string, extra: readonly string[] = []) =>
  [
    'From: Mail Delivery System <MAILER-DAEMON@mx.example>', 'To: bounces@example.com', 'Subject: Undelivered Mail Returned to Sender', 'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"', '', '--b', 'Content-Type: text/plain', '', `<${about}>: ${said}`, '',
    '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', '', `Final-Recipient: rfc822; ${about}`, ...extra, `Diagnostic-Code: smtp; ${said}`, '', '--b--', '',
  ].join('\r\n'); // biome-ignore format: a mail

const refused = (about: string, said = '550 5.1.1 User unknown') => report(about, said, ['Action: failed', 'Status: 5.1.1']);

async function receiver(platform: TestPlatform) {
  const server = await startBounceReceiver(platform, '127.0.0.1', 0, 'bounces');
  onTestFinished(() => server.stop());
  const client = createTransport({ host: '127.0.0.1', port: server.port, ignoreTLS: true });
  onTestFinished(() => client.close());
  return (to: string, raw: string) =>
    client.sendMail({ envelope: { from: '', to }, raw }).then((done: { response: string }) => done.response);
}

/** Deliveries that were sent, each to a customer with that address. */
async function sentTo(platform: TestPlatform, ...addresses: string[]): Promise<readonly NewDelivery[]> {
  const deliveries = await queueDeliveries(platform, addresses);
  for (const { customerId, address } of deliveries) await addCustomer(platform, customerId, address);
  await sendDeliveries(platform, deliveries);
  return deliveries;
}

const contactOf = async (platform: TestPlatform, customerId: string) =>
  (
    await sql<{
      state: string;
      state_reason: string | null;
    }>`select state, state_reason from customers.contact_points where customer_id = ${customerId}`.execute(platform.db)
  ).rows[0];

test('a dead address: the delivery bounced, the receipt says why, no more mail goes there, and the audit knows', async () => {
  const platform = await testPlatform();
  const send = await receiver(platform);
  const [delivery, other] = await sentTo(platform, 'anna@there.example', 'bert@there.example');
  expect(await send(`bounces+${delivery!.id}@example.com`, refused('anna@there.example'))).toBe('250 2.0.0 noted');
  expect(await statesOf(platform, [delivery!, other!])).toEqual({ bounced: 1, sent: 1 });
  expect(await receiptsOf(platform.db, [delivery!.id])).toMatchObject([
    { kind: 'bounced-hard', detail: 'userunknown 5.1.1: 550 5.1.1 User unknown' },
  ]);
  expect(await contactOf(platform, delivery!.customerId)).toEqual({ state: 'bounced', state_reason: 'Mail came back: userunknown' });
  expect(await contactOf(platform, other!.customerId)).toMatchObject({ state: 'valid' });
  expect(Object.fromEntries((await countsOf(platform.db)).map((one) => [one.state, one.deliveries]))).toMatchObject({ bounced: 1 });
  expect((await platform.audit.verify()).entries).toBe(1);
});

test('a full mailbox comes back, but the address stays', async () => {
  const platform = await testPlatform();
  const send = await receiver(platform);
  const [delivery] = await sentTo(platform, 'anna@there.example');
  await send(
    `bounces+${delivery!.id}@example.com`,
    report('anna@there.example', '552 5.2.2 Mailbox full', ['Action: failed', 'Status: 5.2.2']),
  );
  expect(await statesOf(platform, [delivery!])).toEqual({ bounced: 1 });
  expect(await contactOf(platform, delivery!.customerId)).toMatchObject({ state: 'valid' });
});

test('a delay and an absence note change nothing but the receipts', async () => {
  const platform = await testPlatform();
  const send = await receiver(platform);
  const [delivery] = await sentTo(platform, 'anna@there.example');
  const to = `bounces+${delivery!.id}@example.com`;
  await send(to, report('anna@there.example', '450 4.2.0 try later', ['Action: delayed', 'Status: 4.2.0']));
  await send(to, 'From: anna@there.example\r\nSubject: Abwesenheit\r\nAuto-Submitted: auto-replied\r\n\r\nBin im Urlaub.\r\n');
  expect(await statesOf(platform, [delivery!])).toEqual({ sent: 1 });
  expect((await receiptsOf(platform.db, [delivery!.id])).map(({ kind }) => kind)).toEqual(['delayed', 'answered-automatically']);
});

test('a complaint ends the mails to that address', async () => {
  const platform = await testPlatform();
  const send = await receiver(platform);
  const [delivery] = await sentTo(platform, 'anna@there.example');
  const complaint =
    'From: f@there.example\r\nSubject: Abuse\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n\r\n--b--\r\n';
  await send(`bounces+${delivery!.id}@example.com`, complaint);
  expect(await contactOf(platform, delivery!.customerId)).toMatchObject({ state: 'opted_out' });
  expect(await statesOf(platform, [delivery!])).toEqual({ delivered: 1 });
});

test('a mail to the unsubscribe address ends advertising, whatever it says, once', async () => {
  const platform = await testPlatform();
  const send = await receiver(platform);
  const [delivery] = await sentTo(platform, 'anna@there.example');
  const to = `bounces-unsubscribe+${delivery!.id}@example.com`;
  for (const text of ['unsubscribe', 'please']) await send(to, `From: anna@there.example\r\nSubject: ${text}\r\n\r\n${text}\r\n`);
  expect((await receiptsOf(platform.db, [delivery!.id])).map(({ kind }) => kind)).toEqual(['unsubscribed']);
  const { rows } = await sql<{ act: string }>`select act from customers.consents where customer_id = ${delivery!.customerId}`.execute(
    platform.db,
  );
  expect(rows).toEqual([{ act: 'objected' }]);
  expect(await contactOf(platform, delivery!.customerId)).toMatchObject({ state: 'valid' });
});

test('the same mail twice is noted once; ours forwarded to a dead address keeps ours', async () => {
  const platform = await testPlatform();
  const send = await receiver(platform);
  const [delivery] = await sentTo(platform, 'anna@there.example');
  const to = `bounces+${delivery!.id}@example.com`;
  const elsewhere = refused('old@elsewhere.example');
  await Promise.all([send(to, elsewhere), send(to, elsewhere), send(to, elsewhere)]);
  expect(await receiptsOf(platform.db, [delivery!.id])).toHaveLength(1);
  expect(await contactOf(platform, delivery!.customerId)).toMatchObject({ state: 'valid' });
});

test('what is no return path is refused, what nobody knows is taken and left, what comes too early shall come again', async () => {
  const platform = await testPlatform();
  const send = await receiver(platform);
  await expect(send('postmaster@example.com', refused('a@b.example'))).rejects.toThrow(/550 5\.1\.1/);
  expect(await send('bounces+nobody@example.com', refused('a@b.example'))).toMatch(/^250/);
  const [delivery] = await queueDeliveries(platform, ['anna@there.example']);
  await expect(send(`bounces+${delivery!.id}@example.com`, refused('anna@there.example'))).rejects.toThrow(/451 4\.3\.0/);
  expect(await statesOf(platform, [delivery!])).toEqual({ queued: 1 });
});

test('a mail that the database cannot note is not taken', async () => {
  const platform = await testPlatform();
  const send = await receiver(platform);
  const [delivery] = await sentTo(platform, 'anna@there.example');
  await sql`alter table delivery.returned_mails add constraint full_disk check (false) not valid`.execute(platform.db);
  await expect(send(`bounces+${delivery!.id}@example.com`, refused('anna@there.example'))).rejects.toThrow(/451 4\.3\.0/);
  expect(await statesOf(platform, [delivery!])).toEqual({ sent: 1 });
  await sql`alter table delivery.returned_mails drop constraint full_disk`.execute(platform.db);
  expect(await send(`bounces+${delivery!.id}@example.com`, refused('anna@there.example'))).toMatch(/^250/);
});

describe.skipIf(!postfixAvailable)('with Postfix between', () => {
  test('mails go out, a dead address comes back by itself, and is dead for us', async () => {
    const platform = await testPlatform();
    const server = await startBounceReceiver(platform, '127.0.0.1', 0, 'bounces');
    onTestFinished(() => server.stop());
    const dead = await MisbehavingSmtp.start(() => 'refuse-recipient');
    onTestFinished(() => dead.stop());
    const postfix = await Postfix.start(18_731, { returns: server.port, dead: dead.port });
    onTestFinished(() => postfix.stop());
    const deliveries = await queueDeliveries(platform, ['anna@example.org', 'bert@dead.example']);
    for (const { customerId, address } of deliveries) await addCustomer(platform, customerId, address);
    const settings = { host: '127.0.0.1', port: postfix.port, tls: 'never', verifyCertificate: false, connections: 2, messagesPerConnection: 100, messagesPerSecond: 0, connectTimeoutMs: 5_000, replyTimeoutMs: 10_000, messageTimeoutMs: 20_000 } as const; // biome-ignore format: settings
    const sender = new Sender(platform, emailChannel(platform, settings), {
      policy: { firstPause: 60, longestPause: 3600, giveUpAfter: 86_400 },
      claimLifetime: 900,
    });
    onTestFinished(() => sender.stop());
    await vi.waitFor(async () => expect(await statesOf(platform, deliveries)).toEqual({ sent: 1, bounced: 1 }), {
      timeout: 40_000,
      interval: 200,
    });
    expect(await contactOf(platform, deliveries[1]!.customerId)).toEqual({ state: 'bounced', state_reason: 'Mail came back: userunknown' });
    expect(await contactOf(platform, deliveries[0]!.customerId)).toMatchObject({ state: 'valid' });
    expect(await postfix.waitFor(1)).toHaveLength(1);
  });
});
