import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBounce } from './read-bounce.ts';

const mail = (...lines: string[]): Uint8Array => Buffer.from(lines.join('\r\n'));
const header = ['Return-Path: <>', 'From: Mail Delivery System <MAILER-DAEMON@mx.example>', 'To: letters@house.example', 'Subject: Undelivered Mail Returned to Sender', 'MIME-Version: 1.0']; // biome-ignore format: a header

/** A report by RFC 3464, as Postfix writes it. */
const postfix = (said: string, status: string, human = said) =>
  mail(
    ...header,
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    `<anna@there.example>: host mx.there.example[192.0.2.1] said: ${human}`,
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; anna@there.example',
    'Action: failed',
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${said}`,
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'To: anna@there.example',
    'Subject: Your statement',
    '',
    'Dear Anna',
    '--b--',
  );

const one = async (bytes: Uint8Array) => {
  const [bounce, ...more] = await readBounce(bytes);
  expect(more).toEqual([]);
  return bounce;
};

test('a report about hundreds of recipients, which no server writes, is read as far as servers write them', async () => {
  const group = 'Final-Recipient: rfc822; anna@there.example\r\nAction: failed\r\nStatus: 5.1.1\r\n';
  const [first, ...more] = await readBounce(mail(...header, '', `They failed:\r\n\r\n${group.repeat(300)}`));
  expect(first).toMatchObject({ recipient: 'anna@there.example', reason: 'userunknown', hard: true });
  expect(more).toHaveLength(99);
});

describe('what a report says of one recipient', () => {
  test('an unknown user, refused at the recipient command, is a dead address', async () => {
    expect(await one(postfix('550 5.1.1 <anna@there.example>: Recipient address rejected: User unknown', '5.1.1'))).toEqual({
      kind: 'failed', recipient: 'anna@there.example', status: '5.1.1', reply: 550, reason: 'userunknown', hard: true,
      diagnostic: '550 5.1.1 <anna@there.example>: Recipient address rejected: User unknown',
    }); // biome-ignore format: one object
  });

  test('the same words after the message was sent are a filter’s, and the address may live', async () => {
    const said = '550 Unknown user anna@there.example';
    expect(await one(postfix(said, '5.0.0', `${said} (in reply to end of DATA command)`))).toMatchObject({
      reason: 'filtered',
      hard: false,
    });
  });

  test.each([
    ['552 5.2.2 Over quota', '5.2.2', 'mailboxfull'],
    ['550 5.1.1 sorry, mailbox anna@there.example is over quota temporarily', '5.1.1', 'mailboxfull'],
    ['550 5.7.1 Service unavailable; client [192.0.2.9] blocked using zen.spamhaus.org', '5.7.1', 'blocked'],
    ['550-5.7.26 Unauthenticated email from house.example is not accepted due to DMARC policy', '5.7.26', 'authfailure'],
    ['554 5.7.1 Relay access denied', '5.7.1', 'norelaying'],
    ['550 5.4.4 Invalid domain', '5.4.4', 'hostunknown'],
    ['525 5.7.13 Disabled recipient address', '5.7.13', 'suspend'],
    ['552 5.3.4 Message too large', '5.3.4', 'mesgtoobig'],
    ['550 5.7.1 Message content rejected, UBE', '5.7.1', 'spamdetected'],
    ['421 4.7.0 Too many concurrent connections from your host', '4.7.0', 'toomanyconn'],
    ['554 5.7.1 Reverse DNS lookup for host 192.0.2.9 failed', '5.7.1', 'requireptr'],
    ['550 5.1.6 recipient no longer on server', '5.1.6', 'hasmoved'],
    ['553 5.1.8 Domain of sender address letters@house.example does not exist', '5.1.8', 'rejected'],
  ])('%s', async (said, status, reason) => {
    expect(await one(postfix(said, status))).toMatchObject({ reason });
  });
});

test('a code inside another server’s words counts more than the report’s own field', async () => {
  expect(await one(postfix('550 5.7.1 IP address blacklisted by recipient', '5.1.1'))).toMatchObject({
    status: '5.7.1',
    reason: 'blocked',
    hard: false,
  });
});

test('a report in words, with every kind of line ending', async () => {
  const lines = [...header.slice(0, 4), '', 'Hi. This is the qmail-send program at mx.example.', '', '<bert@there.example>:', '192.0.2.1 does not like recipient.', 'Remote host said: 550 5.1.1 <bert@there.example>: no such user', '', '--- Below this line is a copy of the message.', '', 'To: bert@there.example', 'Subject: over quota']; // biome-ignore format: lines
  for (const ending of ['\n', '\r\n', '\r'])
    expect(await one(Buffer.from(lines.join(ending)))).toMatchObject({
      recipient: 'bert@there.example',
      status: '5.1.1',
      reason: 'userunknown',
      hard: true,
    });
});

test('several recipients are told apart', async () => {
  const bounces = await readBounce(mail(...header.slice(0, 4), '', 'could not be delivered. The following addresses failed:', '', '  anna@there.example', '    host mx.there.example: 550 5.2.2 <anna@there.example>... Mailbox Full', '', '  bert@there.example', '    SMTP error after RCPT TO:<bert@there.example>: 550 5.1.1 <bert@there.example>... User Unknown')); // biome-ignore format: lines
  expect(bounces.map(({ recipient, reason }) => [recipient, reason])).toEqual([
    ['anna@there.example', 'mailboxfull'],
    ['bert@there.example', 'userunknown'],
  ]);
});

test('a complaint names who complained', async () => {
  const complaint = mail('From: feedback@there.example', 'To: abuse@house.example', 'Subject: FW: Offer', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=feedback-report; boundary="b"', '', '--b', 'Content-Type: text/plain', '', 'This is an abuse report.', '--b', 'Content-Type: message/feedback-report', '', 'Feedback-Type: abuse', 'Version: 1', 'Original-Rcpt-To: <anna@there.example>', '--b--'); // biome-ignore format: lines
  expect(await one(complaint)).toMatchObject({ recipient: 'anna@there.example', reason: 'feedback', hard: false, diagnostic: 'abuse' });
});

test('an absence note is no bounce, and an ordinary letter is nothing at all', async () => {
  expect(
    await one(
      mail(
        'From: anna@there.example',
        'Subject: Abwesenheit: Ihr Kontoauszug',
        'Auto-Submitted: auto-replied',
        '',
        'Ich bin bis 5. Mai verreist.',
      ),
    ),
  ).toMatchObject({ reason: 'vacation', hard: false });
  expect(
    await readBounce(
      mail(
        'From: anna@there.example',
        'Subject: My address',
        '',
        'Dear Sirs, my mailbox is full of your letters; please write to bert@there.example.',
      ),
    ),
  ).toEqual([]);
});

const corpus = new URL('../../../../../shared/data/bounce-emails/', import.meta.url);

describe.skipIf(!existsSync(corpus))(
  'real bounces of 75 kinds of servers (skipped where /work/shared/data/bounce-emails is not there)',
  () => {
    test('97 % are right on hard or not, 90 % on the reason', async () => {
      const cases = readFileSync(new URL('expected.csv', corpus), 'utf8')
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.split(','));
      let hardRight = 0;
      let reasonRight = 0;
      for (const [file, n, , , reason, hard] of cases) {
        const bounce = (await readBounce(readFileSync(new URL(file as string, corpus))))[Number(n)];
        if (String(bounce?.hard) === hard) hardRight++;
        if (bounce?.reason === reason) reasonRight++;
      }
      expect(cases.length).toBeGreaterThan(300);
      expect(hardRight / cases.length).toBeGreaterThan(0.97);
      expect(reasonRight / cases.length).toBeGreaterThan(0.9);
    });

    test('cut anywhere and with any byte changed they are still read, or nothing is, in little time', async () => {
      const files = readdirSync(corpus).filter((name) => name.endsWith('.eml'));
      for (const [i, name] of files.entries()) {
        const bytes = readFileSync(new URL(name, corpus));
        await readBounce(bytes.subarray(0, (i * 7919) % bytes.length));
        for (let k = 0; k < 40; k++) bytes[(i * 104_729 + k * 15_485_863) % bytes.length] = (i * 31 + k * 17) % 256;
        await readBounce(bytes);
      }
    });

    test('a megabyte of nearly matching words does not stop it', async () => {
      const text = 'mailbox address user recipient account is been not the sender '.repeat(16_000);
      const begin = process.cpuUsage().user;
      await readBounce(postfix(`550 ${text}`, '5.0.0'));
      expect(process.cpuUsage().user - begin).toBeLessThan(20_000_000);
    });
  },
);
