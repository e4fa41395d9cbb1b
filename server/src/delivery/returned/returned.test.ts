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
import { customersById, customersRoom, suppressionsOf } from '../../customers/index.ts';
import { replaceCustomers } from '../../customers/store.ts';
import { createApiKey } from '../../platform/auth/index.ts';
import { newId } from '../../platform/db/index.ts';
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

test('a letter says nothing of an address that it did not go to', async () => {
  const { codes, communications } = await printed(3);
  const ids = communications.map((one) => one.customerId);
  const { call } = await clerk();
  // The first has moved since and we know it; the second's letter went to a guardian, as does that of the third, who refused it.
  await sql`update customers.customers set address = ${JSON.stringify({ country: 'DE', lines: ['Erika Muster', 'Neue Gasse 9', '12345 Ort'] })}::jsonb
    where id = ${ids[0]!}`.execute(platform.db);
  const guardian = {
    kind: 'guardian',
    name: 'Anna Vogt',
    place: { street: 'Weg', houseNumber: '5', postcode: '12345', city: 'Ort', country: 'DE' },
  };
  for (const id of ids.slice(1)) {
    await call(api.customers.setWishes, { params: { id }, body: { wishes: { representatives: [guardian as never] } } });
    await sql`update delivery.deliveries set address = ${'Anna Vogt\nWeg 5\n12345 Ort\nGERMANY'} where customer_id = ${id}`.execute(
      platform.db,
    );
  }
  const told = async (at: number, reason: 'moved' | 'deceased' | 'refused') =>
    (await call(api.returnedLetters.record, { body: { reason, numbers: [codes[at]!] } })).rows[0]!.letter!;
  expect(await told(0, 'moved')).toMatchObject({ consequence: 'recipient' });
  expect((await told(0, 'moved')).correctable).toBeUndefined();
  const letter = await told(1, 'deceased');
  expect(letter).toMatchObject({ consequence: 'recipient', correctable: 'recipient', place: guardian.place, customerName: 'Erika Muster' });
  expect(await told(2, 'refused')).toMatchObject({ consequence: 'none' });
  const stopped = await suppressionsOf(platform.db, ids, '2026-11-21');
  expect(ids.map((id) => stopped(id)('contract', 'post', false))).toEqual([undefined, undefined, undefined]);
  const now = async () => (await customersById(platform, [ids[1]!], { purpose: 'contract', at: platform.clock() })).get(ids[1]!)!;
  expect((await now()).contactPoints).toMatchObject([{ channel: 'post', state: 'bounced' }]);
  const params = { id: letter.id };
  await call(api.returnedLetters.correct, { params, body: { place: { ...guardian.place, houseNumber: '6' } } });
  expect(await now()).toMatchObject({ postalAddress: ['Anna Vogt', 'Weg 6', '12345 Ort', 'GERMANY'], contactPoints: [] });
  expect(await call(api.returnedLetters.settle, { params, body: { deed: 'undo' } })).not.toHaveProperty('settled');
  expect((await now()).contactPoints).toMatchObject([{ channel: 'post', state: 'bounced' }]);
});

test('an address is put right, stays so when the wrong one is imported again, and all of it can be taken back', async () => {
  const { codes, communications } = await printed(1);
  const { customerId } = communications[0]!;
  const imported = {
    country: 'DE',
    street: 'Weg',
    houseNumber: '1',
    postcode: '12345',
    city: 'Ort',
    lines: ['Erika Muster', 'Weg 1', '12345 Ort'],
  };
  const bring = (address: object) =>
    platform.db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ number: string }>`select number from customers.customers where id = ${customerId}`.execute(trx);
      const same = { name: 'Erika Muster', language: 'de', country: 'DE', attributes: {}, preferences: {}, wishes: {}, contactPoints: [] };
      await replaceCustomers(
        trx,
        [{ ...same, id: customerId, number: rows[0]!.number, hash: newId(), address: address as never }],
        platform.clock(),
      );
    });
  await bring(imported);
  const { call } = await clerk();
  const [told] = (await call(api.returnedLetters.record, { body: { reason: 'moved', numbers: [codes[0]!] } })).rows;
  expect(told!.letter).toMatchObject({ consequence: 'address', correctable: 'customer', place: { street: 'Weg', city: 'Ort' } });
  const params = { id: told!.letter!.id };
  const place = { street: 'Neue Gasse', houseNumber: '2', postcode: '54321', city: 'Dorf', country: 'DE' };
  const address = async () => (await customersById(platform, [customerId])).get(customerId)!.postalAddress.slice(0, 3);
  const stopped = async () =>
    (await suppressionsOf(platform.db, [customerId], '2026-11-21'))(customerId)('contract', 'post', false)?.reason;
  expect(await stopped()).toBe('moved');
  await call(api.returnedLetters.correct, { params, body: { place } });
  await bring(imported);
  expect([await address(), await stopped()]).toEqual([['Erika Muster', 'Neue Gasse 2', '54321 Dorf'], undefined]);
  await call(api.returnedLetters.settle, { params, body: { deed: 'undo' } });
  expect([await address(), await stopped()]).toEqual([['Erika Muster', 'Weg 1', '12345 Ort'], 'moved']);
  await call(api.returnedLetters.settle, { params, body: { deed: 'unblock' } });
  expect(await stopped()).toBeUndefined();
  await call(api.returnedLetters.settle, { params, body: { deed: 'undo' } });
  await call(api.returnedLetters.settle, { params, body: { deed: 'keep' } });
  expect(await stopped()).toBe('moved');
  const open = await call(api.returnedLetters.list, { query: { open: true, limit: 200 } });
  expect(open.rows.map((one) => one.id)).not.toContain(params.id);
  const all = await call(api.returnedLetters.list, { query: { limit: 200 } });
  expect(all.rows.find((one) => one.id === params.id)).toMatchObject({ settled: 'kept', settledBy: 'test' });
  await bring({ ...imported, houseNumber: '3', lines: ['Erika Muster', 'Weg 3', '12345 Ort'] });
  expect(await address()).toEqual(['Erika Muster', 'Weg 3', '12345 Ort']);
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
