import pg, { type Pool, type PoolConfig } from 'pg';
import type { Config } from '../config/index.ts';
import { PosthornError } from '../errors/index.ts';
import type { Logger } from '../log/logger.ts';
import type { Db } from '../platform.ts';
import { kyselyOver } from './dialect.ts';
import { type EmbeddedPostgres, openEmbedded } from './embedded/embedded.ts';

/** An open database, embedded or one's own. */
export interface Database {
  readonly db: Db;
  readonly pool: Pool;
  /** For connections beside the pool, such as the one that listens. */
  readonly connection: PoolConfig;
  readonly embedded: boolean;
  /** Starts a fallen embedded server again; does nothing for a server of one's own. */
  ensureRunning(): Promise<void>;
  close(): Promise<void>;
}

export type DatabaseSettings = Pick<Config, 'dataDir' | 'databaseUrl' | 'databaseConnections'>;

/**
 * Opens the database of the configuration: DATABASE_URL, or the embedded PostgreSQL of the data directory, started when none runs.
 * @throws PosthornError `db.unreachable`, `db.start-failed`, `db.unsupported`
 */
export async function openDatabase(config: DatabaseSettings, log: Logger): Promise<Database> {
  const embedded = config.databaseUrl === undefined ? await openEmbedded({ dataDir: config.dataDir, log }) : undefined;
  const connection: PoolConfig = {
    ...(embedded?.connection ?? { connectionString: config.databaseUrl }),
    application_name: `posthorn ${process.pid}`,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  };
  const pool = new pg.Pool({ ...connection, max: config.databaseConnections, idleTimeoutMillis: 30_000 });
  // A connection that breaks is replaced at the next use. Without listeners it would end the process: idle ones tell the pool, those
  // in use only themselves (whoever uses one gets the error of the query).
  pool.on('error', (error) => log.debug({ reason: error.message }, 'an idle database connection broke'));
  pool.on('connect', (client) => client.on('error', (error) => log.debug({ reason: error.message }, 'a database connection broke')));
  await firstContact(pool, embedded);
  return {
    db: kyselyOver(pool),
    pool,
    connection,
    embedded: embedded !== undefined,
    ensureRunning: embedded?.ensureRunning ?? (async () => {}),
    async close() {
      await pool.end();
      await embedded?.stopIfUnused();
    },
  };
}

async function firstContact(pool: Pool, embedded: EmbeddedPostgres | undefined): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await pool.query('select 1');
      return;
    } catch (cause) {
      // The last process that used the embedded server may have stopped it between our start and now.
      if (embedded !== undefined && attempt < 5) {
        await embedded.ensureRunning();
        continue;
      }
      await pool.end();
      throw unreachable(cause, embedded !== undefined);
    }
  }
}

function unreachable(cause: unknown, embedded: boolean): PosthornError {
  const { message, code } = cause as { message?: string; code?: string };
  return new PosthornError('db.unreachable', {
    detail: `The database does not answer: ${message || code}`,
    ...(embedded ? { hint: 'Read postgres.log in the data directory.' } : {}),
    cause,
  });
}
