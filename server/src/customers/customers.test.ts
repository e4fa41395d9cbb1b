import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { importSource } from '../intake/index.ts';
import { transaction } from '../platform/db/index.ts';
import type { Actor } from '../platform/platform.ts';
import { postalAddress, printedLines } from './address.ts';
import { findCustomers, positionOf, readTimeline, showCustomer, timelinePosition } from './find-customers.ts';
import { customerSink, customersByNumber, recordTimeline } from './index.ts';
import { customerFrom, emailPoint, phonePoint } from './rules.ts';
import { setPreferences } from './set-preferences.ts';

const shop = new URL('../../../examples/shop/', import.meta.url).pathname;
const cleo: Actor = { kind: 'user', id: 'cleo', name: 'Cleo' };
const mapping = JSON.parse(await readFile(join(shop, 'mapping/customers.json'), 'utf8')) as object;
const header =
  'number,company,first_name,last_name,street,house_number,postcode,city,region,country,email,mobile,language,channel,time_zone';

async function importRows(platform: TestPlatform, ...rows: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-customers-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'customers.csv'), [header, ...rows, ''].join('\n'));
  return await importSource(platform, cleo, { path: folder, mapping, sinks: { customers: customerSink } });
}

const anna = '10001,,Anna,Müller,Hauptstraße,5,10115,Berlin,,DE,anna@Mail.EXAMPLE,0171 3920001,de,email,Europe/Berlin';
const shopkeeper = '10002,Wren Ltd,Sam,Wren,High Street,1,LS1 1AA,Leeds,,GB,not an address,123,en,post,Europe/London';

describe('addresses', () => {
  test.each([
    ['DE', { street: 'Hauptstraße', houseNumber: '5', postcode: '10115', city: 'Berlin' }, ['Hauptstraße 5', '10115 Berlin']],
    ['GB', { street: 'High Street', houseNumber: '12', postcode: 'LS11 1AA', city: 'Leeds' }, ['12 High Street', 'Leeds', 'LS11 1AA']],
    [
      'US',
      { street: 'Main Street', houseNumber: '5', postcode: '10001', city: 'New York', region: 'NY' },
      ['5 Main Street', 'New York, NY 10001'],
    ],
    ['FR', { street: 'rue Neuve', houseNumber: '3', postcode: '75011', city: 'Paris' }, ['3 rue Neuve', '75011 Paris']],
    ['IT', { street: 'Via Roma', houseNumber: '5', postcode: '20121', city: 'Milano', region: 'MI' }, ['Via Roma 5', '20121 Milano']],
  ])('an address in %s has its lines in the order of the country', (country, parts, lines) => {
    expect(postalAddress({ person: 'Ann Other', country, ...parts }).lines).toEqual(['Ann Other', ...lines]);
  });

  test('the country stands last in capitals, but not at home', () => {
    const address = postalAddress({ person: 'A', street: 'x', city: 'Wien', country: 'AT' });
    expect(printedLines(address, 'DE').at(-1)).toBe('AUSTRIA');
    expect(printedLines(address, 'AT').at(-1)).toBe('Wien');
  });

  test('without a street or a city nobody can deliver: there are no lines', () => {
    expect(postalAddress({ person: 'A', city: 'Wien', country: 'AT' }).lines).toEqual([]);
    expect(printedLines(postalAddress({ person: 'A', street: 'x', country: 'AT' }))).toEqual([]);
  });

  test('what stands in a field cannot change the layout', () => {
    expect(postalAddress({ person: 'A', street: '$& $1', houseNumber: '5', city: '\uE002', postcode: '1', country: 'DE' }).lines[1]).toBe(
      '$& $1 5',
    );
  });
});

describe('contact points', () => {
  test('e-mail addresses keep their local part, domains are lower-case, other forms are unknown', () => {
    expect(emailPoint('Anna.M@Mail.EXAMPLE')).toMatchObject({ address: 'Anna.M@mail.example', state: 'valid' });
    expect(emailPoint('jürgen@müller.example').state).toBe('valid');
    for (const bad of ['a', '@x.de', 'a@b', 'a b@x.de', 'a@-x.de', '.a@x.de', 'a..b@x.de', 'a@x.de\r\nBcc: b@y.de', 'a@x.de,b@y.de']) {
      expect([bad, emailPoint(bad).state]).toEqual([bad, 'unknown']);
    }
  });

  test('phone numbers become E.164, read as numbers of the customer’s country', () => {
    expect(phonePoint('0171 3920001', 'DE').address).toBe('+491713920001');
    expect(phonePoint('+44 7700 900123', 'DE')).toMatchObject({ address: '+447700900123', state: 'valid' });
    expect(phonePoint('123', 'DE')).toMatchObject({ address: '123', state: 'unknown' });
  });

  test('a preferred channel that there is not, or no country, is told', () => {
    const data = { number: '1', name: 'A', address: { country: 'DE' } };
    expect(customerFrom({ ...data, preferences: { '*': 'pigeon' } })).toMatchObject({ code: 'channel-unknown' });
    expect(customerFrom({ ...data, address: {} })).toMatchObject({ code: 'customer-incomplete', field: 'address.country' });
  });
});

describe('importing customers', () => {
  test('all 4,372 of the example, with what composing needs; the same again changes nothing', async () => {
    const platform = await testPlatform();
    const request = { path: join(shop, 'data/customers.csv'), mapping, sinks: { customers: customerSink } };
    expect(await importSource(platform, cleo, request)).toMatchObject({ linesLoaded: 4_372, linesQuarantined: 0 });
    expect(await importSource(platform, cleo, request)).toMatchObject({ linesUnchanged: 4_372, records: 0 });
    const { rows } = await sql<{
      preferences: { '*': string };
      n: number;
    }>`select preferences, count(*)::int as n from customers.customers group by 1`.execute(platform.db);
    const share = Object.fromEntries(rows.map((row) => [row.preferences['*'], row.n / 4_372]));
    expect(share.email).toBeCloseTo(0.5, 1);
    expect(share.post).toBeCloseTo(0.4, 1);
    const found = await customersByNumber(platform, ['12347', '99999']);
    expect([...found.keys()]).toEqual(['12347']);
    expect(found.get('12347')).toMatchObject({
      country: 'IS',
      preferences: { '*': 'post' },
      attributes: {},
      wishes: { timeZone: 'Atlantic/Reykjavik' },
    });
    expect(found.get('12347')!.postalAddress.at(-1)).toBe('ICELAND');
  });

  test('a changed row replaces the customer; what was chosen and learnt here stays', async () => {
    const platform = await testPlatform();
    await importRows(platform, anna, shopkeeper);
    const { id, contactPoints } = (await customersByNumber(platform, ['10001'])).get('10001')!;
    expect(contactPoints).toMatchObject([
      { channel: 'email', address: 'anna@mail.example', state: 'valid' },
      { channel: 'sms', address: '+491713920001' },
    ]);
    await setPreferences(platform, cleo, id, { '*': 'post', advertising: 'email' });
    await sql`update customers.contact_points set state = 'bounced', state_reason = '550' where channel = 'email' and customer_id = ${id}`.execute(
      platform.db,
    );
    expect(await importRows(platform, anna.replace('Hauptstraße', 'Ring').replace('3920001', '3920002'), shopkeeper)).toMatchObject({
      linesUnchanged: 1,
      records: 1,
    });
    const after = (await customersByNumber(platform, ['10001'])).get('10001')!;
    expect(after).toMatchObject({
      id,
      preferences: { '*': 'post', advertising: 'email' },
      contactPoints: [
        { address: 'anna@mail.example', state: 'bounced' },
        { address: '+491713920002', state: 'valid' },
      ],
    });
    expect(after.postalAddress[1]).toBe('Ring 5');
    expect((await customersByNumber(platform, ['10002'])).get('10002')!.contactPoints.map((point) => point.state)).toEqual([
      'unknown',
      'unknown',
    ]);
  });

  test('a row without a name goes to quarantine, the others are loaded', async () => {
    const platform = await testPlatform();
    const report = await importRows(platform, anna, '10003,,,,x,1,10115,Berlin,,DE,,,de,post,');
    expect(report).toMatchObject({
      linesLoaded: 1,
      linesQuarantined: 1,
      reasons: [{ code: 'customer-incomplete', field: 'name', example: { line: 3 } }],
    });
  });
});

describe('finding customers', () => {
  const names = async (platform: TestPlatform, q: string, more: object = {}) =>
    (await findCustomers(platform, { q, limit: 50, ...more })).map((one) => one.number);

  test('by parts of name, number, e-mail and place, without accents; filters narrow', async () => {
    const platform = await testPlatform();
    await importRows(platform, anna, shopkeeper);
    expect(await names(platform, 'muller berlin')).toEqual(['10001']);
    expect(await names(platform, 'MÜLL')).toEqual(['10001']);
    expect(await names(platform, 'anna@mail')).toEqual(['10001']);
    expect(await names(platform, 'wren sam')).toEqual(['10002']);
    expect(await names(platform, '1000')).toEqual(['10001', '10002']);
    expect(await names(platform, '%')).toEqual([]);
    expect(await names(platform, '', { country: 'GB' })).toEqual(['10002']);
    expect(await names(platform, '', { channel: 'email' })).toEqual(['10001']);
  });

  test('pages follow each other without gaps', async () => {
    const platform = await testPlatform();
    await importRows(platform, ...Array.from({ length: 7 }, (_, i) => anna.replace('10001', `2000${i}`)));
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await findCustomers(platform, { limit: 3, after });
      seen.push(...page.map((one) => one.number));
      if (page.length < 3) break;
      after = positionOf(page.at(-1)!);
    }
    expect(seen.sort()).toEqual(['20000', '20001', '20002', '20003', '20004', '20005', '20006']);
  });

  test('the timeline tells everything, newest first, over months; communications are counted', async () => {
    const platform = await testPlatform();
    await importRows(platform, anna);
    const { id } = (await customersByNumber(platform, ['10001'])).get('10001')!;
    const at = (day: string) => new Date(`${day}T10:00:00Z`);
    const entries = ['2026-09-30', '2026-10-01', '2026-11-21'].map((day) => ({
      customerId: id,
      at: at(day),
      type: 'communication.composed',
      summary: day,
      data: {},
    }));
    await transaction(platform.db, { log: platform.log }, (trx) => recordTimeline(trx, entries));
    const first = await readTimeline(platform, id, 2, undefined);
    expect(first.map((entry) => entry.summary)).toEqual(['2026-11-21', '2026-10-01']);
    expect((await readTimeline(platform, id, 2, timelinePosition(first[1]!))).map((entry) => entry.summary)).toEqual(['2026-09-30']);
    expect(await findCustomers(platform, { limit: 1 })).toMatchObject([{ communications: 3 }]);
    expect(await showCustomer(platform, id)).toMatchObject({ name: 'Anna Müller', postalAddress: expect.arrayContaining(['GERMANY']) });
    await expect(showCustomer(platform, 'nobody')).rejects.toMatchObject({ code: 'customer.not-found' });
  });
});
