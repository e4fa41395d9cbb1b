import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { api } from '@posthorn/contract';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { newId } from '../../platform/db/index.ts';
import { customersRoom } from '../index.ts';
import { permissionsOf } from './store.ts';

const rooms = [customersRoom];

async function addCustomer(platform: TestPlatform, name = 'Erika Muster'): Promise<string> {
  const id = newId();
  await sql`insert into customers.customers (id, number, name, language, country, address, attributes, preferences, search, hash, created_at, updated_at)
    values (${id}, ${id}, ${name}, 'de', 'DE', '{"lines": [], "country": "DE"}', '{}', '{}', '', '', now(), now())`.execute(platform.db);
  return id;
}

const inForm = { purpose: 'advertising', channel: 'email', act: 'granted', way: 'web-form', address: 'Erika@Mail.example' } as const;

test('a form and its confirmation become a consent, with the wording that was shown', async () => {
  const platform = await testPlatform({ rooms });
  const { call } = await testApi(platform, rooms);
  const id = await addCustomer(platform);
  const text = await call(api.consents.addText, {
    body: { name: 'newsletter', language: 'de', wording: 'Ja, ich möchte Neues per E-Mail.' },
  });
  expect(await call(api.consents.addText, { body: { name: 'newsletter', language: 'de', wording: text.wording } })).toEqual(text);
  const first = await call(api.consents.note, { params: { id }, body: { ...inForm, textId: text.id, evidence: { ip: '192.0.2.7' } } });
  expect(first.permissions).toMatchObject([
    { purpose: 'advertising', channel: 'email', state: 'unconfirmed', address: 'Erika@mail.example' },
  ]);
  const second = await call(api.consents.note, { params: { id }, body: { ...inForm, act: 'confirmed', way: 'e-mail' } });
  expect(second.permissions).toMatchObject([{ state: 'granted' }]);
  expect(second.entries.map((entry) => entry.act)).toEqual(['confirmed', 'granted']);
  expect(second.entries[1]).toMatchObject({ text: { wording: text.wording }, evidence: { ip: '192.0.2.7' }, notedBy: 'test' });
  const timeline = await call(api.customers.timeline, { params: { id }, query: {} });
  expect(timeline.rows.map((row) => row.type)).toEqual(['consent.confirmed', 'consent.granted']);
  expect(await platform.audit.verify()).toMatchObject({ intact: true });
});

test('a withdrawal ends it in the same moment and is news for whoever has something under way', async () => {
  const platform = await testPlatform({ rooms });
  const { call } = await testApi(platform, rooms);
  const id = await addCustomer(platform);
  await call(api.consents.note, { params: { id }, body: { ...inForm, way: 'paper' } });
  expect((await permissionsOf(platform.db, [id])).get(id)).toMatchObject([{ state: 'granted' }]);
  await call(api.consents.note, { params: { id }, body: { ...inForm, act: 'withdrawn', way: 'phone' } });
  expect((await permissionsOf(platform.db, [id])).get(id)).toMatchObject([{ state: 'ended', until: null }]);
  const { rows } = await sql<{ data: unknown }>`select data from platform.outbox where type = 'customers.permission-ended'`.execute(
    platform.db,
  );
  expect(rows.map((row) => row.data)).toEqual([{ customerId: id, purpose: 'advertising', channels: ['email'] }]);
});

test('who wants no advertising at all is left alone everywhere', async () => {
  const platform = await testPlatform({ rooms });
  const { call } = await testApi(platform, rooms);
  const id = await addCustomer(platform);
  const { permissions } = await call(api.consents.objectToAll, { params: { id }, body: { way: 'phone' } });
  expect(permissions.map((one) => [one.channel, one.state])).toEqual(
    ['email', 'phone', 'portal', 'post', 'push', 'sms'].map((channel) => [channel, 'ended']),
  );
});

test('the ledger can be added to, not changed', async () => {
  const platform = await testPlatform({ rooms });
  const { call } = await testApi(platform, rooms);
  const id = await addCustomer(platform);
  await call(api.consents.note, { params: { id }, body: inForm });
  for (const statement of [
    'update customers.consents set act = $$granted$$',
    'delete from customers.consents',
    'truncate customers.consents cascade',
  ]) {
    await expect(sql.raw(statement).execute(platform.db)).rejects.toThrow('append-only');
  }
});

test('what would prove nothing is refused with what is missing', async () => {
  const platform = await testPlatform({ rooms });
  const { refused } = await testApi(platform, rooms);
  const id = await addCustomer(platform);
  const said = async (body: object) => {
    const problem = await refused(api.consents.note, { params: { id }, body: { ...inForm, ...body } });
    expect(problem).toMatchObject({ status: 422, code: 'consent.invalid' });
    return problem.detail;
  };
  expect(await said({ at: '2199-01-01T00:00:00Z' })).toContain('future');
  expect(await said({ at: '2026-03-01T00:00:00Z', until: '2026-02-01T00:00:00Z' })).toContain('before it begins');
  expect(await said({ act: 'bought', evidence: { goods: ['lamps'] } })).toContain('right to object');
  expect(await said({ act: 'bought', evidence: { noticeGiven: true } })).toContain('goods');
  expect(await said({ address: 'no address' })).toContain('no e-mail address');
  expect(await said({ textId: newId() })).toContain('no wording');
  expect(await refused(api.consents.note, { params: { id: newId() }, body: inForm })).toMatchObject({ status: 404 });
  expect(await refused(api.consents.note, { params: { id: 'x' }, body: inForm })).toMatchObject({ status: 404 });
});

test('two at the same time make one standing of both', async () => {
  const platform = await testPlatform({ rooms });
  const { call } = await testApi(platform, rooms);
  const id = await addCustomer(platform);
  await Promise.all(
    (['granted', 'withdrawn', 'granted', 'objected'] as const).map((act, minute) =>
      call(api.consents.note, { params: { id }, body: { ...inForm, act, way: 'paper', at: `2026-03-01T10:0${minute}:00Z` } }),
    ),
  );
  expect((await permissionsOf(platform.db, [id])).get(id)).toMatchObject([{ state: 'ended', since: new Date('2026-03-01T10:03:00Z') }]);
});

test('a marketer may read consents but not make any', async () => {
  const platform = await testPlatform({ rooms });
  const id = await addCustomer(platform);
  const marketer = await testApi(platform, rooms, ['marketer']);
  expect(await marketer.call(api.consents.ofCustomer, { params: { id } })).toEqual({ permissions: [], entries: [] });
  expect(await marketer.refused(api.consents.note, { params: { id }, body: inForm })).toMatchObject({ status: 403 });
});

test('the proof has every entry, its evidence and the wording, in both languages', async () => {
  const platform = await testPlatform({ rooms });
  const { call, bytes } = await testApi(platform, rooms);
  const id = await addCustomer(platform, 'Zoë <b>Größe</b> & "Co"');
  const wording = 'Ja, ich möchte Neues per E-Mail erhalten.\nIch kann das jederzeit widerrufen.';
  const text = await call(api.consents.addText, { body: { name: 'newsletter', language: 'de', wording } });
  await call(api.consents.note, {
    params: { id },
    body: { ...inForm, textId: text.id, evidence: { ip: '192.0.2.7', form: '/newsletter' } },
  });
  await call(api.consents.note, { params: { id }, body: { ...inForm, act: 'confirmed', way: 'e-mail', until: '2030-01-01T00:00:00Z' } });
  await call(api.consents.note, {
    params: { id },
    body: { ...inForm, act: 'bought', way: 'in-person', evidence: { goods: ['lamps'], noticeGiven: true, receipt: '4711' } },
  });
  for (const [language, expected] of [
    [
      'de',
      [
        'Nachweis der Einwilligungen',
        'Einwilligung erteilt',
        'Von der Adresse aus bestätigt',
        'bis 01.01.2030',
        'ähnliche Waren wie: lamps',
      ],
    ],
    ['en', ['Proof of consent', 'Confirmed from the address', 'form on the web, wording 1', 'noted']],
  ] as const) {
    const { type, body } = await bytes(api.consents.proof, { params: { id }, query: { language } });
    expect(type).toBe('application/pdf');
    const file = join(tmpdir(), `posthorn-proof-${process.pid}-${language}.pdf`);
    writeFileSync(file, body);
    const said = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
    for (const words of [...expected, 'Zoë <b>Größe</b> & "Co"', '192.0.2.7', 'Ich kann das jederzeit widerrufen.', 'Erika@mail.example']) {
      expect(said).toContain(words);
    }
  }
});
