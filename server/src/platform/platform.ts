import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { Audit } from './audit/audit.ts';
import type { Config } from './config/config.ts';
import type { Events } from './events/events.ts';
import type { CustomerKeys } from './files/customer-keys.ts';
import type { ObjectStore } from './files/object-store.ts';
import type { Packs } from './files/packs.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Logger } from './log/logger.ts';
import type { Metrics } from './log/metrics.ts';

/** Tables are declared by the rooms that own them, as a `type` (an interface will not do): `platform.db.withTables<CustomerTables>()`. */
// biome-ignore lint/complexity/noBannedTypes: the empty table set is what `withTables` adds to
export type Db = Kysely<{}>;

/** The moment, as an argument: nothing below reads the machine's clock itself. */
export type Clock = () => Date;

/**
 * What every room stands on. A use case is a function whose first argument is the platform:
 * `startRun(platform, actor, request)`.
 */
export interface Platform {
  readonly config: Config;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly db: Db;
  /** The same database without Kysely, for COPY and LISTEN. */
  readonly pool: Pool;
  readonly jobs: Jobs;
  readonly events: Events;
  readonly objects: ObjectStore;
  readonly packs: Packs;
  readonly keys: CustomerKeys;
  readonly audit: Audit;
  /** Ends everything in order; finished work is kept, unfinished work is given back. */
  close(): Promise<void>;
}

/** Who does something: a person, a machine with a key, or Posthorn itself (`system`). */
export interface Actor {
  readonly kind: 'user' | 'key' | 'system';
  readonly id: string;
  readonly name: string;
}
