import PostalMime from 'postal-mime';
import { expect, onTestFinished, test, vi } from 'vitest';
import { composedRun } from '../../test/composed-chunk.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { listCaught } from './catcher/store.ts';
import { createDeliveries } from './create-deliveries.ts';
import { sentMessageOf } from './email/store.ts';
import { deliveryRoom } from './index.ts';
import { deliveredOfRuns, showDeliveries } from './show-deliveries.ts';
import { countsOf, deliveriesOf } from './store.ts';

// The first mail of the system compiles its program.
vi.setConfig({ testTimeout: 90_000 });

/** A working platform with the room delivery alone, in demonstration mode. */
async function demonstration(): Promise<TestPlatform> {
  const platform = await testPlatform({ work: true, rooms: [deliveryRoom], config: { demonstration: true, catcherPort: 0 } });
  const work = await deliveryRoom.work!(platform);
  onTestFinished(() => work.stop());
  return platform;
}
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 60_000, interval: 100 });

test('every communication goes its way: mail and SMS to the catcher, letters to the printer, documents to the portal', async () => {
  const platform = await demonstration();
  const { runId, communications } = await composedRun(platform, [
    { channel: 'email', email: 'jürgen@bücher.example', name: 'Jürgen Groß' },
    { channel: 'email', email: 'b@example.org' },
    { channel: 'post' },
    { channel: 'portal', phone: '+4917012345' },
    { channel: 'portal', email: 'c@example.org', language: 'fr' },
    { channel: 'portal' },
    { channel: 'sms', phone: '+4917099999' },
  ]);
  await until(async () => {
    const states = (
      await deliveriesOf(
        platform.db,
        communications.map((one) => one.id),
      )
    ).map((one) => `${one.channel} ${one.purpose} ${one.state}`);
    expect(states.sort()).toEqual([
      'email document sent',
      'email document sent',
      'email notice sent',
      'portal document available',
      'portal document available',
      'portal document available',
      expect.stringMatching(/^post document/),
      'sms document sent',
      'sms notice sent',
    ]);
  });
  const caught = await listCaught(platform.db, { limit: 50 });
  expect(caught.map((one) => [one.kind, one.recipients[0], one.subject]).sort()).toEqual([
    ['mail', 'b@example.org', 'Rechnung 1'],
    ['mail', 'c@example.org', 'Un nouveau document de Kontor'],
    ['mail', 'jürgen@bücher.example', 'Rechnung 0'],
    ['sms', '+4917012345', expect.stringMatching(/^Kontor: Ein neues Dokument liegt in Ihrem Postfach\. http:.*\/m\//)],
    ['sms', '+4917099999', 'Kurz: 6'],
  ]);
  expect(await deliveredOfRuns(platform.db, [runId])).toMatchObject(new Map([[runId, expect.objectContaining({ sent: 3, available: 3 })]]));
});

test('the mail that went out is the mail in the archive, byte for byte, with the letter', async () => {
  const platform = await demonstration();
  const { communications } = await composedRun(platform, [{ channel: 'email', email: 'a@example.org', name: 'Jürgen Groß' }]);
  const communication = communications[0]!;
  await until(async () => expect(await listCaught(platform.db, { limit: 2 })).toHaveLength(1));
  const [caught] = await listCaught(platform.db, { limit: 2 });
  const message = await sentMessageOf(platform.db, communication.id);
  const archived = await platform.packs.read(message!, communication.customerId);
  expect(Buffer.from(await platform.objects.get(caught!.objectKey)).equals(Buffer.from(archived))).toBe(true);
  const mail = await PostalMime.parse(archived);
  expect(mail).toMatchObject({ subject: 'Rechnung 0', to: [{ name: 'Jürgen Groß', address: 'a@example.org' }] });
  expect(mail.attachments.map((one) => [one.filename, Buffer.from(one.content as ArrayBuffer).toString()])).toEqual([
    ['Rechnung 0.pdf', '%PDF-1.7 letter 0'],
  ]);
});

test('a mail comes from the sender that its brand names, and bounces go to that domain', async () => {
  const platform = await demonstration();
  const sender = { organisation: 'Hollyhock & Wren, Ltd', email: 'accounts@höllyhock.example' };
  const { communications } = await composedRun(platform, [{ channel: 'email', email: 'a@example.org' }], { sender });
  await until(async () => expect(await sentMessageOf(platform.db, communications[0]!.id)).toBeDefined());
  const message = (await sentMessageOf(platform.db, communications[0]!.id))!;
  expect(message.envelopeFrom).toMatch(/^bounces\+[0-9a-f]+@xn--hllyhock-n4a\.example$/);
  const mail = await PostalMime.parse(await platform.packs.read(message, communications[0]!.customerId));
  expect(mail.from?.name).toBe('Hollyhock & Wren, Ltd');
  expect(mail.from?.address).toMatch(/^accounts@(xn--hllyhock-n4a|höllyhock)\.example$/);
});

test('the same chunk told of again changes nothing', async () => {
  const platform = await demonstration();
  const { runId, communications } = await composedRun(platform, [{ channel: 'email', email: 'a@example.org' }, { channel: 'portal' }]);
  await until(async () => expect(await deliveredOfRuns(platform.db, [runId])).toEqual(new Map([[runId, { sent: 1, available: 1 }]])));
  const before = await countsOf(platform.db);
  await platform.db.transaction().execute((trx) => createDeliveries(platform, trx, { runId, chunk: 1, month: communications[0]!.month }));
  expect(await countsOf(platform.db)).toEqual(before);
  expect(
    await deliveriesOf(
      platform.db,
      communications.map((one) => one.id),
    ),
  ).toHaveLength(2);
});

test('a mail that cannot be built fails alone, with its reason', async () => {
  const platform = await demonstration();
  const { communications } = await composedRun(platform, [
    { channel: 'email', email: 'no address' },
    { channel: 'email', email: 'good@example.org' },
    { channel: 'email' },
  ]);
  await until(async () => {
    const shown = await showDeliveries(
      platform.db,
      communications.map((one) => one.id),
    );
    expect(communications.map((one) => [shown.get(one.id)?.[0]?.state, shown.get(one.id)?.[0]?.lastError])).toEqual([
      ['failed', 'not an e-mail address: "no address"'],
      ['sent', undefined],
      ['failed', 'The address that this was routed to is gone.'],
    ]);
  });
});

test('advertising goes out with a way to unsubscribe', async () => {
  const platform = await demonstration();
  const { communications } = await composedRun(platform, [{ channel: 'email', email: 'a@example.org', consented: true }], {
    purpose: 'advertising',
  });
  await until(async () => expect(await sentMessageOf(platform.db, communications[0]!.id)).toBeDefined());
  const message = (await sentMessageOf(platform.db, communications[0]!.id))!;
  const source = Buffer.from(await platform.packs.read(message, communications[0]!.customerId)).toString();
  expect(source).toMatch(/^List-Unsubscribe:\s+<mailto:/m);
});

test('every state that matters stands in the timeline of the customer', async () => {
  const platform = await demonstration();
  const { communications } = await composedRun(platform, [{ channel: 'portal', phone: '+4917012345' }]);
  const summaries = async () =>
    (
      await platform.pool.query<{ summary: string }>('select summary from customers.timeline where customer_id = $1 order by id', [
        communications[0]!.customerId,
      ])
    ).rows.map((row) => row.summary);
  await until(async () => expect(await summaries()).toEqual(['Ready to be read in the portal', 'Notice: Sent by SMS']));
});
