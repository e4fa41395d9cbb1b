import { sql } from 'kysely';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { testDatabase, testPlatform } from '../../../test/platform.ts';
import { createLogger } from '../log/logger.ts';
import { ensureMonth, type Migration, migrate, monthOf, newId, timeOfId, transaction } from './index.ts';

const log = createLogger({ level: 'fatal', format: 'json' });

function migration(name: string, text: string, hash = name): Migration {
  return { room: 'reports', name, sql: text, hash };
}

async function emptyHistory() {
  const { url, drop } = await testDatabase();
  const pool = new pg.Pool({ connectionString: url });
  onTestFinished(async () => {
    await pool.end();
    await drop();
  });
  await pool.query('delete from public.posthorn_migrations');
  return pool;
}

test('migrations run once, in order, also when several processes begin at once', async () => {
  const pool = await emptyHistory();
  const all = [migration('0001-a', 'create table reports.a (n int)'), migration('0002-b', 'insert into reports.a values (1)')];
  const ran = await Promise.all([migrate(pool, log, all), migrate(pool, log, all), migrate(pool, log, all)]);
  expect(ran.map((one) => one.length).sort()).toEqual([0, 0, 2]);
  expect((await pool.query('select * from reports.a')).rows).toEqual([{ n: 1 }]);
});

test('a migration that fails is undone as a whole and named with its line', async () => {
  const pool = await emptyHistory();
  const failing = [migration('0001-a', 'create table reports.half (n int);\n\nselect * from reports.nothing;')];
  await expect(migrate(pool, log, failing)).rejects.toMatchObject({
    code: 'db.migration-failed',
    message: expect.stringContaining('0001-a (line 3)'),
  });
  expect((await pool.query(`select to_regclass('reports.half') as there`)).rows).toEqual([{ there: null }]);
});

test('a migration that was changed or taken away after it ran is refused', async () => {
  const pool = await emptyHistory();
  await migrate(pool, log, [migration('0001-a', 'select 1')]);
  await expect(migrate(pool, log, [migration('0001-a', 'select 2', 'other')])).rejects.toMatchObject({ code: 'db.history-changed' });
  await expect(migrate(pool, log, [])).rejects.toMatchObject({ code: 'db.history-changed' });
});

test('the partition of a month is made once, also by many transactions at once', async () => {
  const { db } = await testPlatform();
  await sql`create schema x`.execute(db);
  await sql`create table x.things (month date not null, n int) partition by range (month)`.execute(db);
  const month = monthOf(new Date('2026-12-31T23:59:59Z'));
  const insert = (n: number) =>
    db.transaction().execute(async (trx) => {
      await ensureMonth(trx, 'x.things', month);
      await sql`insert into x.things values (${month}, ${n})`.execute(trx);
    });
  await Promise.all([1, 2, 3, 4, 5].map(insert));
  const { rows } = await sql<{ n: number }>`select n from x.things_2026_12 order by n`.execute(db);
  expect(rows.map((row) => row.n)).toEqual([1, 2, 3, 4, 5]);
  await expect(db.transaction().execute((trx) => ensureMonth(trx, 'x.things', '2026-12-02'))).rejects.toThrow(RangeError);
});

test('a transaction that lost against another one is begun again', async () => {
  const { db } = await testPlatform();
  await sql`create table counter (n int)`.execute(db);
  await sql`insert into counter values (0)`.execute(db);
  const increment = () =>
    transaction(db, { log }, async (trx) => {
      await sql`set transaction isolation level serializable`.execute(trx);
      const { rows } = await sql<{ n: number }>`select n from counter`.execute(trx);
      await sql`update counter set n = ${rows[0]!.n + 1}`.execute(trx);
    });
  await Promise.all([increment(), increment(), increment(), increment()]);
  expect((await sql`select n from counter`.execute(db)).rows).toEqual([{ n: 4 }]);
});

test('an error of the work itself is not tried again', async () => {
  const { db } = await testPlatform();
  let tries = 0;
  const failing = transaction(db, { log }, async () => {
    tries++;
    throw new Error('a mistake');
  });
  await expect(failing).rejects.toThrow('a mistake');
  expect(tries).toBe(1);
});

test('ids are UUIDs of version 7, all different, in the order they were made, and know their time', () => {
  const before = Date.now();
  const ids = Array.from({ length: 20_000 }, () => newId());
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(timeOfId(ids[0]!).getTime()).toBeGreaterThanOrEqual(before);
});
