import { api, type DataRuleContent } from '@posthorn/contract';
import type { AttributeUse } from '@posthorn/engine/attributes';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApi } from '../../../../test/api.ts';
import { type Composed, composedRun } from '../../../../test/composed-chunk.ts';
import { KeyOwner } from '../../../../test/mail-keys.ts';
import { type TestPlatform, testPlatform } from '../../../../test/platform.ts';
import { createRule } from '../../../content/personal-data/change-rule.ts';
import { keepUses } from '../../../content/store/personal-data.ts';
import { addMailKey } from '../../../customers/mail-keys/keep-mail-key.ts';
import type { Actor } from '../../../platform/platform.ts';
import { createDeliveries } from '../../create-deliveries.ts';
import { keepParts, unbuildMails } from '../../digests/store.ts';
import { deliveryRoom } from '../../index.ts';
import { mailboxOf } from '../../mailbox/store.ts';
import { deliveriesOf, receiptsOf } from '../../store.ts';
import { buildMails } from '../build-mails.ts';
import { sentMessageOf } from '../store.ts';

const clerk: Actor = { kind: 'user', id: 'olga', name: 'Olga' };
const owner = new KeyOwner();
let platform: TestPlatform;
let now: Date;
beforeAll(async () => {
  platform = await testPlatform({
    // openssl makes certificates that hold from now on.
    now: new Date(Date.now() + 3_600_000).toISOString(),
    rooms: [deliveryRoom],
    config: { publicUrl: 'https://post.example', demonstration: true },
  });
  now = platform.clock();
});
afterAll(() => platform.close());

/** A mail to a customer as it goes out, built at another time than the keys were kept if asked. @param uses what its template uses of the data */
async function mailTo(
  one: Partial<Composed> & { email: string },
  keys: readonly string[] = [],
  days = 0,
  purpose = 'contract',
  uses: readonly AttributeUse[] = [],
) {
  platform.clock.set(now);
  const sender = { organisation: 'Kontor', email: 'service@kontor.example' };
  const { runId, communications } = await composedRun(platform, [{ channel: 'email', ...one }], { sender, purpose });
  const [communication] = communications;
  const { id, customerId, month } = communication!;
  const versionId = communication!.templateVersionId;
  await keepUses(platform.db, { versionId, day: '', purpose, uses, attributes: [] });
  for (const key of keys) await addMailKey(platform, clerk, customerId, Buffer.from(key));
  platform.clock.advance(days * 86_400_000);
  await platform.db.transaction().execute((trx) => createDeliveries(platform, trx, { runId, chunk: 1, month }));
  await buildMails(platform, [id]);
  const [delivery] = await deliveriesOf(platform.db, [id]);
  const message = await sentMessageOf(platform.db, id);
  const source = message && Buffer.from(await platform.packs.read(message, customerId));
  const receipts = (await receiptsOf(platform.db, [delivery!.id])).map(({ kind, detail }) => `${kind}: ${detail}`);
  const documents = (await mailboxOf(platform.db, customerId, { limit: 5, offset: 0 })).documents;
  return { source: source!, receipts, documents, delivery: delivery!, customerId };
}

const rule = { encrypt: true, withoutUsableKey: 'link', linkAboveBytes: 10_000_000 } as const;
async function withRule(change: object, purpose: 'contract' | 'service' = 'contract') {
  const { call } = await testApi(platform, [deliveryRoom], ['operator']);
  await call(api.mailProtection.setRule, { params: { purpose }, body: { ...rule, ...change } });
  return call;
}

test('with a certificate a mail goes out encrypted, and its owner reads it whole, subject and letter', async () => {
  const { source, receipts } = await mailTo({ email: 'anna@example.org', name: 'Anna' }, [owner.certificate('anna', 'anna@example.org')]);
  expect(receipts).toEqual(['encrypted: encrypted (S/MIME, AES-256-CBC)']);
  expect(source.toString()).not.toMatch(/Rechnung|Gr=C3|R-0/);
  expect((await PostalMime.parse(source)).subject).toBe('[...]');
  const inner = owner.decryptedMail('anna', source);
  expect(inner.toString()).toMatch(/^HP-Outer: Subject: \[\.\.\.\]\r$/m);
  expect(inner.toString()).toMatch(/^Content-Type: multipart\/mixed;[^:]*hp="cipher"/m);
  const mail = await PostalMime.parse(inner);
  expect(mail).toMatchObject({ subject: 'Rechnung 0', to: [{ address: 'anna@example.org' }], messageId: expect.stringContaining('@') });
  expect(mail.text).toMatch(/^Subject: Rechnung 0\n\nGrüße 0/);
  expect(mail.html).toContain('<div class="header-protection-legacy-display"><pre>Subject: Rechnung 0</pre></div>');
  expect(inner.toString().match(/hp-legacy-display="?1/g)).toHaveLength(2);
  expect(mail.attachments.map((file) => Buffer.from(file.content as ArrayBuffer).toString())).toEqual(['%PDF-1.7 letter 0']);
});

test('with a key of OpenPGP gpg reads it; a way to unsubscribe stays for everybody to see', async () => {
  const key = owner.pgpKey('bert@example.org', now);
  const { source, receipts } = await mailTo({ email: 'bert@example.org', consented: true }, [key], 0, 'advertising');
  expect(receipts).toEqual(['encrypted: encrypted (OpenPGP, AES-256)']);
  expect(source.toString()).toMatch(/^Content-Type: multipart\/encrypted; protocol="application\/pgp-encrypted";/m);
  expect(source.toString()).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  const armour = /-----BEGIN PGP MESSAGE-----[\s\S]*-----END PGP MESSAGE-----/.exec(source.toString())![0];
  expect(await PostalMime.parse(owner.gpg(['--decrypt'], armour))).toMatchObject({
    subject: 'Rechnung 0',
    html: expect.stringContaining('Grüße 0'),
  });
});

test('where the sender has a certificate mails are signed, and within what is encrypted too', async () => {
  const { call, refused } = await testApi(platform, [deliveryRoom], ['operator']);
  const certificates = owner.certificate('service', 'service@kontor.example');
  const privateKey = owner.file('service.key');
  owner.certificate('other', 'service@kontor.example');
  expect(await refused(api.mailProtection.addSigner, { body: { certificates, privateKey: owner.file('other.key') } })).toMatchObject({
    code: 'mail-signer.invalid',
  });
  const { rows } = await call(api.mailProtection.addSigner, { body: { certificates, privateKey } });
  expect(rows).toMatchObject([{ addresses: ['service@kontor.example'], signs: true }]);
  expect(JSON.stringify(rows)).not.toContain('PRIVATE');

  const plain = await mailTo({ email: 'cora@example.org' });
  expect(plain.receipts).toEqual(['signed: signed (S/MIME)']);
  const said = await PostalMime.parse(owner.verified('service', plain.source));
  expect(said).toMatchObject({ subject: 'Rechnung 0', text: expect.stringContaining('Grüße 0') });
  expect(await PostalMime.parse(plain.source)).toMatchObject({ subject: 'Rechnung 0' });
  expect(() =>
    owner.verified('service', Buffer.from(plain.source.toString('latin1').replace('Gr=C3=BC=C3=9Fe', 'Gr=C3=BC=C3=9F'), 'latin1')),
  ).toThrow();

  const sealed = await mailTo({ email: 'dora@example.org' }, [owner.certificate('dora', 'dora@example.org')]);
  expect(sealed.receipts).toEqual(['encrypted: signed and encrypted (S/MIME, AES-256-CBC)']);
  const inner = owner.verified('service', owner.decryptedMail('dora', sealed.source));
  expect(await PostalMime.parse(inner)).toMatchObject({ subject: 'Rechnung 0' });
  await call(api.mailProtection.removeSigner, { params: { id: rows[0]!.id } });
  expect((await mailTo({ email: 'cora@example.org' })).receipts).toEqual([]);
});

test('once all keys of a customer have ended the mail is a notice, or is not sent, or goes as to everybody', async () => {
  const shortly = (name: string) => owner.pgpKey(`${name}@example.org`, now, '5d');
  const linked = await mailTo({ email: 'e1@example.org' }, [shortly('e1')], 6);
  expect(linked.receipts).toEqual(['linked: The mail is a notice; what it would say lies in the portal: the customer’s key has ended.']);
  expect(await PostalMime.parse(linked.source)).toMatchObject({ subject: 'Ein neues Dokument von Kontor', attachments: [] });
  expect(linked.source.toString()).not.toMatch(/Rechnung|Gr=C3=BC=C3=9Fe 0/);
  expect(linked.documents).toMatchObject([{ id: linked.delivery.id, title: 'Rechnung 0', readAt: null }]);

  await withRule({ withoutUsableKey: 'refuse' });
  const refused = await mailTo({ email: 'e2@example.org' }, [shortly('e2')], 6);
  expect(refused.delivery).toMatchObject({ state: 'failed', lastError: 'it may not be mailed: the customer’s key has ended' });
  await withRule({ withoutUsableKey: 'plain' });
  expect(await PostalMime.parse((await mailTo({ email: 'e3@example.org' }, [shortly('e3')], 6)).source)).toMatchObject({
    subject: 'Rechnung 0',
  });
  await withRule({ encrypt: false });
  expect(await PostalMime.parse((await mailTo({ email: 'e4@example.org' }, [shortly('e4')])).source)).toMatchObject({
    subject: 'Rechnung 0',
  });
  await withRule({});
});

test('a letter that is too large to be attached lies in the portal, and the mail leads to it', async () => {
  await withRule({ linkAboveBytes: 10 });
  const { source, receipts, documents } = await mailTo({ email: 'large@example.org' });
  expect(receipts).toEqual(['linked: What was attached lies in the portal: what is attached has 0.0 MB.']);
  const mail = await PostalMime.parse(source);
  expect(mail).toMatchObject({ subject: 'Rechnung 0', attachments: [] });
  expect(mail.text).toMatch(/^Ihr Dokument liegt in Ihrem Postfach bei uns[\s\S]*https:\/\/post\.example\/m\/[\s\S]*Grüße 0/);
  expect(mail.html).toMatch(/href="https:\/\/post\.example\/m\/[\w-]+\?b=kontor"/);
  expect(documents).toMatchObject([{ title: 'Rechnung 0', pages: 1 }]);
  await withRule({});
});

/** A use of an attribute as the engine finds it. */
const use = (path: string, channels: AttributeUse['channels'], whole = false): AttributeUse => ({
  ...{ path, whole, kind: 'text', channels, languages: ['de'] },
  place: { part: 'template', pointer: '/body/0' },
});

test('data of a class that may not be mailed lies in the portal, by the register: a letter as a link, a text as a notice; with a key it is mailed', async () => {
  for (const [name, pattern, sensitivity] of [
    ['Diagnosis', 'customer.attributes.health.**', 'special'],
    ['Income', 'income', 'confidential'],
  ] as const) {
    const content = { name, pattern, sensitivity, purposes: ['contract'], basis: 'Art. 9 (2) (a)' } satisfies DataRuleContent;
    await createRule(platform, clerk, { content, reason: 'Test' });
  }
  await withRule({ linkFrom: 'confidential' });
  const holding = (email: string, uses: readonly AttributeUse[], keys: readonly string[] = []) =>
    mailTo({ email }, keys, 0, 'contract', uses);

  const letter = await holding('f1@example.org', [use('name', ['email']), use('income', ['letter'])]);
  expect(letter.receipts).toEqual(['linked: What was attached lies in the portal: it holds data that is confidential (Income).']);
  expect(await PostalMime.parse(letter.source)).toMatchObject({ subject: 'Rechnung 0', attachments: [] });
  // An object that is handed on whole tells of all that is in it.
  const text = await holding('f2@example.org', [use('customer.attributes', ['email'], true)]);
  expect(text.receipts).toEqual([
    'linked: The mail is a notice; what it would say lies in the portal: it holds data that is of a special category (Diagnosis).',
  ]);
  expect(text.source.toString()).not.toMatch(/Rechnung|Gr=C3=BC=C3=9Fe 0/);
  expect(text.documents).toMatchObject([{ title: 'Rechnung 0', readAt: null }]);
  const harmless = await holding('f3@example.org', [use('name', ['email', 'letter'])]);
  expect(harmless.receipts).toEqual([]);
  const sealed = await holding('f4@example.org', [use('income', ['email'])], [owner.certificate('f4', 'f4@example.org')]);
  expect(sealed.receipts).toEqual(['encrypted: encrypted (S/MIME, AES-256-CBC)']);
  await withRule({});
});

test('a mail of two parts is encrypted when the purpose of one of them asks for it', async () => {
  await withRule({ encrypt: false });
  const first = await mailTo({ email: 'joined@example.org' }, [owner.certificate('joined', 'joined@example.org')]);
  expect(first.receipts).toEqual([]);
  const { customerId, delivery } = first;
  const { runId, communications } = await composedRun(platform, [{ channel: 'email', customerId, email: 'joined@example.org' }], {
    sender: { organisation: 'Kontor', email: 'service@kontor.example' },
    purpose: 'service',
  });
  const { id, month } = communications[0]!;
  await platform.db.transaction().execute((trx) => createDeliveries(platform, trx, { runId, chunk: 1, month }));
  const [part] = await deliveriesOf(platform.db, [id]);
  await platform.db.transaction().execute(async (trx) => {
    await unbuildMails(trx, [delivery.id]);
    await keepParts(trx, [{ deliveryId: part!.id, month, carrierId: delivery.id, carrierMonth: delivery.month, position: 1 }]);
  });
  await buildMails(platform, [delivery.communicationId]);
  const source = Buffer.from(await platform.packs.read((await sentMessageOf(platform.db, id))!, customerId));
  expect(source.toString()).not.toMatch(/Rechnung|Gr=C3=BC=C3=9Fe/);
  expect((await PostalMime.parse(owner.decryptedMail('joined', source))).subject).toBe('Rechnung 0 und eine weitere Nachricht');
  await withRule({});
});
