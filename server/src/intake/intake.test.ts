import { spawn } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import type { Actor } from '../platform/platform.ts';
import { dismissRow, importSource, mendRow, openDataset, readRecords } from './index.ts';
import { listDatasets, listImports, listQuarantine, openReasons } from './read-store.ts';
import { importLock, writeLock } from './store.ts';

const shop = new URL('../../../examples/shop/', import.meta.url).pathname;
const ben: Actor = { kind: 'user', id: 'ben', name: 'Ben' };
const mapping = JSON.parse(await readFile(join(shop, 'mapping/invoices.json'), 'utf8')) as Record<string, unknown>;
const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

const line = (invoice: string, over: Partial<Record<'code' | 'text' | 'quantity' | 'time' | 'price' | 'customer', string>> = {}): string =>
  [
    invoice,
    over.code ?? 'A1',
    over.text ?? 'BOX',
    over.quantity ?? '2',
    over.time ?? '2011-12-05 09:27:00',
    over.price ?? '1.5',
    over.customer ?? '17850.0',
    'Germany',
  ].join(',');

async function folderWith(files: { readonly [name: string]: readonly string[] | string | Buffer }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-import-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const isText = typeof content === 'string' || Buffer.isBuffer(content);
    await writeFile(join(folder, name), isText ? content : [header, ...(content as string[]), ''].join('\n'));
  }
  return folder;
}

async function imported(platform: TestPlatform, files: Parameters<typeof folderWith>[0], more: object = {}) {
  return await importSource(platform, ben, { path: await folderWith(files), mapping: { ...mapping, ...more } });
}

const recordsOf = async (platform: TestPlatform) => await readRecords(platform, await openDataset(platform, { dataset: 'invoices' }).ids());
const all = async (platform: TestPlatform) =>
  (await sql`select key, data, lines, held, hash from intake.records order by key`.execute(platform.db)).rows;

describe('importing', () => {
  test('the example: every line is loaded or in quarantine, sums are exact, the same again changes nothing', async () => {
    const platform = await testPlatform();
    const request = { path: join(shop, 'data/invoices'), mapping };
    const report = await importSource(platform, ben, request);
    expect(report).toMatchObject({
      linesRead: 17_706,
      linesLoaded: 11_471,
      linesUnchanged: 0,
      linesQuarantined: 6_235,
      records: 567,
      filesDone: 5,
      failedFiles: [],
    });
    expect(report.reasons).toMatchObject([{ code: 'customer-missing', field: 'CustomerID', count: 6_235 }]);
    const before = await all(platform);
    const again = await importSource(platform, ben, request);
    expect(again).toMatchObject({ linesRead: 17_706, linesLoaded: 0, linesUnchanged: 11_471, linesQuarantined: 6_235, records: 0 });
    expect(await all(platform)).toEqual(before);
    expect(await openReasons(platform.db)).toMatchObject([{ code: 'customer-missing', count: 6_235 }]);
    expect(await listDatasets(platform.db)).toEqual([
      { dataset: 'invoices', records: 567, firstDate: '2011-12-05', lastDate: '2011-12-09' },
    ]);
    for (const { data } of await recordsOf(platform)) {
      const { lines, total } = data.invoice as { lines: { quantity: number; unitPrice: string; amount: string }[]; total: string };
      const thousandths = (text: string) => Math.round(Number(text) * 1000);
      for (const one of lines) expect(thousandths(one.amount)).toBe(thousandths(one.unitPrice) * one.quantity);
      expect(thousandths(total)).toBe(lines.reduce((sum, one) => sum + thousandths(one.amount), 0));
    }
  });

  test('lines of one record are put together wherever in the file they stand, and read by the mapping', async () => {
    const platform = await testPlatform();
    await imported(platform, {
      'a.csv': [
        line('500001'),
        line('C500002', { quantity: '-1', customer: '12345' }),
        line('500001', { text: ' two   blanks ', price: '0.001', quantity: '3' }),
      ],
    });
    expect(await recordsOf(platform)).toMatchObject([
      {
        key: '500001',
        customerNumber: '17850',
        date: '2011-12-05',
        lines: 2,
        data: {
          invoice: {
            number: '500001',
            kind: 'invoice',
            date: '2011-12-05',
            currency: 'EUR',
            total: '3.003',
            lines: [
              { code: 'A1', description: 'BOX', quantity: 2, unitPrice: '1.50', amount: '3.00' },
              { code: 'A1', description: 'two blanks', quantity: 3, unitPrice: '0.001', amount: '0.003' },
            ],
          },
        },
      },
      { key: 'C500002', customerNumber: '12345', data: { invoice: { kind: 'credit', total: '-1.50' } } },
    ]);
  });

  test('a dry run writes nothing and reports the same', async () => {
    const platform = await testPlatform();
    const path = await folderWith({ 'a.csv': [line('500001'), line('500002', { customer: '' })], 'b.csv': 'nonsense' });
    const { importId, ...dry } = await importSource(platform, ben, { path, mapping, dryRun: true });
    expect(importId).toBeUndefined();
    expect([await all(platform), await listImports(platform.db, 9, undefined), await openReasons(platform.db)]).toEqual([[], [], []]);
    const real = await importSource(platform, ben, { path, mapping });
    for (const key of ['linesRead', 'linesLoaded', 'linesQuarantined', 'records', 'failedFiles', 'reasons'] as const)
      expect(real[key]).toEqual(dry[key]);
  });

  test('a key that comes again with other content replaces the record, which keeps its id', async () => {
    const platform = await testPlatform();
    await imported(platform, { 'a.csv': [line('500001'), line('500002')] });
    const [first] = await recordsOf(platform);
    expect(await imported(platform, { 'b.csv': [line('500001', { quantity: '9' }), line('500002')] })).toMatchObject({
      linesLoaded: 1,
      linesUnchanged: 1,
      records: 1,
    });
    const [replaced] = await recordsOf(platform);
    expect(replaced).toMatchObject({ id: first!.id, data: { invoice: { total: '13.50' } } });
    expect(await listDatasets(platform.db)).toMatchObject([{ records: 2 }]);
  });

  test('with "refuse" it goes to quarantine instead, all its lines', async () => {
    const platform = await testPlatform();
    await imported(platform, { 'a.csv': [line('500001')] }, { update: 'refuse' });
    const report = await imported(
      platform,
      { 'b.csv': [line('500001', { quantity: '9' }), line('500001'), line('500003')] },
      { update: 'refuse' },
    );
    expect(report).toMatchObject({ linesRead: 3, linesLoaded: 1, linesQuarantined: 2, reasons: [{ code: 'record-exists', count: 2 }] });
    expect((await recordsOf(platform))[0]).toMatchObject({ data: { invoice: { total: '3.00' } } });
  });

  test('while an import into the dataset runs, a second one is refused', async () => {
    const platform = await testPlatform();
    const running = await platform.pool.connect();
    await running.query('select pg_advisory_lock($1, hashtext($2))', [importLock, 'invoices']);
    await expect(imported(platform, { 'a.csv': [line('500001')] })).rejects.toMatchObject({ code: 'import.already-running' });
    await running.query('select pg_advisory_unlock_all()');
    running.release();
    expect(await imported(platform, { 'a.csv': [line('500001')] })).toMatchObject({ records: 1 });
  });

  test('it waits for what a killed one was writing, whose lock has fallen already', async () => {
    const platform = await testPlatform();
    const writer = await platform.pool.connect();
    await writer.query('begin');
    await writer.query('select pg_advisory_xact_lock($1, hashtext($2))', [writeLock, 'invoices']);
    const later = imported(platform, { 'a.csv': [line('500001')] });
    await vi.waitFor(async () => {
      const { rowCount } = await platform.pool.query(`select from pg_locks where locktype = 'advisory' and objsubid = 2 and not granted
        and classid = ${writeLock} and database = (select oid from pg_database where datname = current_database())`);
      expect(rowCount).toBe(1);
    }, 20_000);
    expect(await listImports(platform.db, 9, undefined)).toEqual([]);
    await writer.query('commit');
    writer.release();
    expect(await later).toMatchObject({ records: 1 });
  });

  test('an import counts as running while its lock is held, in this database and no other', async () => {
    const [platform, other] = [await testPlatform(), await testPlatform()];
    await imported(platform, { 'a.csv': [line('500001')] });
    await sql`update intake.imports set state = 'running', ended_at = null`.execute(platform.db);
    for (const [holder, state] of [
      [other, 'interrupted'],
      [platform, 'running'],
    ] as const) {
      const running = await holder.pool.connect();
      await running.query('select pg_advisory_lock($1, hashtext($2))', [importLock, 'invoices']);
      expect(await listImports(platform.db, 9, undefined)).toMatchObject([{ state }]);
      await running.query('select pg_advisory_unlock_all()');
      running.release();
    }
  });

  test('selections count, deal out ranges and read them, within dates and up to a limit', async () => {
    const platform = await testPlatform();
    await importSource(platform, ben, { path: join(shop, 'data/invoices'), mapping });
    const dataset = openDataset(platform, { dataset: 'invoices', from: '2011-12-06', until: '2011-12-08', limit: 310 });
    expect(await dataset.count()).toMatchObject({ records: 310 });
    const ranges = await dataset.ranges(100);
    expect(ranges.map((range) => range.records)).toEqual([100, 100, 100, 10]);
    const read = (await Promise.all(ranges.map((range) => dataset.read(range)))).flat();
    expect(read.map((record) => record.id)).toEqual(await dataset.ids());
    expect(new Set(read.map((record) => record.date))).toEqual(new Set(['2011-12-06', '2011-12-07', '2011-12-08']));
  });
});

describe('bad input', () => {
  test.each([
    ['no whole number', { quantity: 'two' }, 'Quantity', 'not-integer'],
    ['no decimal', { price: '1,5e3'.replace(',', '.') }, 'UnitPrice', 'not-decimal'],
    ['no date', { time: '2011-02-30 09:00:00' }, 'InvoiceDate', 'not-a-date'],
    ['no customer', { customer: '' }, 'CustomerID', 'customer-missing'],
    ['a customer number of another form', { customer: 'X' }, 'CustomerID', 'pattern'],
    ['a field too many', { text: 'a,b' }, '', 'columns-count'],
    ['a broken quote', { text: '"a' }, '', 'quote-broken'],
  ])('%s: the line is in quarantine with row, field, reason and raw text; the others are loaded', async (_name, over, field, code) => {
    const platform = await testPlatform();
    const report = await imported(platform, { 'a.csv': [line('500001'), line('500002', over), line('500003')] });
    expect(report).toMatchObject({ linesRead: 3, linesLoaded: 2, linesQuarantined: 1 });
    expect(await listQuarantine(platform.db, { limit: 9 })).toMatchObject([
      { file: 'a.csv', line: 3, field, code, raw: line('500002', over), state: 'open', reason: expect.stringMatching(/\w/) },
    ]);
    expect((await recordsOf(platform)).map((record) => record.key)).toEqual(['500001', '500003']);
  });

  test('a file that cannot be read is named with a hint; the other files are loaded; the import says that it failed', async () => {
    const platform = await testPlatform();
    const report = await imported(platform, {
      'a.csv': [line('500001')],
      'b.csv': '',
      'c.csv': header.replaceAll(',', ';'),
      'd.csv': [line('500004')],
    });
    expect(report).toMatchObject({
      filesDone: 2,
      records: 2,
      failedFiles: [
        { file: 'b.csv', code: 'import.file-empty' },
        { file: 'c.csv', code: 'import.columns-missing', hint: expect.stringContaining('separated by ";"') },
      ],
    });
    expect(await listImports(platform.db, 9, undefined)).toMatchObject([{ state: 'failed', files: 4, filesDone: 2, linesRead: 2 }]);
  });

  test('a mapping that makes no sense is refused with every place that is wrong', async () => {
    const platform = await testPlatform();
    const wrong = { ...mapping, record: { ...(mapping.record as object), key: 'nummer', sums: { 'invoice.total': 'code' } } };
    await expect(importSource(platform, ben, { path: shop, mapping: wrong })).rejects.toMatchObject({
      code: 'import.mapping-invalid',
      fields: expect.arrayContaining([
        { field: '/record/key', message: 'there is no field "nummer"' },
        { field: '/record/sums/invoice.total', message: expect.stringContaining('summed') },
      ]),
    });
    await expect(importSource(platform, ben, { path: shop, mapping: { ...mapping, colour: 1 } })).rejects.toMatchObject({
      message: expect.stringContaining('colour'),
    });
    await expect(importSource(platform, ben, { path: '/nowhere', mapping })).rejects.toMatchObject({ code: 'import.source-missing' });
  });
});

describe('quarantine', () => {
  const bad = (price = 'x') => line('500001', { code: 'B2', price });

  test('a record that lacks a line is held back until the line is mended; then its sums are right', async () => {
    const platform = await testPlatform();
    await imported(platform, { 'a.csv': [line('500001'), bad(), line('500003')] });
    expect((await recordsOf(platform)).map((record) => record.key)).toEqual(['500003']);
    const [row] = await listQuarantine(platform.db, { limit: 9 });
    expect(await mendRow(platform, ben, row!.id, bad('y'))).toBe(false);
    expect((await recordsOf(platform)).map((record) => record.key)).toEqual(['500003']);
    expect(await mendRow(platform, ben, row!.id, bad('4'))).toBe(true);
    expect(await recordsOf(platform)).toMatchObject([
      { key: '500001', lines: 2, data: { invoice: { total: '11.00', lines: [{ code: 'A1' }, { code: 'B2', amount: '8.00' }] } } },
      { key: '500003' },
    ]);
    expect(await openReasons(platform.db)).toEqual([]);
    expect(await listQuarantine(platform.db, { limit: 9, state: 'mended' })).toHaveLength(1);
    await expect(mendRow(platform, ben, row!.id, bad('4'))).rejects.toMatchObject({ code: 'quarantine.closed' });
    expect(await imported(platform, { 'b.csv': [line('500001'), bad('4')] })).toMatchObject({ linesUnchanged: 2, records: 0 });
  });

  test('dismissing the line sets the record free without it', async () => {
    const platform = await testPlatform();
    await imported(platform, { 'a.csv': [line('500001'), bad()] });
    const [row] = await listQuarantine(platform.db, { limit: 9 });
    await dismissRow(platform, ben, row!.id, 'no sale');
    expect(await recordsOf(platform)).toMatchObject([{ key: '500001', lines: 1 }]);
    expect(await platform.audit.verify()).toMatchObject({ intact: true });
  });

  test('a record that begins with a mended line waits for its other lines', async () => {
    const platform = await testPlatform();
    const nobody = (code: string) => line('500001', { code, customer: '' });
    await imported(platform, { 'a.csv': [nobody('A'), nobody('B')] });
    const [second, first] = await listQuarantine(platform.db, { limit: 9 });
    await mendRow(platform, ben, first!.id, line('500001', { code: 'A' }));
    expect(await recordsOf(platform)).toEqual([]);
    await mendRow(platform, ben, second!.id, line('500001', { code: 'B' }));
    expect(await recordsOf(platform)).toMatchObject([{ lines: 2, data: { invoice: { total: '6.00' } } }]);
  });

  test('a file that is sent again with more in it does not put its bad lines into quarantine twice', async () => {
    const platform = await testPlatform();
    const folder = await folderWith({ 'a.csv': [line('500001'), bad()] });
    await importSource(platform, ben, { path: folder, mapping });
    await appendFile(join(folder, 'a.csv'), `${line('500002', { customer: '' })}\n`);
    await importSource(platform, ben, { path: folder, mapping });
    expect(await listQuarantine(platform.db, { limit: 9 })).toHaveLength(2);
    expect((await openReasons(platform.db)).map((reason) => reason.count)).toEqual([1, 1]);
  });
});

test('an import that is killed goes on when it is started again: the same as if nothing had happened', async () => {
  const platform = await testPlatform();
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-kill-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const days = join(folder, 'days');
  await mkdir(days);
  const day = await readFile(join(shop, 'data/invoices/2011-12-08.csv'), 'utf8');
  for (let i = 10; i < 50; i++) await writeFile(join(days, `${i}.csv`), day.replace(/^(C?)58/gm, `$1${i}`));
  await cp(join(shop, 'mapping/invoices.json'), join(folder, 'mapping.json'));
  const args = [
    new URL('../../bin/posthorn.js', import.meta.url).pathname,
    'import',
    days,
    '--mapping',
    join(folder, 'mapping.json'),
    '--json',
  ];
  const start = () => spawn(process.execPath, args, { env: { ...process.env, ...platform.env }, stdio: ['ignore', 'pipe', 'ignore'] });
  const filesDone = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from intake.import_files`.execute(platform.db)).rows[0]!.n;
  for (const until of [3, 12, 25]) {
    const child = start();
    const ended = new Promise((resolve) => child.on('exit', resolve));
    while ((await filesDone()) < until && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGKILL');
    await ended;
  }
  // The database needs a moment to notice that the process is gone.
  await vi.waitFor(async () => expect(await listImports(platform.db, 9, undefined)).toMatchObject([{ state: 'interrupted', files: 40 }]), {
    timeout: 10_000,
    interval: 50,
  });
  const child = start();
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ resumed: true, files: 40, filesDone: 40, linesRead: 40 * 4_940 });
  expect(await listImports(platform.db, 9, undefined)).toMatchObject([{ state: 'done', filesDone: 40, linesRead: 40 * 4_940 }]);
  const undisturbed = await testPlatform();
  await importSource(undisturbed, ben, { path: days, mapping });
  expect(await all(platform)).toEqual(await all(undisturbed));
  expect(await openReasons(platform.db)).toEqual(await openReasons(undisturbed.db));
  expect(await listDatasets(platform.db)).toEqual(await listDatasets(undisturbed.db));
}, 180_000);
