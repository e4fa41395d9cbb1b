import { api } from '@posthorn/contract';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { testApi } from '../../test/api.ts';
import { composedRun } from '../../test/composed-chunk.ts';
import { queueDeliveries } from '../../test/deliveries.ts';
import { sampleLetters } from '../../test/letters.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { deliveryRoom } from './index.ts';
import { claimDue, endClaims } from './store.ts';

let letters: readonly Uint8Array[];
beforeAll(async () => {
  letters = await sampleLetters();
});

async function demonstration(): Promise<TestPlatform> {
  const platform = await testPlatform({ work: true, rooms: [deliveryRoom], config: { demonstration: true, catcherPort: 0 } });
  const work = await deliveryRoom.work!(platform);
  onTestFinished(() => work.stop());
  return platform;
}
const until = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 15_000, interval: 100 });
const nobody = '01920000-0000-7000-8000-000000000000';

test('what was caught is listed newest first, found by words, and shown with its parts', async () => {
  const platform = await demonstration();
  const { call, refused } = await testApi(platform, [deliveryRoom]);
  const email = { subject: 'Rechnung 42', html: '<p>Hallo</p>', text: 'Hallo', attachLetter: true, inlineImages: [] };
  await composedRun(platform, [
    { channel: 'email', email: 'a@example.org', files: { email: Buffer.from(JSON.stringify(email)), pdf: letters[0]! } },
    { channel: 'sms', phone: '+4917012345' },
  ]);
  const page = await until(async () => {
    const caught = await call(api.communications.caught, { query: {} });
    expect(caught.rows).toHaveLength(2);
    return caught;
  });
  expect(page.rows.map((row) => row.kind).sort()).toEqual(['mail', 'sms']);
  const found = await call(api.communications.caught, { query: { q: '%42' } });
  expect(found.rows).toEqual([]);
  const [mail] = (await call(api.communications.caught, { query: { q: 'rechnung' } })).rows;
  expect(mail).toMatchObject({ subject: 'Rechnung 42', to: ['a@example.org'], from: expect.stringMatching(/^bounces\+[0-9a-f]{24}@/) });
  const shown = await call(api.communications.caughtMessage, { params: { id: mail!.id } });
  expect(shown).toMatchObject({ text: 'Hallo\n', attachments: [{ filename: 'Rechnung 42.pdf', bytes: letters[0]!.length }] });
  expect(shown.source).toContain('Auto-Submitted: auto-generated');
  expect(await refused(api.communications.caughtMessage, { params: { id: 'nonsense' } })).toMatchObject({ code: 'catcher.not-found' });
});

test('the mail as sent can be had by who may read communications', async () => {
  const platform = await demonstration();
  const { bytes, refused } = await testApi(platform, [deliveryRoom]);
  const { communications } = await composedRun(platform, [{ channel: 'email', email: 'a@example.org' }, { channel: 'portal' }]);
  const source = await until(() => bytes(api.communications.source, { params: { id: communications[0]!.id } }));
  expect(source.type).toBe('message/rfc822');
  expect(source.body.toString()).toMatch(/^To: Erika Muster <a@example.org>$/m);
  expect(await refused(api.communications.source, { params: { id: communications[1]!.id } })).toMatchObject({ code: 'delivery.no-source' });
  expect(await refused(api.communications.source, { params: { id: nobody } })).toMatchObject({ code: 'communication.not-found' });
});

test('print stream and index are listed with their run and can be had', async () => {
  const platform = await demonstration();
  const { call, bytes, refused } = await testApi(platform, [deliveryRoom]);
  const { runId } = await composedRun(platform, [{ channel: 'post', files: { pdf: letters[0]! } }]);
  const stream = await until(async () => {
    const { rows } = await call(api.runs.printStreams, { params: { id: runId } });
    expect(rows).toMatchObject([{ runId, state: 'ready', mailPieces: 1 }]);
    return rows[0]!;
  });
  const pdf = await bytes(api.runs.printStreamPdf, { params: { id: stream.id } });
  expect(pdf.type).toBe('application/pdf');
  expect(pdf.body.length).toBe(stream.bytes);
  const index = await bytes(api.runs.printStreamIndex, { params: { id: stream.id } });
  expect(JSON.parse(index.body.toString())).toMatchObject({ sequence: 1, firstPage: 1, pages: stream.pages, sheets: stream.sheets });
  expect(await refused(api.runs.printStreamPdf, { params: { id: nobody } })).toMatchObject({ code: 'print-stream.not-found' });
});

test('only who may resolve deliveries decides their fate', async () => {
  const platform = await testPlatform();
  const [delivery] = await queueDeliveries(platform, ['a@example.org']);
  await platform.db.transaction().execute(async (trx) => {
    await claimDue(trx, { channel: 'email', account: 'default' }, 'me', platform.clock(), 1);
    const end = { ...delivery!, nextAttemptAt: null, error: 'no answer', messageId: null, attempted: true, state: 'unknown' } as const;
    await endClaims(trx, 'me', [end], platform.clock());
  });
  const request = { params: { id: delivery!.id }, body: { fate: 'sent' as const, note: 'it is in the log' } };
  const author = await testApi(platform, [deliveryRoom], ['author']);
  expect(await author.refused(api.communications.resolveUnknown, request)).toMatchObject({ code: 'auth.not-allowed' });
  const clerk = await testApi(platform, [deliveryRoom], ['clerk']);
  expect(await clerk.call(api.communications.resolveUnknown, request)).toMatchObject({
    state: 'sent',
    receipts: [{ kind: 'decided-sent', detail: 'test: it is in the log' }],
  });
  expect(await clerk.refused(api.communications.resolveUnknown, request)).toMatchObject({ code: 'delivery.not-unknown' });
});
