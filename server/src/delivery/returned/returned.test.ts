import { api } from '@posthorn/contract';
import { compile } from '@posthorn/engine';
import { pagePictures } from '@posthorn/engine/preview';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { composedRun } from '../../../test/composed-chunk.ts';
import { cutOut, photograph } from '../../../test/photograph.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { bundleFromFolder, parseJsonLines } from '../../content/index.ts';
import { customersRoom, suppressionsOf } from '../../customers/index.ts';
import { createApiKey } from '../../platform/auth/index.ts';
import { composeRecord } from '../../production/compose/compose-record.ts';
import { letterCode } from '../../production/index.ts';
import { deliveryRoom } from '../index.ts';
import { deliveriesOf } from '../store.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ work: true, rooms: [deliveryRoom] });
});
afterAll(() => platform.close());

/** The upper right of the first page of an invoice of the example, at 200 dots an inch, with the code in a slot in its corner. */
async function firstPage(code: string): Promise<Uint8Array> {
  const { bundle, samples } = await bundleFromFolder(new URL('../../../../examples/shop', import.meta.url).pathname);
  const { letter } = bundle.brand.masters;
  const slot = { type: 'slot', name: 'communication', x: 182, y: 12, width: 11, height: 11 } as const;
  const masters = {
    ...bundle.brand.masters,
    letter: { ...letter!, first: { ...letter!.first, marks: [...(letter!.first.marks ?? []), slot] } },
  };
  const program = await compile({ ...bundle, brand: { ...bundle.brand, masters } }, { formats: ['pdf'] });
  const task = { data: parseJsonLines(samples)[0]!, channel: 'post', notice: null, code } as const;
  const { files } = composeRecord(program, task, '2026-11-21T12:00:00Z', {});
  const pictures = await pagePictures(files.find((file) => file.kind === 'pdf')!.bytes, { dpi: 200, pages: [1] });
  return cutOut(pictures[0]!.png, 900, 0, 750, 750);
}

/** Letters that were handed to the printer. */
async function printed(count: number) {
  const run = await composedRun(
    platform,
    Array.from({ length: count }, () => ({ channel: 'post' as const })),
  );
  const ids = run.communications.map((one) => one.id);
  await vi.waitFor(async () => expect(await deliveriesOf(platform.db, ids)).toHaveLength(count), 20_000);
  await sql`update delivery.deliveries set state = 'printed' where run_id = ${run.runId}`.execute(platform.db);
  return { ...run, codes: run.communications.map(letterCode) };
}

async function clerk() {
  const { app, call } = await testApi(platform, [customersRoom, deliveryRoom]);
  const { key } = await createApiKey(platform, { kind: 'system', id: 'test', name: 'Test' }, 'clerk', ['clerk']);
  const upload = (picture: Uint8Array) =>
    app.inject({
      ...{ method: 'POST', url: '/api/returned-letters/picture?reason=moved', payload: Buffer.from(picture) },
      headers: { 'content-type': 'image/png', authorization: `Bearer ${key}` },
    });
  return { call, upload };
}

const states = async (id: string) => (await deliveriesOf(platform.db, [id])).map((one) => one.state);

test('letters are known by their codes on photographs: straight, turned, on the head, out of focus, grainy, in bad light', async () => {
  const { codes, communications } = await printed(1);
  const { upload } = await clerk();
  const page = await firstPage(codes[0]!);
  const seen = async (faults: Parameters<typeof photograph>[1]) => (await upload(photograph(page, faults))).json().rows;
  const row = { number: codes[0], communicationId: communications[0]!.id, reference: 'R-0' };
  expect(await seen({})).toMatchObject([{ ...row, state: 'noted' }]);
  for (const faults of [{ turned: 180 }, { turned: 93 }, { turned: -12, blurred: 1 }, { noise: 30, shade: 90 }])
    expect([faults, await seen(faults)]).toMatchObject([faults, [{ ...row, state: 'again' }]]);
  expect(await states(communications[0]!.id)).toEqual(['bounced']);
  const blank = await upload(photograph(page, { blurred: 30 }));
  expect([blank.statusCode, blank.json().rows]).toEqual([200, []]);
  expect((await upload(page.subarray(0, 900))).json().rows).toEqual([]);
  expect((await upload(Buffer.from('%PDF-1.7'))).statusCode).toBe(422);
});

test('a list says the same: codes or ids, each noted once, with its reason in the story; what is none of ours is said', async () => {
  const { codes, communications } = await printed(2);
  const { call } = await clerk();
  const numbers = [
    codes[0]!.toLowerCase(),
    communications[1]!.id,
    codes[1]!,
    '4711',
    letterCode({ runId: communications[0]!.runId, recordId: '99' }),
  ];
  const { rows } = await call(api.returnedLetters.record, { body: { reason: 'refused', numbers } });
  expect(rows.map((row) => row.state)).toEqual(['noted', 'noted', 'again', 'unknown', 'unknown']);
  const { rows: receipts } = await sql<{
    detail: string;
  }>`select r.detail from delivery.receipts r join delivery.deliveries d on d.id = r.delivery_id
    where d.communication_id = ${communications[0]!.id} and r.kind = 'returned'`.execute(platform.db);
  expect(receipts).toEqual([{ detail: 'refused' }]);
  const { rows: told } = await call(api.customers.timeline, { params: { id: communications[0]!.customerId }, query: {} });
  expect(told.map((one) => one.summary)).toContain('The letter came back');
});

test('who moved gets no letters until another address is known, who died nothing, and who refused one gets the next', async () => {
  const { codes, communications } = await printed(3);
  const place = (street: string) => JSON.stringify({ street, houseNumber: '1', postcode: '12345' });
  const ids = communications.map((one) => one.customerId);
  for (const [at, id] of ids.entries())
    await sql`update customers.customers set address = address || ${place(`Weg ${at}`)}::jsonb where id = ${id}`.execute(platform.db);
  const { call } = await clerk();
  for (const [at, reason] of (['moved', 'deceased', 'refused'] as const).entries())
    await call(api.returnedLetters.record, { body: { reason, numbers: [codes[at]!] } });
  const stopped = async () => {
    const of = await suppressionsOf(platform.db, ids, '2026-11-21');
    return ids.map((id) => (['post', 'email'] as const).map((channel) => of(id)('contract', channel, false)?.reason));
  };
  expect(await stopped()).toEqual([
    ['moved', undefined],
    ['deceased', 'deceased'],
    [undefined, undefined],
  ]);
  await sql`update customers.customers set address = address || ${place('Neue Gasse')}::jsonb where id = ${ids[0]!}`.execute(platform.db);
  expect((await stopped())[0]).toEqual([undefined, undefined]);
  expect(await platform.audit.verify()).toMatchObject({ intact: true });
});
