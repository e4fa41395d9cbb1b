import { generateKeyPairSync } from 'node:crypto';
import { authenticate } from 'mailauth';
import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Postfix, postfixAvailable } from '../../../test/postfix.ts';
import { buildMail, envelopeAddress, type MailParts } from './build-mail.ts';
import { renderMime } from './render-mime.ts';
import { type SenderSettings, signedHeaders } from './sender.ts';
import { signDkim } from './sign-dkim.ts';
import { SmtpPool } from './smtp-pool.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const sender: SenderSettings = {
  from: 'Kontor Überall <rechnung@example.com>',
  returnDomain: 'example.com',
  bounceLocalPart: 'bounces',
  dkim: { domain: 'example.com', selector: 'autumn', privateKey, signedHeaders },
};
const letter = Buffer.from(Array.from({ length: 30_000 }, (_, at) => (at * 7919) % 256));
const parts: MailParts = {
  to: { name: 'Jürgen Müller', address: 'juergen@example.org' },
  subject: 'Ihre Rechnung 536365 über 139,12 €',
  text: 'Guten Tag,\r\n.eine Zeile mit Punkt am Anfang\r\nGrüße\r\n',
  html: `<p>Grüße</p><img src="cid:logo"><p>${'lang '.repeat(400)}</p>`,
  language: 'de',
  inlineImages: [{ cid: 'logo', mediaType: 'image/png', bytes: letter.subarray(0, 300) }],
  attachments: [{ filename: 'Rechnung 536365.pdf', mediaType: 'application/pdf', bytes: letter }],
  messageId: '0192aaaa@example.com',
  date: new Date('2026-11-21T10:00:00Z'),
  returnToken: 'k3j4h5',
  purpose: 'contract',
  feedback: { run: 'run-1', kind: 'invoice' },
};

/** The zone of example.com as this test serves it. */
const resolver = async (name: string, type: string) => {
  if (name === 'autumn._domainkey.example.com' && type === 'TXT') {
    return [[`v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`]];
  }
  throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
};

async function dkimResult(source: string | Uint8Array) {
  const checked = await authenticate(Buffer.from(source as string, 'latin1'), {
    ip: '127.0.0.1',
    helo: 'localhost',
    sender: 'bounces@example.com',
    resolver,
  });
  return checked.dkim.results.map((result) => ({ result: result.status.result, domain: result.signingDomain }));
}

test('a mail holds text, HTML with its images, and the letter, all unharmed', async () => {
  const { source } = buildMail(parts, sender);
  const mail = await PostalMime.parse(source);
  expect(mail.subject).toBe(parts.subject);
  expect(mail.from).toMatchObject({ name: 'Kontor Überall', address: 'rechnung@example.com' });
  expect(mail.to).toMatchObject([{ name: 'Jürgen Müller', address: 'juergen@example.org' }]);
  expect(mail.messageId).toBe('<0192aaaa@example.com>');
  expect(mail.text?.trim()).toBe(parts.text.replaceAll('\r\n', '\n').trim());
  expect(mail.html?.trim()).toBe(parts.html);
  expect(mail.attachments.map((one) => [one.mimeType, one.filename, one.contentId, (one.content as ArrayBuffer).byteLength])).toEqual([
    ['image/png', null, '<logo>', 300],
    ['application/pdf', 'Rechnung 536365.pdf', undefined, 30_000],
  ]);
  expect(Buffer.from(mail.attachments[1]!.content as ArrayBuffer).equals(letter)).toBe(true);
});

test('its structure is mixed(alternative(text, related(html, image)), letter)', async () => {
  const source = Buffer.from(buildMail(parts, sender).source).toString('latin1');
  const types = [...source.matchAll(/^Content-Type: ([a-z]+\/[a-z]+)/gm)].map((match) => match[1]);
  expect(types).toEqual([
    'multipart/mixed',
    'multipart/alternative',
    'text/plain',
    'multipart/related',
    'text/html',
    'image/png',
    'application/pdf',
  ]);
  expect(source.split('\r\n').every((line) => line.length <= 998)).toBe(true);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  expect(source).not.toMatch(/[^\x00-\x7f]|\r(?!\n)|(?<!\r)\n/);
});

test('it says that a machine wrote it, and to where it bounces', async () => {
  const built = buildMail(parts, sender);
  expect(built).toMatchObject({ from: 'bounces+k3j4h5@example.com', to: 'juergen@example.org' });
  const headers = await headersOf(built.source);
  expect(headers.get('auto-submitted')).toBe('auto-generated');
  expect(headers.get('feedback-id')).toBe('run-1:invoice:posthorn');
  expect(headers.has('list-unsubscribe')).toBe(false);
});

test('advertising carries a way out, with one click where there is an address for it', async () => {
  const plain = await headersOf(buildMail({ ...parts, purpose: 'advertising' }, sender).source);
  expect(plain.get('list-unsubscribe')).toBe('<mailto:bounces-unsubscribe+k3j4h5@example.com>');
  expect(plain.has('list-unsubscribe-post')).toBe(false);
  const withUrl = { ...sender, unsubscribeUrl: 'https://example.com/unsubscribe/{token}' };
  const headers = await headersOf(buildMail({ ...parts, purpose: 'advertising' }, withUrl).source);
  expect(headers.get('list-unsubscribe')).toBe('<https://example.com/unsubscribe/k3j4h5>, <mailto:bounces-unsubscribe+k3j4h5@example.com>');
  expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const own = await headersOf(
    buildMail({ ...parts, purpose: 'advertising', unsubscribeLink: 'https://example.com/u/signed' }, sender).source,
  );
  expect(own.get('list-unsubscribe')).toBe('<https://example.com/u/signed>, <mailto:bounces-unsubscribe+k3j4h5@example.com>');
  expect(own.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const unencrypted = await headersOf(
    buildMail({ ...parts, purpose: 'advertising', unsubscribeLink: 'http://10.0.0.1/u/x' }, sender).source,
  );
  expect(unencrypted.has('list-unsubscribe-post')).toBe(false);
});

test('every line end is CRLF, whatever the text has: what is archived is what goes over the wire', () => {
  const text = 'one\ntwo\rthree\r\nfour\n';
  const source = Buffer.from(buildMail({ ...parts, text, html: `<p>${text}</p>` }, sender).source).toString('latin1');
  expect(source).not.toMatch(/\r(?!\n)|(?<!\r)\n/);
  expect(source).toContain('one\r\ntwo\r\nthree\r\nfour\r\n');
});

test('the bytes are those that nodemailer itself writes', async () => {
  const html = `<p>${'Grüße  und   Blanks am Ende \t\r\n'.repeat(50)}${'x'.repeat(500)}</p>`;
  const node = new MailComposer({
    ...{
      from: sender.from,
      to: 'a@example.org',
      subject: parts.subject,
      text: 'plain\r\n.dot\r\n',
      html,
      messageId: '<1@x>',
      date: parts.date,
    },
    attachments: [
      { cid: 'logo', contentType: 'image/png', content: letter.subarray(0, 57 * 3) },
      { filename: 'Größe.pdf', contentType: 'application/pdf', content: letter },
      { filename: 'empty.bin', contentType: 'application/octet-stream', content: Buffer.alloc(0) },
    ],
  }).compile();
  expect(renderMime(node).toString('latin1')).toBe((await node.build()).toString('latin1'));
});

test.each([
  ['blanks at line ends, runs of blanks and tabs', 'a  b \t\r\n  c\t\td \r\n\r\n\r\n'],
  ['no line break at the end', 'a b'],
  ['nothing', ''],
  ['only line breaks', '\r\n\r\n'],
])('a signature holds over a body with %s', async (_what, body) => {
  const head = 'From: a@example.com\r\nTo:  b@example.org \r\nSubject: one\r\n\ttwo\r\nMessage-ID: <1@example.com>\r\n\r\n';
  const signed = signDkim(Buffer.from(head + body), sender.dkim!).toString('latin1');
  expect(await dkimResult(signed)).toEqual([{ result: 'pass', domain: 'example.com' }]);
});

test('no value can start a header of its own', async () => {
  const evil = 'x\r\nBcc: victim@example.org\r\n\r\nbody';
  const { source } = buildMail(
    {
      ...parts,
      subject: evil,
      language: evil,
      to: { name: evil, address: 'juergen@example.org' },
      feedback: { run: evil, kind: evil },
      attachments: [{ filename: evil, mediaType: 'application/pdf', bytes: letter }],
    },
    sender,
  );
  const headers = await headersOf(source);
  expect(headers.has('bcc')).toBe(false);
  expect(Buffer.from(source).toString('latin1')).not.toMatch(/^Bcc:/im);
  expect((await PostalMime.parse(source)).attachments).toHaveLength(2);
});

test.each([
  '',
  'nobody',
  '@example.org',
  'a@',
  'a b@example.org',
  'a@b\r\nRCPT TO:<c@d>',
  'a@exa mple.org',
  `${'a'.repeat(65)}@example.org`,
])('what is no address is refused: %j', (address) => {
  expect(() => envelopeAddress(address)).toThrow('not an e-mail address');
});

test('a domain with umlauts goes out in ASCII', () => {
  expect(envelopeAddress('post@bücher.example')).toBe('post@xn--bcher-kva.example');
});

test('an independent checker finds the signature good, and broken when a byte changes', async () => {
  const { source } = buildMail(parts, sender);
  expect(await dkimResult(Buffer.from(source).toString('latin1'))).toEqual([{ result: 'pass', domain: 'example.com' }]);
  const changed = Buffer.from(source).toString('latin1').replace('536365', '536366');
  expect(await dkimResult(changed)).toEqual([{ result: 'fail', domain: 'example.com' }]);
});

describe.skipIf(!postfixAvailable)('through Postfix', () => {
  let postfix: Postfix;
  beforeAll(async () => {
    postfix = await Postfix.start(18_725);
  });
  afterAll(() => postfix.stop());

  test('the mail arrives as it was built: return path, signature, every byte', async () => {
    const pool = new SmtpPool({
      host: '127.0.0.1',
      port: postfix.port,
      tls: 'opportunistic',
      verifyCertificate: false,
      connections: 3,
      messagesPerConnection: 100,
      messagesPerSecond: 0,
      connectTimeoutMs: 5_000,
      replyTimeoutMs: 10_000,
      messageTimeoutMs: 20_000,
    });
    const built = buildMail(parts, sender);
    expect(await pool.send(built)).toMatchObject({ kind: 'sent', detail: expect.stringMatching(/^250 2\.0\.0 Ok: queued as/) });
    expect(await pool.send({ ...built, to: 'juergen@elsewhere.example' })).toMatchObject({ kind: 'refused' });
    pool.close();
    const [received] = await postfix.waitFor(1);
    expect(received).toMatch(/^Return-Path: <bounces\+k3j4h5@example\.com>$/m);
    expect(received!.endsWith(Buffer.from(built.source).toString('latin1').replaceAll('\r\n', '\n'))).toBe(true);
    expect(await dkimResult(received!.replaceAll('\n', '\r\n'))).toEqual([{ result: 'pass', domain: 'example.com' }]);
  });
});

async function headersOf(source: Uint8Array): Promise<Map<string, string>> {
  const mail = await PostalMime.parse(source);
  return new Map(mail.headers.map((header) => [header.key, header.value]));
}
