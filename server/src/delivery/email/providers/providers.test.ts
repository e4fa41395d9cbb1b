import { createHash, createHmac, createSign, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Adapter, Settings, WebhookRequest } from '../../accounts/adapter.ts';
import { buildMail } from '../build-mail.ts';
import { mailgunAdapter } from '../mailgun/adapter.ts';
import { postmarkAdapter } from '../postmark/adapter.ts';
import { sendgridAdapter } from '../sendgrid/adapter.ts';
import { readNews as readSesNews, sesAdapter } from '../ses/adapter.ts';
import { signRequest } from '../ses/sign-request.ts';

/** A provider of one's own: speaks as the real one's documentation says, and keeps what it was told. */
async function provider(answer: (nth: number) => { status: number; headers?: Record<string, string>; body: unknown }) {
  const came: { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer }[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      came.push({ method: request.method!, path: request.url!, headers: request.headers, body: Buffer.concat(pieces) });
      const { status, headers, body } = answer(came.length);
      if (status === 0) return request.socket.destroy();
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => new Promise<void>((done) => server.close(() => done())));
  return { came, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const id = '0192aaaa-bbbb-7ccc-8ddd-eeeeffff0000';
const mail = {
  ...buildMail(
    {
      to: { name: 'Jürgen Müller', address: 'juergen@example.org' },
      ...{ subject: 'Ihr Angebot: 20 € weniger', text: 'Guten Tag\r\n', html: '<p>Guten Tag</p><img src="cid:logo">', language: 'de' },
      inlineImages: [{ cid: 'logo', mediaType: 'image/png', bytes: Buffer.from('png') }],
      attachments: [{ filename: 'Brief.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.7') }],
      ...{
        messageId: `${id}@example.com`,
        date: new Date('2026-11-22T10:00:00Z'),
        returnToken: 'k3j4h5k3',
        purpose: 'advertising' as const,
      },
      ...{ feedback: { run: 'r', kind: 'advertising' }, unsubscribeLink: 'https://example.com/u/signed' },
    },
    { from: 'Kontor Überall <news@example.com>', returnDomain: 'example.com', bounceLocalPart: 'bounces' },
  ),
  id,
};

const inbox = { receipts: async () => {}, replies: async () => {} };
const sendBy = (adapter: Adapter<'email'>, settings: Settings) => {
  const carrier = adapter.open(settings, { claimSeconds: 900, inbox, reach: 'anywhere' });
  onTestFinished(() => carrier.close());
  return carrier;
};
const request = (body: unknown, headers: Record<string, string> = {}): WebhookRequest => ({
  ...{ method: 'POST', url: 'https://example.com/api/channels/accounts/1/events', headers, now: new Date() },
  body: Buffer.from(JSON.stringify(body)),
});

const secrets = { apiKey: 'key-1', signingKey: 'sign-1', domain: 'example.com', serverToken: 'token-1', messageStream: 'broadcast', webhookPassword: 'a long enough one', verificationKey: '', region: 'eu-central-1', accessKeyId: 'AKID', secretAccessKey: 'secret', configurationSet: 'letters' }; // biome-ignore format: settings
const taken: readonly (readonly [Adapter<'email'>, { status: number; headers?: Record<string, string>; body: unknown }, string])[] = [
  [mailgunAdapter, { status: 200, body: { id: '<m1@example.com>', message: 'Queued. Thank you.' } }, 'm1@example.com'],
  [postmarkAdapter, { status: 200, body: { MessageID: 'm2', ErrorCode: 0, Message: 'OK' } }, 'm2'],
  [sendgridAdapter, { status: 202, headers: { 'x-message-id': 'm3' }, body: '' }, 'm3'],
  [sesAdapter, { status: 200, body: { MessageId: 'm4' } }, 'm4'],
];

describe.each(taken)('$kind', (adapter, answer, messageId) => {
  test('takes a mail and gives its id; what it may not do, and what it answers, leads to the right outcome', async () => {
    const answers = [answer, { status: 401, body: {} }, { status: 429, headers: { 'retry-after': '7' }, body: {} }, { status: 400, body: {} }, { status: 500, body: {} }, { status: 0, body: {} }]; // biome-ignore format: one line
    const { url, came } = await provider((nth) => answers[nth - 1] ?? { status: 200, body: {} });
    const carrier = sendBy(adapter, { ...secrets, url });
    expect(await carrier.send(mail, () => true)).toMatchObject({ kind: 'sent', messageId });
    expect(await carrier.send(mail, () => true)).toMatchObject({ kind: 'deferred', channelDown: true });
    expect(await carrier.send(mail, () => true)).toMatchObject({ kind: 'deferred', throttled: true, retryAfterSeconds: 7 });
    expect(await carrier.send(mail, () => true)).toMatchObject({ kind: 'refused' });
    expect(await carrier.send(mail, () => true)).toMatchObject({ kind: 'unknown' });
    expect(await carrier.send(mail, () => true)).toMatchObject({ kind: 'unknown' });
    expect(await carrier.send(mail, () => false)).toBeUndefined();
    expect(came).toHaveLength(6);
    expect(await carrier.check()).toMatchObject({ ok: true });
    expect(came[0]!.body.toString('latin1')).toContain(id);
  });

  test('a provider that is not there certainly took nothing', async () => {
    const gone = createServer();
    await new Promise<void>((done) => gone.listen(0, '127.0.0.1', done));
    const { port } = gone.address() as AddressInfo;
    await new Promise<void>((done) => gone.close(() => done()));
    const carrier = sendBy(adapter, { ...secrets, url: `http://127.0.0.1:${port}` });
    expect(await carrier.send(mail, () => true)).toMatchObject({ kind: 'deferred', channelDown: true });
    expect(await carrier.check()).toMatchObject({ ok: false });
  });
});

test('Mailgun and SES get the mail byte for byte; the others get all its parts and the way out', async () => {
  const [mailgun, ses, postmark, sendgrid] = await Promise.all([0, 1, 2, 3].map(() => provider(() => ({ status: 200, body: {} }))));
  await sendBy(mailgunAdapter, { ...secrets, url: mailgun!.url }).send(mail, () => true);
  expect(mailgun!.came[0]!.body.includes(Buffer.from(mail.source))).toBe(true);
  await sendBy(sesAdapter, { ...secrets, url: ses!.url }).send(mail, () => true);
  const raw = JSON.parse(ses!.came[0]!.body.toString());
  expect(Buffer.from(raw.Content.Raw.Data, 'base64').equals(Buffer.from(mail.source))).toBe(true);
  expect(raw).toMatchObject({ ConfigurationSetName: 'letters', EmailTags: [{ Name: 'delivery', Value: id }] });
  await sendBy(postmarkAdapter, { ...secrets, url: postmark!.url }).send(mail, () => true);
  const record = JSON.parse(postmark!.came[0]!.body.toString());
  expect(record).toMatchObject({ From: '"Kontor Überall" <news@example.com>', To: 'juergen@example.org', Subject: 'Ihr Angebot: 20 € weniger', MessageStream: 'broadcast', TrackOpens: false, Metadata: { delivery: id } }); // biome-ignore format: one record
  expect(record.Headers).toContainEqual({ Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' });
  expect(record.Attachments).toMatchObject([
    { ContentID: 'cid:logo' },
    { Name: 'Brief.pdf', Content: Buffer.from('%PDF-1.7').toString('base64') },
  ]);
  await sendBy(sendgridAdapter, { ...secrets, url: sendgrid!.url }).send(mail, () => true);
  const json = JSON.parse(sendgrid!.came[0]!.body.toString());
  expect(json).toMatchObject({
    from: { email: 'news@example.com', name: 'Kontor Überall' },
    personalizations: [{ custom_args: { delivery: id } }],
  });
  expect(json.headers['List-Unsubscribe']).toContain('https://example.com/u/signed');
  expect(json.attachments).toMatchObject([{ disposition: 'inline', content_id: 'logo' }, { disposition: 'attachment' }]);
});

test('who puts mails together anew gets no encrypted one, and signed ones without the signature that would not hold', async () => {
  const postmark = await provider(() => ({ status: 200, body: {} }));
  const carrier = sendBy(postmarkAdapter, { ...secrets, url: postmark.url });
  const as = (type: string) => ({
    ...mail,
    source: Buffer.from(`From: a@example.com\r\nSubject: [...]\r\nContent-Type: ${type}\r\n\r\nx`),
  });
  for (const type of ['application/pkcs7-mime; smime-type=enveloped-data', 'multipart/encrypted; boundary=b'])
    expect(await carrier.send(as(type), () => true)).toMatchObject({ kind: 'refused', error: expect.stringContaining('use SMTP') });
  expect(postmark.came).toEqual([]);
  const part = (type: string, body: string) => `--b\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`;
  const signed = `From: a@example.com\r\nContent-Type: multipart/signed; boundary=b\r\n\r\n${part('text/plain', 'Hello')}${part('application/pkcs7-signature; name=smime.p7s', 'x')}--b--\r\n`;
  await carrier.send({ ...mail, source: Buffer.from(signed) }, () => true);
  expect(JSON.parse(postmark.came[0]!.body.toString())).toMatchObject({ TextBody: expect.stringContaining('Hello'), Attachments: [] });
});

test('a request to SES is signed as the steps of Signature Version 4 say', () => {
  const account = { region: 'us-east-1', accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
  const headers = signRequest(
    account,
    'POST',
    'https://email.us-east-1.amazonaws.com/v2/email/outbound-emails',
    '{}',
    new Date('2015-08-30T12:36:00Z'),
  );
  // The steps of the specification, written out.
  const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const canonical = `POST\n/v2/email/outbound-emails\n\ncontent-type:application/json\nhost:email.us-east-1.amazonaws.com\nx-amz-date:20150830T123600Z\n\ncontent-type;host;x-amz-date\n${createHash('sha256').update('{}').digest('hex')}`;
  const toSign = `AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/ses/aws4_request\n${createHash('sha256').update(canonical).digest('hex')}`;
  const key = mac(mac(mac(mac(`AWS4${account.secretAccessKey}`, '20150830'), 'us-east-1'), 'ses'), 'aws4_request');
  expect(headers.authorization).toContain(`Signature=${mac(key, toSign).toString('hex')}`);
  expect(headers.authorization).toContain(
    'Credential=AKIDEXAMPLE/20150830/us-east-1/ses/aws4_request, SignedHeaders=content-type;host;x-amz-date',
  );
});

describe('what providers tell', () => {
  test('Mailgun: signed with the key, each kind in our words, foreign signatures refused', async () => {
    const signed = (event: object, key = secrets.signingKey) => {
      const [timestamp, token] = ['1795348800', 'abc'];
      const signature = createHmac('sha256', key)
        .update(timestamp + token)
        .digest('hex');
      return mailgunAdapter.receive!(secrets, request({ signature: { timestamp, token, signature }, 'event-data': { id: 'e1', timestamp: 1795348800.5, 'user-variables': { delivery: id }, ...event } })); // biome-ignore format: one request
    };
    expect(await signed({ event: 'delivered' })).toMatchObject({
      receipts: [{ kind: 'delivered', deliveryId: id, eventId: 'e1', at: new Date(1795348800500) }],
    });
    const refused = { code: 550, message: '5.1.1 The email account that you tried to reach does not exist' };
    expect(await signed({ event: 'failed', severity: 'permanent', 'delivery-status': refused })).toMatchObject({
      receipts: [{ kind: 'bounced-hard', reason: 'userunknown' }],
    });
    expect(
      await signed({ event: 'failed', severity: 'permanent', 'delivery-status': { code: 552, message: '5.2.2 Mailbox full' } }),
    ).toMatchObject({
      receipts: [{ kind: 'bounced-soft', reason: 'mailboxfull' }],
    });
    expect(await signed({ event: 'failed', severity: 'temporary' })).toMatchObject({ receipts: [{ kind: 'delayed' }] });
    expect(await signed({ event: 'delivered' }, 'another key')).toBeUndefined();
  });

  test('Postmark: signed in with the password, each kind in our words', async () => {
    const told = (record: object, password = secrets.webhookPassword) =>
      postmarkAdapter.receive!(secrets, request({ MessageID: 'm2', Metadata: { delivery: id }, ...record }, { authorization: `Basic ${Buffer.from(`posthorn:${password}`).toString('base64')}` })); // biome-ignore format: one request
    expect(await told({ RecordType: 'Delivery', DeliveredAt: '2026-11-22T12:00:00Z', Details: '250 ok' })).toMatchObject({
      receipts: [{ kind: 'delivered', deliveryId: id, at: new Date('2026-11-22T12:00:00Z') }],
    });
    expect(await told({ RecordType: 'Bounce', ID: 1, Type: 'HardBounce', Details: 'smtp;550 5.1.1 unknown user' })).toMatchObject({
      receipts: [{ kind: 'bounced-hard', eventId: 'bounce 1' }],
    });
    expect(await told({ RecordType: 'SpamComplaint', ID: 2 })).toMatchObject({ receipts: [{ kind: 'complained' }] });
    expect(await told({ RecordType: 'SubscriptionChange', SuppressSending: true, SuppressionReason: 'ManualSuppression' })).toMatchObject({
      receipts: [{ kind: 'unsubscribed' }],
    });
    expect(await told({ RecordType: 'Delivery' }, 'a wrong long enough one')).toBeUndefined();
  });

  test('SendGrid: signed with ECDSA over the bytes as they came', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const settings = { ...secrets, verificationKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') };
    const told = (events: object[], key = privateKey) => {
      const body = JSON.stringify(events);
      const signature = createSign('sha256').update(`1795348800${body}`).sign(key, 'base64');
      return sendgridAdapter.receive!(settings, {
        ...request(events, { 'x-twilio-email-event-webhook-signature': signature, 'x-twilio-email-event-webhook-timestamp': '1795348800' }),
        body: Buffer.from(body),
      });
    };
    const events = [
      { event: 'delivered', delivery: id, sg_event_id: 'e1', timestamp: 1795348800 },
      { event: 'bounce', sg_message_id: 'm3.filter0001', sg_event_id: 'e2', reason: '550 5.1.1 User unknown' },
      { event: 'spamreport', delivery: id, sg_event_id: 'e3' },
    ];
    expect(await told(events)).toMatchObject({
      receipts: [{ kind: 'delivered', deliveryId: id }, { kind: 'bounced-hard', messageId: 'm3' }, { kind: 'complained' }],
    });
    expect(await told(events, generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey)).toBeUndefined();
    expect(sendgridAdapter.fault!({ ...secrets, url: 'https://api.sendgrid.com', verificationKey: 'no key' })).toContain('verificationKey');
  });

  test('SES: by SNS, signed by Amazon’s certificate, of the topic of the settings only', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const topic = 'arn:aws:sns:eu-central-1:1:letters';
    const told = (event: object, change: Record<string, string> = {}) => {
      const message: Record<string, string> = { Type: 'Notification', MessageId: 'n1', TopicArn: topic, Message: JSON.stringify(event), Timestamp: '2026-11-22T12:00:00Z', SignatureVersion: '2', SigningCertURL: 'https://sns.eu-central-1.amazonaws.com/cert.pem' }; // biome-ignore format: one message
      const text = ['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Type'].flatMap((name) => [name, message[name]!]).join('\n');
      const Signature = sign('sha256', Buffer.from(`${text}\n`), privateKey).toString('base64');
      return readSesNews(topic, request({ ...message, Signature, ...change }), async () => pem);
    };
    const sent = { messageId: 'm4', tags: { delivery: [id] } };
    const bounce = { bounceType: 'Permanent', bounceSubType: 'General', timestamp: '2026-11-22T12:00:00Z', bouncedRecipients: [{ diagnosticCode: 'smtp; 550 5.1.1 user unknown' }] }; // biome-ignore format: one record
    expect(await told({ eventType: 'Bounce', mail: sent, bounce })).toMatchObject({
      receipts: [{ kind: 'bounced-hard', deliveryId: id, eventId: 'n1' }],
    });
    expect(await told({ notificationType: 'Complaint', mail: { messageId: 'm4' }, complaint: {} })).toMatchObject({
      receipts: [{ kind: 'complained', messageId: 'm4' }],
    });
    expect(await told({ eventType: 'Delivery', mail: sent, delivery: { smtpResponse: '250 ok' } }, { Message: '{}' })).toBeUndefined();
    expect(await told({ eventType: 'Send', mail: sent }, { SigningCertURL: 'https://sns.evil.example/cert.pem' })).toBeUndefined();
    expect(await told({ eventType: 'Send', mail: sent }, { TopicArn: 'arn:aws:sns:eu-central-1:2:other' })).toBeUndefined();
  });
});
