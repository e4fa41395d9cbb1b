import { api } from '@posthorn/contract';
import { pageDifferences } from '@posthorn/engine/preview';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testApi } from '../../../../test/api.ts';
import { composedRun } from '../../../../test/composed-chunk.ts';
import { EpostService } from '../../../../test/epost-service.ts';
import { sampleLetters } from '../../../../test/letters.ts';
import { type TestPlatform, testPlatform } from '../../../../test/platform.ts';
import { decideProposal, proposePolicy } from '../../../governance/change-policy.ts';
import { defaultPolicy } from '../../../governance/default-policy.ts';
import { endHolds } from '../../../governance/end-holds.ts';
import { governanceRoom } from '../../../governance/index.ts';
import type { Actor } from '../../../platform/platform.ts';
import { deliveryRoom } from '../../index.ts';
import { withReceipts } from '../../show-deliveries.ts';
import { deliveriesOf } from '../../store.ts';
import { askProviders } from './ask-providers.ts';
import { testLetter } from './test-letter.ts';

const person = (id: string): Actor => ({ kind: 'user', id, name: id });
const rooms = [governanceRoom, deliveryRoom];

let platform: TestPlatform;
let service: EpostService;
let work: { stop(): Promise<void> };
/** A letter that E-POST prints as it is. */
let pdf: Uint8Array;
beforeAll(async () => {
  service = await EpostService.start();
  platform = await testPlatform({ work: true, rooms, config: { demonstration: true, catcherPort: 0, homeCountry: 'DE' } });
  pdf = (await testLetter(platform, 'x', 'Erika Muster, Weg 1, 12345 Ort')).pdf;
  const { version } = await proposePolicy(platform, person('anna'), {
    policy: {
      ...defaultPolicy,
      digests: [{ id: 'envelope', name: 'Envelope', channel: 'post', purposes: ['service'], at: '17:00', atMost: 5, atMostSheets: 2 }],
      budgets: [{ id: 'postage', name: 'Postage', channel: 'post', perMonth: 100_000 }],
    },
    note: 'for a test',
  });
  await decideProposal(platform, person('bert'), version, true);
}, 60_000);
afterAll(async () => {
  await work?.stop();
  await platform.close();
  await service.stop();
});

const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 30_000, interval: 100 });
const first = async (communicationId: string) => (await deliveriesOf(platform.db, [communicationId]))[0]!;
const letterRun = (count: number, purpose: string, more: { customerId?: string; bytes?: Uint8Array } = {}) =>
  composedRun(
    platform,
    Array.from({ length: count }, () => ({
      channel: 'post' as const,
      files: { pdf: more.bytes ?? pdf },
      ...(more.customerId && { customerId: more.customerId }),
    })),
    { purpose },
  );

test('an account is added with a test; letters go over it, registered where their purpose says so, and are followed by number', async () => {
  const { call } = await testApi(platform, rooms);
  const { secret, password, ...open } = service.settings;
  const body = {
    ...{ kind: 'epost', name: 'E-POST', brands: [], rank: 1, perSecond: 0, currency: 'EUR', keepOrder: false },
    ...{ prices: { DE: 1.2, 'DE+': 0.1, 'DE registered': 4.5 }, settings: { ...open, secret, password, duplex: false } },
  };
  const { id } = await call(api.channels.add, { body });
  expect(await call(api.channels.test, { params: { id }, body: { to: 'me@example.org' } })).toMatchObject({ outcome: 'sent' });
  expect(service.letters.pop()!.sent).toMatchObject({ testFlag: true, testEMail: 'me@example.org' });
  await call(api.post.setProducts, { body: { rows: [{ scope: 'purpose', name: 'contract', product: 'registered' }] } });
  // Whoever writes for a brand whose letters it prints is shown its zones.
  expect((await call(api.post.zones, { query: { brand: 'kontor' } })).printed).toEqual({ account: 'E-POST', profile: 'epost' });
  work = await deliveryRoom.work!(platform);
  const { communications } = await letterRun(1, 'contract');
  const communicationId = communications[0]!.id;
  await until(async () => expect(await first(communicationId)).toMatchObject({ state: 'sent' }));
  const delivery = await first(communicationId);
  expect(service.letters.map(({ sent }) => [sent.custom1, sent.registeredLetter])).toEqual([[delivery.id, 'Einschreiben']]);
  service.moveOn(delivery.id, { statusID: 3, registeredLetterID: 'RR1DE' });
  platform.clock.advance(3_600_000);
  await askProviders(platform);
  const shown = async () => (await withReceipts(platform.db, [await first(communicationId)]))[0]!;
  expect(await shown()).toMatchObject({
    state: 'sent',
    letter: { product: 'registered', trackingNumber: 'RR1DE', trackingUrl: expect.stringMatching(/^https:.*RR1DE$/) },
  });
  service.moveOn(delivery.id, { registeredLetterStatus: 'DELIVERED' });
  await askProviders(platform);
  expect(await shown()).toMatchObject({ state: 'sent' });
  platform.clock.advance(3_600_000);
  // The operator asks, and asks again: no letter is asked about twice within seconds.
  expect(await call(api.channels.ask, { params: { id } })).toEqual({ ok: true, asked: 1 });
  expect(await call(api.channels.ask, { params: { id } })).toEqual({ ok: true, asked: 0 });
  expect(await shown()).toMatchObject({ state: 'delivered' });
  expect((await shown()).receipts.map(({ kind }) => kind)).toEqual(['sent', 'accepted', 'delivered']);
  const { rows } = await sql<{ cost: string }>`select sum(cost)::text as cost from delivery.account_minutes where channel = 'post'`.execute(
    platform.db,
  );
  expect(Number(rows[0]!.cost)).toBeCloseTo(4.5);
  const spent = await sql<{ cost: number }>`select cost from governance.contacts where communication_id = ${communicationId}`.execute(
    platform.db,
  );
  expect(Number(spent.rows[0]!.cost)).toBe(45_000);
});

test('a letter that stands in a zone of its provider is not handed over: it fails, with the place, and can be sent again', async () => {
  const { call } = await testApi(platform, rooms);
  const [standard] = await sampleLetters(1);
  const before = service.letters.length;
  const { communications } = await letterRun(1, 'contract', { bytes: standard! });
  await until(async () => expect(await first(communications[0]!.id)).toMatchObject({ state: 'failed' }));
  expect((await first(communications[0]!.id)).lastError).toMatch(/no-print zones: page 1, .* mm from the top/);
  expect(service.letters).toHaveLength(before);
  expect((await call(api.channels.deadLetters, { query: {} })).rows).toMatchObject([
    { channel: 'post', communicationId: communications[0]!.id },
  ]);
});

test('letters to one customer share an envelope of so many sheets: one is handed over, and its fate is that of all in it', async () => {
  const runs = [await letterRun(1, 'service')];
  const { customerId } = runs[0]!.communications[0]!;
  for (let more = 0; more < 2; more++) runs.push(await letterRun(1, 'service', { customerId }));
  const ids = runs.map((run) => run.communications[0]!.id);
  await platform.events.settled();
  const before = service.letters.length;
  platform.clock.advance(24 * 3_600_000);
  await endHolds(platform, new AbortController().signal);
  await until(async () => expect((await Promise.all(ids.map(first))).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']));
  // Two sheets in one, the third letter alone.
  const taken = new Map(service.letters.slice(before).map(({ sent }) => [sent.custom1, Buffer.from(String(sent.data), 'base64')]));
  expect([...taken.keys()].sort()).toEqual([(await first(ids[0]!)).id, (await first(ids[2]!)).id].sort());
  const together = taken.get((await first(ids[0]!)).id)!;
  expect((await pageDifferences(together, pdf)).pages).toEqual([2, 1]);
  const part = await first(ids[1]!);
  expect((await withReceipts(platform.db, [part]))[0]!.receipts.map(({ detail }) => detail)).toEqual([
    `in the envelope of communication ${ids[0]}`,
  ]);
  service.moveOn((await first(ids[0]!)).id, { statusID: 99, errorList: [{ code: 'E301', description: 'PDF defekt' }] });
  platform.clock.advance(3_600_000);
  await askProviders(platform);
  expect((await Promise.all(ids.map(first))).map(({ state }) => state)).toEqual(['failed', 'failed', 'sent']);
});
