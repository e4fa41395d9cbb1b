import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory } from '../../../../test/processes.ts';
import { createLogger } from '../../log/logger.ts';
import { type EmbeddedPostgres, openEmbedded } from './embedded.ts';
import { isAlive, servingPid } from './processes.ts';

const log = createLogger({ level: 'fatal', format: 'pretty' });

async function open(dataDir: string): Promise<EmbeddedPostgres> {
  const embedded = await openEmbedded({ dataDir, log });
  onTestFinished(() => embedded.stopIfUnused());
  return embedded;
}

async function query(embedded: EmbeddedPostgres, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(embedded.connection);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test('a killed server is started again with everything that was committed', async () => {
  const dataDir = await temporaryDirectory();
  const embedded = await open(dataDir);
  await query(embedded, 'create table kept as select generate_series(1, 1000) as n');
  const pid = servingPid(join(dataDir, 'postgres'))!;
  process.kill(pid, 'SIGKILL');
  await embedded.ensureRunning();
  expect(servingPid(join(dataDir, 'postgres'))).not.toBe(pid);
  expect(await query(embedded, 'select count(*)::int as count from kept')).toEqual([{ count: 1000 }]);
});

test('several that open one directory at once share one server; the last one stops it', async () => {
  const dataDir = await temporaryDirectory();
  const [one, two, three] = await Promise.all([open(dataDir), open(dataDir), open(dataDir)]);
  const pids = await Promise.all([one, two, three].map((each) => query(each, 'select pg_postmaster_start_time()::text as started')));
  expect(new Set(pids.map((rows) => rows[0]!.started)).size).toBe(1);
  const pid = servingPid(join(dataDir, 'postgres'))!;
  const stillUsing = new pg.Client(two.connection);
  await stillUsing.connect();
  await one.stopIfUnused();
  expect(isAlive(pid)).toBe(true);
  await stillUsing.end();
  await two.stopIfUnused();
  expect(isAlive(pid)).toBe(false);
});

test('a postmaster.pid whose process is another program by now does not hinder', async () => {
  const dataDir = await temporaryDirectory();
  const embedded = await open(dataDir);
  const directory = join(dataDir, 'postgres');
  const pid = servingPid(directory)!;
  const file = await readFile(join(directory, 'postmaster.pid'), 'utf8');
  await embedded.stopIfUnused();
  await writeFile(join(directory, 'postmaster.pid'), file.replace(String(pid), String(process.pid)), { mode: 0o644 });
  await embedded.ensureRunning();
  expect(await query(embedded, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a data directory with a path longer than a socket takes works, also after it was moved', async () => {
  const home = await temporaryDirectory();
  const dataDir = join(home, 'a'.repeat(60), 'b'.repeat(60));
  await mkdir(dataDir, { recursive: true });
  await chmod(home, 0o755);
  const embedded = await open(dataDir);
  await query(embedded, 'create table kept (n int)');
  await embedded.stopIfUnused();
  const moved = join(home, 'moved');
  await rename(dataDir, moved);
  const again = await open(moved);
  expect(await query(again, 'select count(*)::int as count from kept')).toEqual([{ count: 0 }]);
});

test('nobody gets in without the password, there is no TCP port, and what is secret is readable by its owner only', async () => {
  const dataDir = await temporaryDirectory();
  const embedded = await open(dataDir);
  const intruder = new pg.Client({ ...embedded.connection, password: 'guess' });
  await expect(intruder.connect()).rejects.toMatchObject({ code: '28P01' });
  expect(await query(embedded, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
  expect((await stat(join(dataDir, 'postgres.json'))).mode & 0o077).toBe(0);
  expect((await stat(join(dataDir, 'postgres'))).mode & 0o077).toBe(0);
});

test.runIf(process.getuid?.() === 0)(
  'as root a data directory that the user of PostgreSQL cannot reach gets its files elsewhere',
  async () => {
    const home = await temporaryDirectory();
    const dataDir = join(home, 'closed', 'data');
    await mkdir(dataDir, { recursive: true });
    await chmod(join(home, 'closed'), 0o700);
    const embedded = await open(dataDir);
    expect(await query(embedded, 'select 1 as one')).toEqual([{ one: 1 }]);
    const { directory } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')) as { directory: string };
    expect(directory).toMatch(/^\/var\/lib\/posthorn\//);
    expect(existsSync(join(directory, 'PG_VERSION'))).toBe(true);
    await embedded.stopIfUnused();
    await rm(join(directory, '..'), { recursive: true });
  },
);
