import { api } from '@posthorn/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { addCustomer } from '../../../test/deliveries.ts';
import { KeyOwner } from '../../../test/mail-keys.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { newId } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/platform.ts';
import { readTimeline } from '../find-customers.ts';
import { customersRoom } from '../index.ts';
import { mailKeys } from './ask-mail-keys.ts';
import { importMailKeys } from './import-mail-keys.ts';

const clerk: Actor = { kind: 'user', id: 'olga', name: 'Olga' };
const owner = new KeyOwner();
let platform: TestPlatform;
beforeAll(async () => {
  // openssl makes certificates that hold from now on.
  platform = await testPlatform({ now: new Date(Date.now() + 3_600_000).toISOString() });
});
afterAll(() => platform.close());

async function customerAt(address: string) {
  const id = newId();
  await addCustomer(platform, id, address);
  const http = await testApi(platform, [customersRoom], ['clerk']);
  const add = (key: string) => http.call(api.mailKeys.add, { params: { id }, body: { key } });
  const refusal = (key: string) => http.refused(api.mailKeys.add, { params: { id }, body: { key } });
  return { id, ...http, add, refusal };
}

test('a clerk keeps a certificate and a key of OpenPGP for a customer, sees what they say, and takes one away again', async () => {
  const { id, add, call } = await customerAt('Anna@Example.org');
  const { rows } = await add(owner.certificate('anna', 'anna@example.org'));
  expect(rows).toMatchObject([
    {
      address: 'anna@example.org',
      kind: 'smime',
      holder: 'CN=anna',
      issuer: 'CN=anna',
      algorithm: 'EC P-256',
      addedBy: expect.any(String),
    },
  ]);
  expect(rows[0]!.trouble).toBeUndefined();
  const both = (await add(owner.pgpKey('anna@example.org', platform.clock(), '10d'))).rows;
  expect(both.find(({ kind }) => kind === 'openpgp')).toMatchObject({ holder: 'Anna <anna@example.org>', algorithm: 'Curve25519' });
  const removed = await call(api.mailKeys.remove, { params: { id, key: rows[0]!.id } });
  expect(removed.rows.map(({ kind }) => kind)).toEqual(['openpgp']);
  const happened = await readTimeline(platform, id, 5, undefined);
  expect(happened.map(({ type }) => type).sort()).toEqual([
    'customer.mail-key-added',
    'customer.mail-key-added',
    'customer.mail-key-removed',
  ]);
});

test('of a key that has ended or soon will, with no other in its place, the workplace tells', async () => {
  const { id, add, call } = await customerAt('soon@example.org');
  await add(owner.pgpKey('soon@example.org', platform.clock(), '10d'));
  const ending = async () => (await call(api.mailKeys.ending, {})).rows.filter(({ customer }) => customer.id === id);
  expect(await ending()).toMatchObject([{ address: 'soon@example.org', customer: { name: 'Anna' } }]);
  const keys = async (days: number) => {
    const now = new Date(platform.clock().getTime() + days * 86_400_000);
    return (await mailKeys(platform, [id], now))(id, 'SOON@example.org');
  };
  expect(await keys(9)).toMatchObject([{ kind: 'openpgp' }]);
  expect(await keys(11)).toMatchObject([{ trouble: 'expired' }]);
  expect(await keys(0)).not.toEqual((await mailKeys(platform, [id], platform.clock()))(id, 'other@example.org'));
  await add(owner.certificate('soon', 'soon@example.org'));
  expect(await ending()).toEqual([]);
});

test('keys of others, private keys, and what is none are refused with the reason', async () => {
  const { refusal } = await customerAt('bert@example.org');
  const codes = [
    owner.certificate('else', 'else@example.org'),
    owner.file('else.key'),
    owner.gpg(['--armor', '--export-secret-keys', 'soon@example.org']).toString(),
    'hello',
  ];
  const told = [];
  for (const key of codes) told.push((await refusal(key)).code);
  const ended = owner.certificate('ended', 'bert@example.org', ['-days', '1']);
  const now = platform.clock();
  platform.clock.advance(2 * 86_400_000);
  told.push((await refusal(ended)).code);
  platform.clock.set(now);
  const unreadable = 'mail-key.unreadable';
  expect(told).toEqual(['mail-key.other-address', unreadable, unreadable, unreadable, 'mail-key.not-usable']);
});

test('keys are brought in from files and from CSV; what cannot be kept is named and stops no other', async () => {
  const { id, call } = await customerAt('cora@example.org');
  const armour = owner.pgpKey('cora@example.org', platform.clock());
  const der = Buffer.from(owner.certificate('cora', 'cora@example.org').replace(/-----[^-]+-----/g, ''), 'base64');
  async function* files() {
    yield { name: 'cora.asc', bytes: Buffer.from(armour) };
    yield { name: 'stranger.pem', bytes: Buffer.from(owner.certificate('stranger', 'stranger@example.org')) };
    yield {
      name: 'keys.csv',
      bytes: Buffer.from(`number,key\n${id},${der.toString('base64')}\nnobody,${der.toString('base64')}\n${id},"x"\n`),
    };
  }
  const report = await importMailKeys(platform, clerk, files());
  expect(report).toMatchObject({ read: 5, kept: 2 });
  expect(report.refused.map(({ place }) => place)).toEqual(['stranger.pem', 'keys.csv:3', 'keys.csv:4']);
  const { rows } = await call(api.mailKeys.ofCustomer, { params: { id } });
  expect(rows.map(({ kind }) => kind).sort()).toEqual(['openpgp', 'smime']);
});
