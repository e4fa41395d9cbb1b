import { createHash } from 'node:crypto';
import { api, type ConsentFileSettings, type ListFileSettings, type PermissionFile } from '@posthorn/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { newId } from '../../platform/db/index.ts';
import { customersRoom } from '../index.ts';
import { leaveFile, tendFiles } from './bring-file.ts';
import { walkFile } from './import-file.ts';

let platform: TestPlatform;
let anna: string;
beforeAll(async () => {
  platform = await testPlatform({ rooms: [customersRoom], now: '2026-11-22T10:00:00Z' });
  anna = await addCustomer('1001', 'Anna Groß', 'anna@mail.example');
  await addCustomer('1002', 'Ben', 'ben@mail.example');
});
afterAll(() => platform.close());

async function addCustomer(number: string, name: string, email: string): Promise<string> {
  const id = newId();
  await sql`insert into customers.customers (id, number, name, language, country, address, attributes, preferences, search, hash, created_at, updated_at)
    values (${id}, ${number}, ${name}, 'de', 'DE', '{"lines": [], "country": "DE"}', '{}', '{}', '', '', now(), now())`.execute(
    platform.db,
  );
  await sql`insert into customers.contact_points (id, customer_id, channel, address, state)
    values (${newId()}, ${id}, 'email', ${email}, 'valid')`.execute(platform.db);
  return id;
}

const compliance = () => testApi(platform, [customersRoom], ['compliance']);
async function bring(kind: PermissionFile['kind'], bytes: Uint8Array | string, file = 'export.csv'): Promise<PermissionFile> {
  const { call } = await compliance();
  const headers = { 'content-type': 'application/octet-stream' };
  return call(api.permissionFiles.bring, { query: { kind, file }, headers, body: Buffer.from(bytes) as never });
}

const never = { signal: new AbortController().signal };
async function taken({ id }: PermissionFile, settings: ConsentFileSettings | ListFileSettings) {
  const { call } = await compliance();
  await call(api.permissionFiles.check, { params: { id }, body: { settings } });
  await walkFile(platform, { fileId: id }, never);
  const checked = await call(api.permissionFiles.get, { params: { id } });
  await call(api.permissionFiles.import, { params: { id } });
  await walkFile(platform, { fileId: id }, never);
  return { checked, done: await call(api.permissionFiles.get, { params: { id } }) };
}

async function keptObjects(): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of platform.objects.list('permission-files/')) keys.push(key);
  return keys;
}

const consents = (more: Partial<ConsentFileSettings> = {}): ConsentFileSettings => ({
  kind: 'consents',
  format: { delimiter: ';', encoding: 'windows-1252' },
  source: 'Old CRM, export of May',
  columns: { number: 'Kundennr', at: 'Datum', proof: 'Beleg' },
  defaults: { purpose: 'advertising', channel: 'post', way: 'paper' },
  ...more,
});

test('a German spreadsheet of consents is shown as it is understood, counted, taken in once, and destroyed; its result stays', async () => {
  const rows = [
    'Kundennr;Datum;Beleg',
    '1001;01.03.2025;Mappe Größe 7',
    '1002;2025-03-02;Mappe 8',
    '9999;2025-03-02;Mappe 9',
    '1001;31.02.2025;x',
    '1001;01.03.2025;Mappe Größe 7',
  ];
  const file = await bring('consents', Buffer.from(rows.join('\r\n'), 'latin1'));
  expect(file).toMatchObject({
    state: 'brought',
    format: { delimiter: ';', encoding: 'windows-1252' },
    header: ['Kundennr', 'Datum', 'Beleg'],
  });
  for (const key of await keptObjects()) expect(Buffer.from(await platform.objects.get(key)).toString('latin1')).not.toContain('Mappe');

  const { call, refused } = await compliance();
  const shown = await call(api.permissionFiles.rows, { params: { id: file.id }, body: { settings: consents() } });
  expect(shown.rows).toMatchObject([
    {
      line: 2,
      verdict: 'new',
      customer: { name: 'Anna Groß' },
      fields: { at: '2025-03-01T00:00:00.000Z', proof: 'Mappe Größe 7', act: 'granted' },
    },
    { line: 3, verdict: 'new', customer: { number: '1002' } },
    { line: 4, verdict: 'faulty', problem: { code: 'unknown-customer', field: 'number' } },
    { line: 5, verdict: 'faulty', problem: { code: 'no-moment' } },
    { line: 6, verdict: 'new' },
  ]);
  expect(await refused(api.permissionFiles.import, { params: { id: file.id } })).toMatchObject({ code: 'permission-file.not-checked' });
  const counts = { read: 5, fresh: 2, known: 1, faulty: 2 };
  const { checked, done } = await taken(file, consents());
  expect(checked).toMatchObject({ state: 'checked', counts, problems: [{ line: 4 }, { line: 5 }] });
  expect(done).toMatchObject({ state: 'done', counts, share: 1, undo: 'ledger', problems: [{ line: 4 }, { line: 5 }] });
  expect((await call(api.consents.ofCustomer, { params: { id: anna } })).permissions).toMatchObject([
    { channel: 'post', state: 'granted' },
  ]);
  expect(await keptObjects()).toEqual([]);
  expect(await refused(api.permissionFiles.undo, { params: { id: file.id } })).toMatchObject({ code: 'permission-file.no-undo' });
  expect(
    (await taken(await bring('consents', rows.join('\n')), consents({ format: { delimiter: ';', encoding: 'utf-8' } }))).done.counts,
  ).toEqual({
    ...{ read: 5, fresh: 0, known: 3, faulty: 2 },
  });
  expect((await call(api.consents.imports)).rows).toMatchObject([
    { noted: 0, known: 3 },
    { noted: 2, refused: 2, source: 'Old CRM, export of May' },
  ]);
  expect(await platform.audit.verify()).toMatchObject({ intact: true });
});

test('a worker that dies in the middle leaves what it did, and the next one goes on behind it', async () => {
  const days = Array.from({ length: 600 }, (_, at) => new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10));
  const file = await bring('consents', ['number,at,proof', ...days.map((day) => `1002,${day},Mappe`)].join('\n'));
  const { call } = await compliance();
  const params = { id: file.id };
  const settings = consents({ format: { delimiter: ',', encoding: 'utf-8' }, columns: {}, defaults: { channel: 'phone', way: 'phone' } });
  await call(api.permissionFiles.check, { params, body: { settings } });
  await walkFile(platform, { fileId: file.id }, never);
  await call(api.permissionFiles.import, { params });
  let asked = 0;
  const dying = {
    throwIfAborted: () => {
      if (++asked > 1) throw new Error('killed');
    },
  } as unknown as AbortSignal;
  await expect(walkFile(platform, { fileId: file.id }, { signal: dying })).rejects.toThrow('killed');
  expect(await call(api.permissionFiles.get, { params })).toMatchObject({ state: 'importing', counts: { read: 500 } });
  await walkFile(platform, { fileId: file.id }, never);
  await walkFile(platform, { fileId: file.id }, never);
  expect(await call(api.permissionFiles.get, { params })).toMatchObject({ state: 'done', counts: { read: 600, fresh: 600, known: 0 } });
});

const list = (more: Partial<ListFileSettings> = {}): ListFileSettings => ({
  ...{ kind: 'suppression', format: { delimiter: ',', encoding: 'utf-8' }, source: 'A list house', name: 'ddv', listKind: 'robinson' },
  ...{ listedBy: 'email', takenOn: '2026-11-01', useBy: '2026-11-20', country: 'DE', columns: { email: 'E-Mail' } },
  ...more,
});

test('a newer list is counted against the one that is there, replaces it, and is taken back as long as nothing else changed it', async () => {
  const first = await taken(await bring('suppression', 'E-Mail\nanna@mail.example\nnobody\nBEN@mail.example\n'), list());
  expect(first.done).toMatchObject({ state: 'done', counts: { read: 3, fresh: 2, known: 0, faulty: 1, removed: 0 }, undo: 'possible' });
  platform.clock.advance(1_000);
  const newer = await bring('suppression', Buffer.from('\ufeffE-Mail\nben@mail.example\ncora@mail.example\n', 'utf16le'));
  const { call, refused } = await compliance();
  const { rows } = await call(api.permissionFiles.rows, { params: { id: newer.id }, body: { settings: list() } });
  expect(rows).toMatchObject([{ verdict: 'known', fields: { email: 'ben@mail.example' } }, { verdict: 'new' }]);
  const counts = { read: 2, fresh: 1, known: 1, faulty: 0, removed: 1 };
  const second = await taken(newer, list({ source: 'Another house' }));
  expect(second).toMatchObject({ checked: { counts }, done: { counts, undo: 'possible' } });
  expect((await call(api.permissionFiles.get, { params: { id: first.done.id } })).undo).toBe('changed-since');
  expect(await refused(api.permissionFiles.undo, { params: { id: first.done.id } })).toMatchObject({ code: 'permission-file.no-undo' });

  await call(api.permissionFiles.undo, { params: { id: newer.id } });
  expect((await call(api.permissionFiles.lists)).rows).toMatchObject([{ name: 'ddv', entries: 2, source: 'A list house', outdated: true }]);
  const hashes = (...names: string[]) => names.map((name) => createHash('sha256').update(`${name}@mail.example`).digest('hex')).sort();
  const kept = await sql<{ key: string }>`select encode(key, 'hex') as key from customers.suppressed order by 1`.execute(platform.db);
  expect(kept.rows.map(({ key }) => key)).toEqual(hashes('anna', 'ben'));
  await call(api.permissionFiles.undo, { params: { id: first.done.id } });
  expect((await call(api.permissionFiles.lists)).rows).toEqual([]);
});

test('what is no list of rows is refused when it is brought, and nothing of it stays; what is left is destroyed', async () => {
  const { refused, call } = await compliance();
  const headers = { 'content-type': 'application/octet-stream' };
  const brought = (bytes: Uint8Array | string) =>
    refused(api.permissionFiles.bring, { query: { kind: 'suppression', file: 'x.xlsx' }, headers, body: Buffer.from(bytes) as never });
  expect(await brought('PK\u0003\u0004\0\0')).toMatchObject({ code: 'import.not-text' });
  expect(await brought('')).toMatchObject({ code: 'import.file-empty' });
  expect(await brought('email;email\n')).toMatchObject({ code: 'import.header-unreadable' });
  expect(await keptObjects()).toEqual([]);

  const wrong = await bring('suppression', 'Adresse\nanna@mail.example\n');
  const ask = { params: { id: wrong.id }, body: { settings: list() } };
  expect(await refused(api.permissionFiles.check, ask)).toMatchObject({ code: 'suppression.wrong-columns' });
  expect(await refused(api.permissionFiles.rows, { ...ask, body: { settings: consents() } })).toMatchObject({
    code: 'permission-file.other-kind',
  });
  const clerk = await testApi(platform, [customersRoom], ['clerk']);
  expect(await clerk.refused(api.permissionFiles.check, ask)).toMatchObject({ status: 403 });
  await call(api.permissionFiles.leave, { params: { id: wrong.id } });
  expect(await refused(api.permissionFiles.get, { params: { id: wrong.id } })).toMatchObject({ code: 'permission-file.not-found' });

  // One line without end is a row that is too long, whatever its size.
  const endless = await bring('suppression', `email\n${'a'.repeat(3_000_000)}\nanna@mail.example\n`);
  platform.clock.advance(10 * 86_400_000);
  await expect(leaveFile(platform, { kind: 'system', id: 't', name: 'T' }, newId())).rejects.toMatchObject({
    code: 'permission-file.not-found',
  });
  const { done } = await taken(endless, list({ name: 'endless', columns: {} }));
  expect(done).toMatchObject({ counts: { read: 2, fresh: 1, faulty: 1 }, problems: [{ line: 2, code: 'unreadable' }] });
  await bring('suppression', 'email\n');
  platform.clock.advance(10 * 86_400_000);
  await tendFiles(platform);
  expect(await keptObjects()).toEqual([]);
});
