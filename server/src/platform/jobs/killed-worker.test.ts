import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testPlatform } from '../../../test/platform.ts';
import { start } from '../../../test/processes.ts';

const script = fileURLToPath(new URL('../../../test/slow-worker.ts', import.meta.url));

async function platformWithNotes() {
  const platform = await testPlatform({ declare: ({ jobs }) => jobs.define('test.slow', {}, async () => {}) });
  await sql`create table public.notes (at timestamptz not null default clock_timestamp(), what text not null, pid int not null)`.execute(
    platform.db,
  );
  const notes = async () =>
    (await sql<{ what: string; pid: number }>`select what, pid from public.notes order by at`.execute(platform.db)).rows;
  const enqueue = (milliseconds: number) =>
    platform.db.transaction().execute((trx) => platform.jobs.enqueue(trx, 'test.slow', { milliseconds }));
  return { env: platform.env, notes, enqueue };
}

test('the job of a worker that was killed comes back to another one within seconds', { timeout: 60_000 }, async () => {
  const { env, notes, enqueue } = await platformWithNotes();
  const first = start([], env, script);
  const { pid: killed } = await first.ready;
  await enqueue(3_000);
  await expect.poll(notes, { timeout: 10_000 }).toEqual([{ what: 'began', pid: killed }]);
  await first.kill();
  const second = start([], env, script);
  const { pid } = await second.ready;
  await expect.poll(notes, { timeout: 30_000, interval: 200 }).toEqual([
    { what: 'began', pid: killed },
    { what: 'began', pid },
    { what: 'ended', pid },
  ]);
});

test('a worker that is asked to stop gives its job back at once', { timeout: 60_000 }, async () => {
  const { env, notes, enqueue } = await platformWithNotes();
  const first = start([], env, script);
  await first.ready;
  await enqueue(60_000);
  await expect.poll(async () => (await notes()).length, { timeout: 10_000 }).toBe(1);
  const asked = Date.now();
  expect((await first.stop()).code).toBe(0);
  expect(Date.now() - asked).toBeLessThan(10_000);
  const second = start([], env, script);
  await second.ready;
  await expect.poll(async () => (await notes()).length, { timeout: 8_000 }).toBe(2);
  await second.stop();
});
