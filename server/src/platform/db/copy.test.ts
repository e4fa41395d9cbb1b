import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testPlatform } from '../../../test/platform.ts';
import { copyRows, withClient } from './index.ts';

test('COPY inside a Kysely transaction brings every character and type back as it was', async () => {
  const { db } = await testPlatform();
  await sql`create table odd (id int, text text, json jsonb, bytes bytea, at timestamptz, yes boolean, big bigint)`.execute(db);
  const text = 'tab\t line\n return\r back\\slash \\N \b\f\v "quote" ünï 🐎';
  const bytes = Uint8Array.from([0, 1, 92, 255]);
  const at = new Date('2026-11-21T12:34:56.789Z');
  await db.transaction().execute(async (trx) => {
    const count = await withClient(trx, (client) =>
      copyRows(
        client,
        'public.odd',
        ['id', 'text', 'json', 'bytes', 'at', 'yes', 'big'],
        [
          [1, text, { text, list: [1, 'a\u0000b'] }, bytes, at, true, 9_007_199_254_740_993n],
          [2, null, undefined, null, null, false, null],
        ],
      ),
    );
    expect(count).toBe(2);
  });
  const { rows } = await sql`select * from odd order by id`.execute(db);
  expect(rows[0]).toEqual({
    id: 1,
    text,
    json: { text, list: [1, 'a\ufffdb'] },
    bytes: Buffer.from(bytes),
    at,
    yes: true,
    big: '9007199254740993',
  });
  expect(rows[1]).toEqual({ id: 2, text: null, json: null, bytes: null, at: null, yes: false, big: null });
});

test('a COPY whose transaction is rolled back leaves nothing', async () => {
  const { db } = await testPlatform();
  await sql`create table few (id int)`.execute(db);
  const failing = db.transaction().execute(async (trx) => {
    await withClient(trx, (client) => copyRows(client, 'few', ['id'], [[1], [2]]));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  const { rows } = await sql`select * from few`.execute(db);
  expect(rows).toEqual([]);
});

test('rows of an asynchronous source are copied in their order, and its failure is the failure of the COPY', async () => {
  const { db, pool } = await testPlatform();
  await sql`create table numbered (n int, at serial)`.execute(db);
  async function* numbers(fail: boolean) {
    for (let n = 0; n < 50_000; n++) yield [n] as const;
    if (fail) throw new Error('the source broke');
  }
  const client = await pool.connect();
  await copyRows(client, 'numbered', ['n'], numbers(false));
  await expect(copyRows(client, 'numbered', ['n'], numbers(true))).rejects.toThrow('the source broke');
  const { rows } = await client.query('select count(*)::int as count, bool_and(n = at - 1) as ordered from numbered');
  client.release();
  expect(rows[0]).toEqual({ count: 50_000, ordered: true });
});
