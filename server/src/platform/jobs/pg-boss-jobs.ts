import type { Transaction } from 'kysely';
import type { Pool } from 'pg';
import { type ConnectionOptions, type Job, type JobInsert, PgBoss, type Queue } from 'pg-boss';
import { withClient } from '../db/dialect.ts';
import { newId } from '../db/ids.ts';
import type { Listener } from '../db/listener.ts';
import { failureOf } from '../db/transaction.ts';
import type { Logger } from '../log/logger.ts';
import type { Metrics } from '../log/metrics.ts';
import type { EnqueueOptions, JobContext, JobOptions, Jobs } from './jobs.ts';

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type AnyTransaction = Transaction<any>;

/** NOTIFY wakes; polling finds what no NOTIFY tells of: jobs whose time has come. */
const pollingOptions = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 2 };

interface Definition {
  readonly options: JobOptions;
  readonly handler: (data: object, job: JobContext) => Promise<void>;
}

export interface JobsDependencies {
  readonly pool: Pool;
  readonly listener: Listener;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** Jobs on pg-boss, in the schema `jobs` of the same database. */
export function createJobs(dependencies: JobsDependencies): Jobs {
  return new PgBossJobs(dependencies);
}

/** A job may run for long; that its worker lives is seen by the heartbeat. pg-boss allows up to a day. */
const longestJobSeconds = 23 * 3600;
/** How long a stopping worker waits for its handlers to end early. */
const stopMilliseconds = 20_000;

class PgBossJobs implements Jobs {
  readonly #dependencies: JobsDependencies;
  readonly #definitions = new Map<string, Definition>();
  readonly #schedules: { readonly name: string; readonly cron: string; readonly data: object }[] = [];
  readonly #stopping = new AbortController();
  #boss: PgBoss | undefined;
  #lastComplaint = 0;

  constructor(dependencies: JobsDependencies) {
    this.#dependencies = dependencies;
  }

  define<T extends object>(name: string, options: JobOptions, handler: (data: T, job: JobContext) => Promise<void>): void {
    if (this.#boss !== undefined) throw new Error(`The job ${name} is defined after jobs were started.`);
    if (this.#definitions.has(name)) throw new Error(`The job ${name} is defined twice.`);
    this.#definitions.set(name, { options, handler: handler as Definition['handler'] });
  }

  schedule(name: string, cron: string, data: object = {}): void {
    this.#schedules.push({ name, cron, data });
  }

  async enqueue<T extends object>(trx: AnyTransaction, name: string, data: T, options: EnqueueOptions = {}): Promise<void> {
    await this.enqueueMany(trx, name, [data], options);
  }

  async enqueueMany<T extends object>(trx: AnyTransaction, name: string, data: readonly T[], options: EnqueueOptions = {}): Promise<void> {
    const boss = this.#boss;
    if (boss === undefined) throw new Error(`The job ${name} is enqueued before jobs were started.`);
    const jobs = data.map((one): JobInsert => {
      const id = newId();
      // The queue's policy allows one unfinished job per key: a job without a key gets one of its own.
      return {
        id,
        data: one,
        singletonKey: options.singletonKey ?? id,
        ...(options.priority === undefined ? {} : { priority: options.priority }),
        ...(options.startAfter === undefined ? {} : { startAfter: options.startAfter }),
      };
    });
    await withClient(trx, async (client) => {
      const db: ConnectionOptions['db'] = { executeSql: (text, values) => client.query(text, values) };
      for (let at = 0; at < jobs.length; at += 1000) await boss.insert(name, jobs.slice(at, at + 1000), { db });
    });
  }

  async start({ work }: { readonly work: boolean }): Promise<void> {
    const { pool, listener } = this.#dependencies;
    const boss = new PgBoss({
      db: {
        executeSql: (text, values) => pool.query(text, values),
        listen: async (channel, onNotification, onReconnect) => {
          const close = await listener.listen(channel, onNotification, onReconnect);
          return { close };
        },
      },
      schema: 'jobs',
      supervise: work,
      schedule: work,
      useListenNotify: work,
      superviseIntervalSeconds: 2,
      monitorIntervalSeconds: 2,
      reindex: false,
    });
    boss.on('error', (error) => this.#complain(error));
    await boss.start();
    for (const [name, { options }] of this.#definitions) await this.#declare(boss, name, options);
    this.#boss = boss;
    if (!work) return;
    for (const { name, cron, data } of this.#schedules) await boss.schedule(name, cron, data, { tz: 'UTC' });
    for (const [name, definition] of this.#definitions) await this.#work(boss, name, definition);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#boss?.stop({ graceful: true, close: false, timeout: stopMilliseconds });
  }

  async #declare(boss: PgBoss, name: string, options: JobOptions): Promise<void> {
    const queue: Omit<Queue, 'name' | 'policy'> = {
      retryLimit: options.retryLimit ?? 20,
      retryDelay: options.retryDelaySeconds ?? 1,
      retryBackoff: options.retryBackoff ?? true,
      ...((options.retryBackoff ?? true) ? { retryDelayMax: 60 } : {}),
      heartbeatSeconds: options.heartbeatSeconds ?? 10,
      expireInSeconds: longestJobSeconds,
      deleteAfterSeconds: 24 * 3600,
      notify: true,
    };
    await boss.createQueue(name, { ...queue, policy: 'exclusive' });
    await boss.updateQueue(name, queue);
  }

  async #work(boss: PgBoss, name: string, { options, handler }: Definition): Promise<void> {
    const { log, metrics } = this.#dependencies;
    const seconds = metrics.histogram('job_seconds', 'Time that jobs took', ['job', 'outcome']);
    const run = async (job: Job<object>) => {
      const end = seconds.startTimer({ job: name });
      const signal = AbortSignal.any([job.signal, this.#stopping.signal]);
      try {
        await handler(job.data, { id: job.id, retryCount: job.retryCount, signal });
        end({ outcome: 'done' });
      } catch (error) {
        end({ outcome: 'failed' });
        if (signal.aborted) log.info({ job: name, id: job.id }, 'job given back');
        else log.error({ err: error, job: name, id: job.id, retryCount: job.retryCount }, 'job failed; it will be tried again');
        throw error;
      }
    };
    // A worker of pg-boss takes one job and then waits for its polling interval; told that there may be more it goes on at once, and
    // finds nothing once at the end.
    for (let slot = 0; slot < (options.concurrency ?? 1); slot++) {
      const id: string = await boss.work<object>(name, pollingOptions, async ([job]) => {
        try {
          if (job !== undefined) await run(job);
        } finally {
          boss.notifyWorker(id);
        }
      });
    }
  }

  /** While the database is away every fetch fails: one line in five seconds says so. */
  #complain(error: Error): void {
    const away = failureOf(error) === 'connection';
    if (away && Date.now() - this.#lastComplaint < 5_000) return;
    this.#lastComplaint = Date.now();
    if (away) this.#dependencies.log.warn({ reason: error.message }, 'jobs wait for the database');
    else this.#dependencies.log.error({ err: error }, 'the job queue had a problem');
  }
}
