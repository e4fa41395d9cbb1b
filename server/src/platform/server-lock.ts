import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { PosthornError } from './errors/index.ts';
import type { OpenPlatform } from './open-platform.ts';

/** Any fixed number: one server on an embedded database. */
const lockNumber = 7_226_004;
/** The database needs a moment to notice that a killed server is gone, and holds its lock until then. */
const patienceMilliseconds = 2_000;

/**
 * One server per data directory: an advisory lock in its embedded database, on a connection of its own, so that it falls with the
 * process. With a database of one's own several servers are welcome.
 * @throws PosthornError `data.in-use`
 */
export async function holdServerLock(platform: OpenPlatform): Promise<{ release(): Promise<void> }> {
  const { database, config, log } = platform;
  if (!database.embedded) return { release: async () => {} };
  let released = false;
  let client = await locked();
  async function locked(): Promise<pg.Client> {
    const fresh = new pg.Client(database.connection);
    fresh.on('error', () => {});
    await fresh.connect();
    if (!(await taken(fresh))) {
      await fresh.end();
      throw new PosthornError('data.in-use', { detail: `Another Posthorn server runs on ${config.dataDir}.` });
    }
    fresh.once('end', () => {
      if (!released) setTimeout(() => void again(), 1_000).unref();
    });
    return fresh;
  }
  /** The database fell and came back: take the lock again. */
  async function again(): Promise<void> {
    try {
      client = await locked();
    } catch (error) {
      if (error instanceof PosthornError)
        log.error({ dataDir: config.dataDir }, 'another server took the data directory while the database was away');
      else if (!released) setTimeout(() => void again(), 1_000).unref();
    }
  }
  return {
    async release() {
      released = true;
      await client.end().catch(() => {});
    },
  };
}

async function taken(client: pg.Client): Promise<boolean> {
  const until = performance.now() + patienceMilliseconds;
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [lockNumber]);
    if (rows[0]?.held) return true;
    if (performance.now() > until) return false;
    await sleep(100);
  }
}
