import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ImapFlow } from 'imapflow';
import { sql } from 'kysely';
import { createTransport } from 'nodemailer';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { addCustomer, queueDeliveries, sendDeliveries, statesOf } from '../../../test/deliveries.ts';
import { Dovecot, dovecotAvailable } from '../../../test/dovecot.ts';
import { MisbehavingSmtp } from '../../../test/misbehaving-smtp.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { Postfix, postfixAvailable } from '../../../test/postfix.ts';
import { reportParts } from '../bounces/report-parts.ts';
import { receiptsOf } from '../store.ts';
import type { NewDelivery } from '../types.ts';
import { deliveryAbout } from './find-delivery.ts';
import { openMailbox } from './mailbox.ts';
import { readInbox } from './read-inbox.ts';
import { type InboxSettings, inboxSettings } from './settings.ts';

const settingsOf = ({ port }: Dovecot): InboxSettings => ({
  ...{ host: '127.0.0.1', port, tls: 'never', verifyCertificate: false, user: 'letters', password: 'secret' },
  ...{ folder: 'INBOX', doneFolder: 'Posthorn' },
});

async function dovecotOf(mailDir?: string): Promise<Dovecot> {
  const dovecot = await Dovecot.start(mailDir);
  onTestFinished(() => dovecot.stop());
  return dovecot;
}

/** How many mails lie in which folder. */
async function contentOf(dovecot: Dovecot, folder: string): Promise<number> {
  const mailbox = await openMailbox({ ...settingsOf(dovecot), folder });
  const { length } = await mailbox.uids();
  await mailbox.close();
  return length;
}

/** Makes a folder anew, with these mails. */
async function inFolder({ port }: Dovecot, folder: string, mails: readonly string[]): Promise<void> {
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth: { user: 'letters', pass: 'secret' }, logger: false });
  await client.connect();
  await client.mailboxDelete(folder).catch(() => {});
  await client.mailboxCreate(folder);
  for (const mail of mails) await client.append(folder, mail);
  await client.logout();
}

const kindsOf = async (platform: TestPlatform, deliveries: readonly NewDelivery[]) =>
  Object.fromEntries(
    Map.groupBy(
      await receiptsOf(
        platform.db,
        deliveries.map((one) => one.id),
      ),
      ({ kind }) => kind,
    )
      .entries()
      .map(([kind, receipts]) => [kind, receipts.length]),
  );

async function sentDeliveries(platform: TestPlatform, addresses: readonly string[]): Promise<readonly NewDelivery[]> {
  const deliveries = await queueDeliveries(platform, addresses);
  for (const { customerId, address } of deliveries) await addCustomer(platform, customerId, address);
  await sendDeliveries(platform, deliveries);
  return deliveries;
}

const answerTo = ({ id, address }: NewDelivery, extra = '', text = 'Thank you, but my name is spelt differently.') =>
  `Return-Path: <${address}>\nFrom: Anna <${address}>\nTo: letters@example.com\nSubject: Re: Your statement\nMessage-ID: <${id}-answer@there.example>\nIn-Reply-To: <${id}@example.com>\n${extra}\n${text}\n`;

const refusalOf = ({ id, address }: NewDelivery, said = '550 5.1.1 User unknown') =>
  [
    'Return-Path: <>', 'From: MAILER-DAEMON@mx.example', `To: bounces+${id}@example.com`, `Delivered-To: bounces+${id}@example.com`, 'Subject: Undelivered Mail Returned to Sender', 'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"', '', '--b', 'Content-Type: text/plain', '', `<${address}>: ${said}`, '',
    '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', '', `Final-Recipient: rfc822; ${address}`, 'Action: failed', `Status: ${said.slice(4, 9)}`, `Diagnostic-Code: smtp; ${said}`, '', '--b--', '',
  ].join('\n'); // biome-ignore format: a mail

describe('which of our mails a mail is about', () => {
  const complaint = (original: string, field = '') =>
    `From: f@there.example\nSubject: Abuse\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\n${field}\n--b\nContent-Type: message/rfc822\n\n${original}\n\nOffer\n--b--\n`;

  test('the return path it came to or quotes, or the Message-ID it answers or quotes; nothing that could be guessed', async () => {
    const platform = await testPlatform();
    const [one] = await sentDeliveries(platform, ['anna@there.example']);
    const found = async (mail: string) => (await deliveryAbout(platform.db, await reportParts(Buffer.from(mail)), 'bounces'))?.id;
    expect(await found(refusalOf(one!))).toBe(one!.id);
    expect(await found(answerTo(one!))).toBe(one!.id);
    expect(await found(complaint(`Message-ID: <${one!.id}@example.com>`))).toBe(one!.id);
    expect(await found(complaint('From: a@b.example', `Original-Mail-From: <bounces+${one!.id}@example.com>\n`))).toBe(one!.id);
    expect(await found(complaint(`Message-ID: <${one!.id}@elsewhere.example>`))).toBeUndefined();
    expect(await found('From: anna@there.example\nSubject: Question\n\nWhere is my letter?\n')).toBeUndefined();
  });
});

test('a password goes unencrypted to this machine only', async () => {
  const { config } = await testPlatform();
  const tlsOf = (inboxUrl: string) => inboxSettings({ ...config, inboxUrl })?.tls;
  expect(tlsOf('imap://u:p@127.0.0.1/')).toBe('never');
  expect(tlsOf('imap://u:p@mail.example')).toBe('required');
  expect(tlsOf('imaps://u:p@mail.example')).toBe('implicit');
  expect(inboxSettings({ ...config, inboxUrl: 'imaps://le%40x.example:p%2F@mail.example/Letters%2FBack' })).toMatchObject({
    ...{ user: 'le@x.example', password: 'p/', port: 993, folder: 'Letters/Back' },
  });
});

describe.skipIf(!dovecotAvailable)('read from Dovecot', () => {
  test('reports are noted and moved, answers of people stay marked, programs never pass for people, strangers stay untouched', async () => {
    const platform = await testPlatform();
    const dovecot = await dovecotOf();
    const [dead, away, person] = await sentDeliveries(platform, ['dead@there.example', 'away@there.example', 'anna@there.example']);
    const [tooEarly] = await queueDeliveries(platform, ['quick@there.example']);
    await dovecot.put([
      refusalOf(dead!),
      answerTo(away!, 'Precedence: bulk\n', 'I am on holidays.'),
      answerTo(person!),
      'From: spam@elsewhere.example\nSubject: Buy\n\nNow\n',
      refusalOf(tooEarly!),
    ]);
    expect(await readInbox(platform, settingsOf(dovecot), 'bounces')).toEqual({ noted: 3, known: 0, foreign: 1, tooEarly: 1 });
    expect(await contentOf(dovecot, 'Posthorn')).toBe(2);
    expect(await contentOf(dovecot, 'INBOX')).toBe(3);
    expect(await kindsOf(platform, [dead!, away!, person!])).toEqual({ 'bounced-hard': 1, 'answered-automatically': 1, answered: 1 });
    expect(await statesOf(platform, [dead!, away!, person!])).toEqual({ bounced: 1, sent: 1, delivered: 1 });
    await sendDeliveries(platform, [tooEarly!]);
    expect(await readInbox(platform, settingsOf(dovecot), 'bounces')).toEqual({ noted: 1, known: 0, foreign: 0, tooEarly: 0 });
    expect(await contentOf(dovecot, 'INBOX')).toBe(2);
  });

  test('a folder that was made anew, with the same mails under other numbers, is read again, and nothing noted twice', async () => {
    const platform = await testPlatform();
    const dovecot = await dovecotOf();
    const deliveries = await sentDeliveries(platform, ['anna@there.example', 'bert@there.example']);
    const letters = { ...settingsOf(dovecot), folder: 'Letters' };
    const fill = () =>
      inFolder(
        dovecot,
        'Letters',
        deliveries.map((one) => answerTo(one).replaceAll('\n', '\r\n')),
      );
    await fill();
    expect(await readInbox(platform, letters, 'bounces')).toMatchObject({ noted: 2 });
    expect(await readInbox(platform, letters, 'bounces')).toEqual({ noted: 0, known: 0, foreign: 0, tooEarly: 0 });
    await fill();
    expect(await readInbox(platform, letters, 'bounces')).toMatchObject({ noted: 0, known: 2 });
    expect(await kindsOf(platform, deliveries)).toEqual({ answered: 2 });
  });

  test('killed while it reads, the next one notes the rest, nothing twice, and puts all away', async () => {
    const platform = await testPlatform();
    const dovecot = await dovecotOf();
    const deliveries = await sentDeliveries(
      platform,
      Array.from({ length: 60 }, (_, at) => `a${at}@there.example`),
    );
    await dovecot.put(deliveries.map((one) => refusalOf(one)));
    const noted = async () =>
      (await sql<{ n: number }>`select count(*)::int as n from delivery.returned_mails`.execute(platform.db)).rows[0]!.n;
    const script = new URL('../../../test/inbox-process.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script, String(dovecot.port)], { env: { ...process.env, ...platform.env }, stdio: 'inherit' });
    onTestFinished(() => void child.kill('SIGKILL'));
    const ended = once(child, 'exit');
    await vi.waitFor(async () => expect(await noted()).toBeGreaterThan(25), { timeout: 100_000, interval: 5 });
    child.kill('SIGKILL');
    await ended;
    expect(await noted()).toBeLessThan(60);
    await vi.waitFor(async () => expect(await readInbox(platform, settingsOf(dovecot), 'bounces')).toBeDefined(), { timeout: 10_000 });
    expect(await kindsOf(platform, deliveries)).toEqual({ 'bounced-hard': 60 });
    expect(await contentOf(dovecot, 'INBOX')).toBe(0);
    expect(await contentOf(dovecot, 'Posthorn')).toBe(60);
    // Loading the other process takes most of it, on a machine that has other things to do.
  }, 150_000);
});

describe.skipIf(!dovecotAvailable || !postfixAvailable)('out through Postfix, back through Dovecot', () => {
  test('what Postfix returns and what people answer is noted; our own mail that comes round is none', async () => {
    const platform = await testPlatform();
    const dead = await MisbehavingSmtp.start(() => 'refuse-recipient');
    onTestFinished(() => dead.stop());
    const postfix = await Postfix.start(18_741, { dead: dead.port });
    onTestFinished(() => postfix.stop());
    const dovecot = await dovecotOf(postfix.mailDir);
    const [gone, anna] = await sentDeliveries(platform, ['bert@dead.example', 'anna@example.org']);
    const client = createTransport({ host: '127.0.0.1', port: postfix.port, ignoreTLS: true });
    onTestFinished(() => client.close());
    for (const { id, address } of [gone!, anna!]) {
      const raw = `From: letters@example.com\r\nTo: ${address}\r\nSubject: Your statement\r\nMessage-ID: <${id}@example.com>\r\n\r\nDear customer\r\n`;
      await client.sendMail({ envelope: { from: `bounces+${id}@example.com`, to: address }, raw });
    }
    await client.sendMail({ envelope: { from: anna!.address, to: 'letters@example.com' }, raw: answerTo(anna!) });
    expect(await postfix.waitFor(3)).toHaveLength(3);
    expect(await readInbox(platform, settingsOf(dovecot), 'bounces')).toEqual({ noted: 3, known: 0, foreign: 0, tooEarly: 0 });
    expect(await kindsOf(platform, [gone!, anna!])).toEqual({ 'bounced-hard': 1, answered: 1 });
    expect(await contentOf(dovecot, 'INBOX')).toBe(1);
  });
});
