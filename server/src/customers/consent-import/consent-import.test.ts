import { api } from '@posthorn/contract';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { newId } from '../../platform/db/index.ts';
import { customersRoom } from '../index.ts';

async function addCustomer(platform: TestPlatform, number: string, email?: string): Promise<string> {
  const id = newId();
  await sql`insert into customers.customers (id, number, name, language, country, address, attributes, preferences, search, hash, created_at, updated_at)
    values (${id}, ${number}, ${number}, 'de', 'DE', '{"lines": [], "country": "DE"}', '{}', '{}', '', '', now(), now())`.execute(
    platform.db,
  );
  if (email !== undefined)
    await sql`insert into customers.contact_points (id, customer_id, channel, address, state) values (${newId()}, ${id}, 'email', ${email}, 'valid')`.execute(
      platform.db,
    );
  return id;
}

test('a file of consents becomes entries with their proof; bad rows wait with their reason; the same file again notes nothing twice', async () => {
  const platform = await testPlatform({ rooms: [customersRoom] });
  const { call, refused } = await testApi(platform, [customersRoom]);
  const anna = await addCustomer(platform, '1001', 'anna@mail.example');
  const ben = await addCustomer(platform, '1002', 'ben@mail.example');
  for (const number of ['1003', '1004']) await addCustomer(platform, number, 'shared@mail.example');
  await call(api.consents.addText, { body: { name: 'flyer', language: 'de', wording: 'Ja, rufen Sie mich an.' } });
  const csv = [
    'Kundennr,email,channel,at,confirmedAt,way,proof,text,until',
    '1001,anna@mail.example,email,2025-03-01T10:00:00+01:00,2025-03-02,web-form,form 7,,',
    '1001,,phone,2025-04-01,,phone,recording 12,flyer,2026-04-01',
    ',BEN@mail.example,post,2024-12-31,,paper,folder 3,,',
    '9999,,post,2024-12-31,,paper,folder 3,,',
    ',shared@mail.example,post,2024-12-31,,paper,folder 3,,',
    '1002,,pigeon,2024-12-31,,paper,folder 3,,',
    '1002,,post,2025-02-30,,paper,folder 3,,',
    '1002,,post,2024-12-31,,paper,,,',
    '1002,,post,2030-01-01,,paper,folder 3,,',
    '1002,,phone,2024-12-31,,paper,folder 3,leaflet,',
  ].join('\n');
  const body = { file: 'old-system.csv', source: 'Old CRM, export of May', csv, columns: { number: 'Kundennr' } };
  const first = await call(api.consents.import, { body });
  expect(first).toMatchObject({ read: 10, noted: 3, known: 0, refused: 7 });
  expect((await call(api.consents.refused, { params: { id: first.id } })).rows.map(({ line, field }) => [line, field])).toEqual([
    [5, 'number'],
    [6, 'email'],
    [7, 'channel'],
    [8, 'at'],
    [9, 'proof'],
    [10, 'at'],
    [11, 'text'],
  ]);
  const of = async (id: string) => call(api.consents.ofCustomer, { params: { id } });
  expect((await of(anna)).permissions).toMatchObject([
    { channel: 'email', state: 'granted', address: 'anna@mail.example' },
    { channel: 'phone', state: 'expired' },
  ]);
  expect((await of(anna)).entries.find((entry) => entry.channel === 'phone')).toMatchObject({
    evidence: { source: 'Old CRM, export of May', proof: 'recording 12' },
    text: { wording: 'Ja, rufen Sie mich an.' },
  });
  expect((await of(ben)).permissions).toMatchObject([{ channel: 'post', state: 'granted' }]);
  expect(await call(api.consents.import, { body })).toMatchObject({ read: 10, noted: 0, known: 3, refused: 7 });
  expect((await of(anna)).entries).toHaveLength(3);
  expect((await call(api.consents.imports)).rows).toMatchObject([{ noted: 0 }, { noted: 3, file: 'old-system.csv' }]);
  expect(await refused(api.consents.import, { body: { ...body, columns: { number: 'Nummer' } } })).toMatchObject({
    code: 'consent-import.wrong-columns',
  });
  expect(await platform.audit.verify()).toMatchObject({ intact: true });
});
