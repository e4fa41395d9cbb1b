import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { kyselyOver } from '../src/platform/db/dialect.ts';
import { openEmbedded } from '../src/platform/db/embedded/embedded.ts';
import { migrate } from '../src/platform/db/index.ts';
import { openListener } from '../src/platform/db/listener.ts';
import { createJobs } from '../src/platform/jobs/index.ts';
import { createLogger } from '../src/platform/log/logger.ts';
import { createMetrics } from '../src/platform/log/metrics.ts';

/** How tests reach the one PostgreSQL of a test run. */
export interface TestServer {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** A migrated database to make others from. */
  readonly template: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    readonly testServer: TestServer;
  }
}

const template = 'posthorn_template';

/** Vitest's global setup: starts an embedded PostgreSQL, migrates a template database, and takes all away afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'posthorn-test-'));
  const log = createLogger({ level: 'warn', format: 'pretty' });
  const embedded = await openEmbedded({ dataDir, log, durable: false });
  const { host, port, user, password } = embedded.connection as { host: string; port: number; user: string; password: string };
  await execute({ ...embedded.connection, database: 'postgres' }, `create database ${template}`);
  await fillTemplate({ ...embedded.connection, database: template });
  project.provide('testServer', { host, port, user, password, template });
  return async () => {
    await embedded.stopIfUnused();
    await rm(dataDir, { recursive: true, force: true });
  };
}

async function execute(connection: pg.ClientConfig, statement: string): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** All migrations, and the tables of the job queue. */
async function fillTemplate(connection: pg.ClientConfig): Promise<void> {
  const log = createLogger({ level: 'warn', format: 'pretty' });
  const pool = new pg.Pool(connection);
  await migrate(pool, log);
  const listener = openListener(connection, log, async () => {});
  const jobs = createJobs({ pool, listener, log, metrics: createMetrics() });
  await jobs.start({ work: false });
  await jobs.stop();
  await kyselyOver(pool).destroy();
  await listener.close();
  await pool.end();
}
