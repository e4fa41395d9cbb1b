import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory } from '../../../test/processes.ts';
import { loadConfig } from '../config/index.ts';
import { createLogger } from '../log/logger.ts';
import { openPlatform } from '../open-platform.ts';
import { servingPid } from './embedded/processes.ts';
import { migrate, transaction } from './index.ts';

test('while the database is killed again and again, no job and no event is lost or done twice', { timeout: 120_000 }, async () => {
  const dataDir = await temporaryDirectory();
  const log = createLogger({ level: 'fatal', format: 'json' });
  const { config } = loadConfig({ env: { POSTHORN_DATA: dataDir } });
  const platform = await openPlatform({ config, log });
  onTestFinished(() => platform.close());
  const { db, jobs, events } = platform;
  await migrate(platform.pool, log);
  await sql`create table public.done (n int primary key)`.execute(db);
  await sql`create table public.seen (n int not null)`.execute(db);
  jobs.define<{ n: number }>('test.do', { concurrency: 3, retryDelaySeconds: 1, retryBackoff: false }, ({ n }) =>
    transaction(db, { log }, async (trx) => {
      const done = await sql`insert into public.done values (${n}) on conflict do nothing returning n`.execute(trx);
      if (done.rows.length > 0) await events.publish(trx, 'test.done', `n/${n}`, { n });
    }),
  );
  events.subscribe<{ n: number }>('test.done', 'test.see', async ({ data }, trx) => {
    await sql`insert into public.seen values (${data.n})`.execute(trx);
  });
  await platform.start({ work: true });
  const all = Array.from({ length: 300 }, (_, n) => n);
  await transaction(db, { log }, (trx) =>
    jobs.enqueueMany(
      trx,
      'test.do',
      all.map((n) => ({ n })),
    ),
  );
  for (let kills = 0; kills < 2; kills++) {
    await sleep(150);
    process.kill(servingPid(join(dataDir, 'postgres'))!, 'SIGKILL');
    await expect.poll(() => servingPid(join(dataDir, 'postgres')), { timeout: 20_000 }).toBeDefined();
    await sleep(500);
  }
  const seen = async () => {
    const query = sql<{ n: number }>`select n from public.seen order by n`.execute(db);
    return (await query.catch(() => ({ rows: [] }))).rows.map((row) => row.n);
  };
  await expect.poll(seen, { timeout: 60_000, interval: 250 }).toEqual(all);
});
