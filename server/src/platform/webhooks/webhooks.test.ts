import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { api } from '@posthorn/contract';
import { Webhook as Verifier } from 'standardwebhooks';
import { expect, onTestFinished, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { addressFault, isInside } from '../network/index.ts';
import { platformRoom } from '../tidy.ts';
import { post } from './post.ts';
import { nextAttempt } from './rules.ts';
import { sendDue } from './send-due.ts';
import { tellWebhooks } from './tell.ts';

interface Came {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Somebody else's program: keeps what it is told and answers as it is asked to. */
async function receiver(answer: (nth: number) => number = () => 204) {
  const came: Came[] = [];
  const server: Server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      came.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(pieces).toString() });
      response.writeHead(answer(came.length), { location: 'http://127.0.0.1:9/' }).end('noted');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => new Promise<void>((done) => server.close(() => done())));
  return { came, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

const setUp = async () => {
  const platform = await testPlatform({ rooms: [platformRoom], config: { webhooksInside: true } });
  const { call, refused } = await testApi(platform, [platformRoom]);
  return { platform, call, refused };
};
const tell = (platform: TestPlatform, ...kinds: string[]) =>
  platform.db.transaction().execute((trx) =>
    tellWebhooks(
      platform,
      trx,
      'delivery.receipts',
      kinds.map((kind) => ({ kind })),
    ),
  );
const hook = (url: string, kinds: ('delivered' | 'complained')[] = []) => ({ name: 'Shop system', url, kinds });

/** Standard Webhooks’ own library, which knows nothing of us; it takes the time of this machine, so messages are of now. */
const verified = (secret: string, { headers, body }: Came) => new Verifier(secret).verify(body, headers);

test('a message goes to who wants it, signed so that an independent library takes it and nobody can change it', async () => {
  const { platform, call } = await setUp();
  platform.clock.set(new Date());
  const [all, some] = [await receiver(), await receiver()];
  const { secret } = await call(api.webhooks.create, { body: hook(all.url) });
  await call(api.webhooks.create, { body: hook(some.url, ['complained']) });
  await tell(platform, 'delivered', 'complained');
  await tell(platform, 'delivered');
  await sendDue(platform);
  expect(all.came).toHaveLength(2);
  expect(some.came).toHaveLength(1);
  expect(verified(secret, all.came[0]!)).toMatchObject({
    type: 'delivery.receipts',
    data: { receipts: [{ kind: 'delivered' }, { kind: 'complained' }] },
  });
  expect(JSON.parse(some.came[0]!.body)).toMatchObject({ data: { receipts: [{ kind: 'complained' }] } });
  expect(() => verified(secret, { ...all.came[0]!, body: all.came[0]!.body.replace('delivered', 'complained') })).toThrow(/signature/i);
  expect(() => verified(secret, some.came[0]!)).toThrow(/signature/i);
});

test('what is not taken is told again later and later under the same id, then given up; a person sends it once more', async () => {
  const { platform, call } = await setUp();
  const program = await receiver((nth) => (nth > 10 ? 200 : nth % 2 ? 500 : 302));
  const { webhook } = await call(api.webhooks.create, { body: hook(program.url) });
  await tell(platform, 'delivered');
  for (let attempt = 0; attempt < 12; attempt++) {
    await sendDue(platform);
    platform.clock.advance(27 * 3600_000);
  }
  expect(program.came).toHaveLength(10);
  expect(new Set(program.came.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  const [message] = (await call(api.webhooks.messages, { params: { id: webhook.id } })).rows;
  expect(message).toMatchObject({ state: 'failed', attempts: 10, error: 'The answer was 302.', status: 302 });
  expect((await call(api.webhooks.list)).rows).toMatchObject([{ failingSince: expect.any(String), lastError: 'The answer was 302.' }]);
  await call(api.webhooks.redeliver, { params: { id: message!.id } });
  await sendDue(platform);
  expect((await call(api.webhooks.messages, { params: { id: webhook.id }, query: { state: 'delivered' } })).rows).toHaveLength(1);
  const [mended] = (await call(api.webhooks.list)).rows;
  expect(mended).not.toHaveProperty('failingSince');
  expect(program.came[10]!.headers['webhook-id']).toBe(message!.id);
});

test('a message whose sender died is sent by the next one, and who answers 410 is told nothing more', async () => {
  const { platform, call } = await setUp();
  const program = await receiver(() => 410);
  await call(api.webhooks.create, { body: hook(program.url) });
  await tell(platform, 'delivered');
  const { takeDue } = await import('./store.ts');
  expect(await takeDue(platform.db, platform.clock(), 10, 120_000)).toHaveLength(1);
  await sendDue(platform);
  expect(program.came).toHaveLength(0);
  platform.clock.advance(121_000);
  await sendDue(platform);
  expect(program.came).toHaveLength(1);
  expect((await call(api.webhooks.list)).rows).toMatchObject([{ active: false }]);
  await tell(platform, 'delivered');
  await sendDue(platform);
  expect(program.came).toHaveLength(1);
});

test('a new secret is taken at once, and the former for a day', async () => {
  const { platform, call } = await setUp();
  platform.clock.set(new Date());
  const program = await receiver();
  const { webhook, secret } = await call(api.webhooks.create, { body: hook(program.url) });
  const renewed = await call(api.webhooks.renewSecret, { params: { id: webhook.id } });
  await call(api.webhooks.test, { params: { id: webhook.id } });
  await sendDue(platform);
  expect(verified(secret, program.came[0]!)).toMatchObject({ type: 'test' });
  expect(verified(renewed.secret, program.came[0]!)).toMatchObject({ type: 'test' });
  const { rows } = await platform.pool.query<{ secret: Buffer }>('select secret from platform.webhooks');
  expect(rows[0]!.secret.includes(renewed.secret)).toBe(false);
  platform.clock.advance(2 * 86_400_000);
  await call(api.webhooks.test, { params: { id: webhook.id } });
  await sendDue(platform);
  expect(program.came[1]!.headers['webhook-signature']!.split(' ')).toHaveLength(1);
});

test('who may not, changes nothing; what is changed is in the audit chain', async () => {
  const { platform, call, refused } = await setUp();
  const { webhook } = await call(api.webhooks.create, { body: hook('https://example.org/hook') });
  await call(api.webhooks.change, { params: { id: webhook.id }, body: { ...hook('https://example.org/other'), active: false } });
  expect(
    await refused(api.webhooks.change, { params: { id: webhook.id }, body: { ...hook('ftp://example.org'), active: true } }),
  ).toMatchObject({
    code: 'webhook.invalid',
  });
  const operator = await testApi(platform, [platformRoom], ['operator']);
  expect((await operator.call(api.webhooks.list)).rows).toMatchObject([{ url: 'https://example.org/other', active: false }]);
  expect(await operator.refused(api.webhooks.remove, { params: { id: webhook.id } })).toMatchObject({ status: 403 });
  await call(api.webhooks.remove, { params: { id: webhook.id } });
  expect(await refused(api.webhooks.remove, { params: { id: webhook.id } })).toMatchObject({ code: 'webhook.not-found' });
  const actions = (await call(api.administration.audit)).rows.map(({ action }) => action);
  expect(actions.filter((action) => action.startsWith('webhook.'))).toEqual(['webhook.remove', 'webhook.change', 'webhook.create']);
});

test.each([
  ['https://10.1.2.3/', true], ['https://[::1]/', true], ['https://[::ffff:169.254.169.254]/', true], ['https://localhost/', true], ['http://example.org/', true],
  ['https://user:pass@example.org/', true], ['no address', true], ['https://example.org/hook', false], ['https://93.184.216.34/', false],
])('the address %s is refused: %s', (url, refused) => {
  expect(addressFault(url, false) !== undefined).toBe(refused);
}); // biome-ignore format: cases

test('a name that leads inside is not followed there, whatever it said before', async () => {
  const program = await receiver();
  const port = new URL(program.url).port;
  expect(await post(`http://localhost:${port}/`, {}, '{}', false)).toEqual({ error: 'localhost leads inside' });
  expect(program.came).toHaveLength(0);
  expect(isInside('fd12::1')).toBe(true);
});

test('the pauses grow from seconds to a day and end', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  expect(nextAttempt(1, now, 0.5)).toEqual(new Date('2026-11-22T12:00:05Z'));
  expect(nextAttempt(9, now, 0.5)).toEqual(new Date('2026-11-23T12:00:00Z'));
  expect(nextAttempt(10, now, 0.5)).toBeUndefined();
});
