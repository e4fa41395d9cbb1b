import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createAudit } from './audit/index.ts';
import type { Config } from './config/index.ts';
import { type Database, openDatabase } from './db/database.ts';
import { openListener } from './db/listener.ts';
import { createEvents, type OutboxEvents } from './events/index.ts';
import { createCustomerKeys, createPacks, folderStore, loadMasterKey, type ObjectStore, s3Store } from './files/index.ts';
import { createJobs } from './jobs/index.ts';
import type { Logger } from './log/logger.ts';
import { createMetrics } from './log/metrics.ts';
import type { Clock, Platform } from './platform.ts';

export interface OpenOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly clock?: Clock;
  /** An open database; by default that of the configuration. The platform closes it. */
  readonly database?: Database;
}

/** A platform whose jobs and events are not started yet: rooms declare theirs first. */
export interface OpenPlatform extends Platform {
  readonly database: Database;
  readonly events: OutboxEvents;
  /** Call after the rooms have declared their jobs and subscriptions. `work: false` only enqueues and publishes. */
  start(options: { readonly work: boolean }): Promise<void>;
}

/** Puts the platform together. */
export async function openPlatform({ config, log, clock = () => new Date(), database: given }: OpenOptions): Promise<OpenPlatform> {
  const database = given ?? (await openDatabase(config, log));
  const { db, pool } = database;
  const metrics = createMetrics({ process: true });
  const listener = openListener(database.connection, log, database.ensureRunning);
  const jobs = createJobs({ pool, listener, log, metrics });
  const events = createEvents({ db, listener, log, clock });
  await mkdir(config.dataDir, { recursive: true });
  const objects = objectStore(config);
  const keys = createCustomerKeys(db, await loadMasterKey(config.masterKey, config.dataDir));
  const audit = createAudit(db, clock);
  let closing: Promise<void> | undefined;
  const close = async () => {
    await Promise.all([jobs.stop(), events.stop()]);
    await listener.close();
    await database.close();
  };
  return {
    config,
    log,
    metrics,
    clock,
    db,
    pool,
    database,
    jobs,
    events,
    objects,
    packs: createPacks(objects, keys),
    keys,
    audit,
    async start({ work }) {
      await jobs.start({ work });
      await events.start({ dispatch: work });
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function objectStore(config: Config): ObjectStore {
  return config.objectStore === 's3' ? s3Store(config) : folderStore(config.objectFolder ?? join(config.dataDir, 'objects'));
}
