import { hash } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { newId } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/platform.ts';
import { postalAddress } from '../address.ts';
import { stops, suppressionsOf } from './ask-suppression.ts';
import { importList, removeList } from './import-list.ts';
import { postalKey } from './keys.ts';
import type { ListRequest } from './read-entry.ts';
import { listsOf } from './store.ts';

const cleo: Actor = { kind: 'user', id: 'cleo', name: 'Cleo' };
const today = '2026-11-22';
const request: ListRequest = {
  ...{
    name: 'ddv',
    kind: 'robinson',
    listedBy: 'email',
    source: 'A list house',
    takenOn: '2026-11-01',
    useBy: '2027-02-01',
    country: 'DE',
  },
};
async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function addCustomer(platform: TestPlatform, number: string): Promise<string> {
  const id = newId();
  const parts = { person: 'Erika Müller', street: 'Hauptstraße', houseNumber: '5a', postcode: '10115', city: 'Berlin', country: 'DE' };
  const address = JSON.stringify(postalAddress(parts));
  await sql`insert into customers.customers (id, number, name, language, country, address, attributes, preferences, search, hash, created_at, updated_at)
    values (${id}, ${number}, 'Erika Müller', 'de', 'DE', ${address}::jsonb, '{}', '{}', '', '', now(), now())`.execute(platform.db);
  await sql`insert into customers.contact_points (id, customer_id, channel, address, state) values
    (${newId()}, ${id}, 'email', 'Erika@mail.example', 'valid'), (${newId()}, ${id}, 'sms', '+4917012345', 'valid')`.execute(platform.db);
  return id;
}

test('a list is read with counts, read again it adds nothing, and a newer one takes out who left', async () => {
  const platform = await testPlatform();
  const rows = 'email\nerika@mail.example\nno address\nERIKA@mail.example\nben@mail.example\n';
  const first = await importList(platform, cleo, request, bytesOf(rows));
  expect(first).toEqual({
    ...{ read: 4, malformed: 1, added: 2, kept: 0, repeated: 1, removed: 0 },
    examples: [{ line: 3, code: 'no-email', reason: 'This is no e-mail address.' }],
  });
  expect(await importList(platform, cleo, request, bytesOf(rows))).toMatchObject({ added: 0, kept: 2, removed: 0 });
  const newer = { ...request, takenOn: '2026-11-20' };
  expect(await importList(platform, cleo, newer, bytesOf('email\nben@mail.example\n'))).toMatchObject({ added: 0, kept: 1, removed: 1 });
  expect(await listsOf(platform.db)).toMatchObject([
    { name: 'ddv', entries: 1, takenOn: '2026-11-20', useBy: '2027-02-01', importedBy: 'Cleo' },
  ]);
  expect(await platform.audit.verify()).toMatchObject({ entries: 3, intact: true });
});

test.each([
  ['email', 'email\nerika@MAIL.example\n', {}],
  ['sms', 'phone\n0170 12345\n', {}],
  ['number', 'number\n4711\n', {}],
  ['post', 'name,street,houseNumber,postcode\n"Müller, Erika",Hauptstr.,5 a,10115\n', {}],
  ['email', `hash\n${hash('md5', 'erika@mail.example')}\n`, { hashedBy: 'md5' }],
  ['sms', `hash\n${hash('sha256', '+4917012345').toUpperCase()}\n`, { hashedBy: 'sha256' }],
] as const)('a customer is found on a list by %s', async (listedBy, rows, more) => {
  const platform = await testPlatform();
  const id = await addCustomer(platform, '4711');
  const other = await addCustomer(platform, '4712');
  await sql`update customers.customers set name = 'Ben', address = '{"lines": [], "country": "DE"}' where id = ${other}`.execute(
    platform.db,
  );
  await sql`delete from customers.contact_points where customer_id = ${other}`.execute(platform.db);
  await importList(platform, cleo, { ...request, kind: 'deceased', listedBy, ...more }, bytesOf(rows));
  const of = await suppressionsOf(platform.db, [id, other], today);
  expect(of(id)('contract', 'email', true)).toEqual({ reason: 'deceased', list: 'ddv' });
  expect(of(other)('contract', 'email', true)).toBeUndefined();
});

test('a Robinson list out of date stops what only it could allow; forgotten, it stops nothing', async () => {
  const platform = await testPlatform();
  const id = await addCustomer(platform, '4711');
  await importList(platform, cleo, { ...request, listedBy: 'post', useBy: '2026-11-21' }, bytesOf('name,street,postcode\nX,Y,1\n'));
  const asked = async (consented = false) => (await suppressionsOf(platform.db, [id], today))(id)('advertising', 'post', consented);
  expect(await asked()).toEqual({ reason: 'outdated', list: 'ddv' });
  expect(await asked(true)).toBeUndefined();
  await removeList(platform, cleo, 'ddv');
  expect(await asked()).toBeUndefined();
  await expect(removeList(platform, cleo, 'ddv')).rejects.toMatchObject({ code: 'suppression.unknown-list' });
});

test('a file without the column changes nothing', async () => {
  const platform = await testPlatform();
  await importList(platform, cleo, request, bytesOf('email\nben@mail.example\n'));
  await expect(importList(platform, cleo, request, bytesOf('mail\nanna@mail.example\n'))).rejects.toMatchObject({
    code: 'suppression.wrong-columns',
  });
  expect(await listsOf(platform.db)).toMatchObject([{ entries: 1 }]);
});

test('no address of a list is kept that could be read', async () => {
  const platform = await testPlatform();
  await importList(platform, cleo, request, bytesOf('email\nsecret.person@mail.example\n'));
  const { rows } = await sql<{
    all: string;
  }>`select string_agg(s::text || l::text, ' ') as all from customers.suppressed s, customers.suppression_lists l`.execute(platform.db);
  expect(rows[0]!.all).not.toContain('secret');
});

test('what stops whom', () => {
  expect(stops({ kind: 'robinson', listedBy: 'email' }, 'advertising', 'email', false)).toBe(true);
  expect(stops({ kind: 'robinson', listedBy: 'email' }, 'advertising', 'email', true)).toBe(false);
  expect(stops({ kind: 'robinson', listedBy: 'email' }, 'advertising', 'post', false)).toBe(false);
  expect(stops({ kind: 'robinson', listedBy: 'email' }, 'contract', 'email', false)).toBe(false);
  expect(stops({ kind: 'own', listedBy: 'number' }, 'advertising', 'portal', true)).toBe(true);
  expect(stops({ kind: 'moved', listedBy: 'post' }, 'contract', 'post', true)).toBe(true);
  expect(stops({ kind: 'moved', listedBy: 'post' }, 'contract', 'email', true)).toBe(false);
});

test('the spelling of a person and a street does not hide them, and different houses stay apart', () => {
  const key = (name: string, street: string, houseNumber: string) => postalKey({ name, street, houseNumber, postcode: '10115' });
  const erika = key('Erika Müller', 'Hauptstraße', '5a');
  for (const [name, street, number] of [
    ['Müller, Erika', 'Hauptstr.', '5 a'],
    ['Frau Dr. ERIKA MULLER', 'Haupt Strasse', '5A'],
  ] as const) {
    expect(key(name, street, number)).toBe(erika);
  }
  expect(key('Erika Müller', 'Hauptstraße', '5b')).not.toBe(erika);
  expect(key('Erik Müller', 'Hauptstraße', '5a')).not.toBe(erika);
  expect(key('', 'Hauptstraße', '5a')).toBeUndefined();
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (name, street) => void key(name, street, '1')));
});
