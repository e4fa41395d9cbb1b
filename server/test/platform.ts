import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { type Config, loadConfig } from '../src/platform/config/index.ts';
import { type Database, openDatabase } from '../src/platform/db/index.ts';
import { createLogger, type LogLevel } from '../src/platform/log/logger.ts';
import { type OpenPlatform, openPlatform } from '../src/platform/open-platform.ts';
import type { Room } from '../src/platform/room.ts';

/** A clock that stands still until it is moved. */
export interface TestClock {
  (): Date;
  set(moment: string | Date): void;
  advance(milliseconds: number): void;
}

export interface TestPlatform extends OpenPlatform {
  readonly clock: TestClock;
  /** For a second process on the same data: `DATABASE_URL` and `POSTHORN_DATA`. */
  readonly env: Readonly<Record<string, string>>;
}

export interface TestPlatformOptions {
  /** Run jobs and bring events to their subscribers. Default false. */
  readonly work?: boolean;
  /** Rooms whose jobs and subscriptions are declared. */
  readonly rooms?: readonly Room[];
  /** To declare jobs and subscriptions of the test itself before all starts. */
  readonly declare?: (platform: OpenPlatform) => void;
  readonly config?: Partial<Config>;
  readonly now?: string;
  readonly logLevel?: LogLevel;
  /** `false`: jobs and events are not started at all. */
  readonly start?: boolean;
}

/**
 * A real platform on a database of its own (a copy of the migrated template), a folder for objects that is removed, and a clock that
 * stands at 2026-11-21T12:00:00Z until it is moved. Closes itself when the test has ended; one that is made in `beforeAll` is to be
 * closed in `afterAll`: `platform.close()`.
 */
export async function testPlatform(options: TestPlatformOptions = {}): Promise<TestPlatform> {
  const { url, drop } = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'posthorn-files-'));
  const env = { DATABASE_URL: url, POSTHORN_DATA: dataDir };
  const config: Config = { ...loadConfig({ env }).config, databaseConnections: 6, composeThreads: 2, ...options.config };
  const log = createLogger({ level: options.logLevel ?? 'fatal', format: 'pretty' });
  const database = await openDatabase(config, log);
  const clock = testClock(options.now ?? '2026-11-21T12:00:00Z');
  const platform = await openPlatform({ config, log, clock, database: closingWith(database, drop, dataDir) });
  for (const room of options.rooms ?? []) {
    room.jobs?.(platform);
    room.subscriptions?.(platform);
  }
  options.declare?.(platform);
  if (options.start ?? true) await platform.start({ work: options.work ?? false });
  closeWithTest(() => platform.close());
  return Object.assign(platform, { clock, env });
}

/** An own, migrated, empty database on the server of the test run. */
export async function testDatabase(): Promise<{ readonly url: string; readonly name: string; drop(): Promise<void> }> {
  const server = inject('testServer');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await admin(`create database ${name} template ${server.template}`);
  const url = `postgres://${server.user}:${server.password}@localhost/${name}?host=${encodeURIComponent(server.host)}&port=${server.port}`;
  return { url, name, drop: () => admin(`drop database if exists ${name} with (force)`) };
}

async function admin(statement: string): Promise<void> {
  const { host, port, user, password } = inject('testServer');
  const client = new pg.Client({ host, port, user, password, database: 'postgres' });
  await client.connect();
  try {
    // Copies of the template wait for each other: PostgreSQL allows nobody else in it meanwhile.
    await client.query('select pg_advisory_lock(1)');
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function testClock(start: string): TestClock {
  let now = new Date(start);
  return Object.assign(() => new Date(now), {
    set: (moment: string | Date) => {
      now = new Date(moment);
    },
    advance: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds);
    },
  });
}

function closingWith(database: Database, drop: () => Promise<void>, dataDir: string): Database {
  const close = async () => {
    await database.close();
    await drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...database, close };
}

/** In a hook of the file there is no test to end with: whoever made the platform there closes it. */
function closeWithTest(close: () => Promise<void>): void {
  try {
    onTestFinished(close);
  } catch {
    // Called from beforeAll.
  }
}
