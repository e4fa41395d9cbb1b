import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg, { type ClientConfig } from 'pg';
import { PosthornError } from '../../errors/index.ts';
import type { Logger } from '../../log/logger.ts';
import { failureOf } from '../transaction.ts';
import { type Binaries, prepareBinaries } from './binaries.ts';
import { type Cluster, clusterDatabase, clusterOf, clusterPort, clusterUser, createCluster, prepareSocket } from './cluster.ts';
import { withLockFile } from './lock-file.ts';
import { clearStalePid, isAlive, servingPid } from './processes.ts';
import { type SystemUser, userForCluster } from './system-user.ts';

/** The embedded PostgreSQL of a data directory. */
export interface EmbeddedPostgres {
  readonly connection: ClientConfig;
  /** Starts the server if none runs (any more) and waits until it takes connections. Cheap when it runs. */
  ensureRunning(): Promise<void>;
  /** Stops the server unless another process is connected: the last one out switches off the light. */
  stopIfUnused(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: Logger;
  /** `false` for tests only: what is written may be lost when the machine crashes. */
  readonly durable?: boolean;
}

/**
 * The real PostgreSQL out of npm, run as a process of its own. It outlives a killed Posthorn; the next one attaches to it. Several
 * processes may use the same directory at once.
 * @throws PosthornError `db.unsupported`, `db.start-failed`, `data.unusable`
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { log } = options;
  const dataDir = usableDirectory(options.dataDir);
  const lock = join(dataDir, 'postgres.starting');
  const cluster = await withLockFile(lock, () => clusterOf(dataDir, log));
  const user = userForCluster(cluster.directory);
  const connection: ClientConfig = {
    host: cluster.socket,
    port: clusterPort,
    user: clusterUser,
    password: cluster.password,
    database: clusterDatabase,
  };
  const logFile = join(dataDir, 'postgres.log');
  let binaries: Binaries | undefined;
  const startIfNeeded = () =>
    withLockFile(lock, async () => {
      if (servingPid(cluster.directory) !== undefined) return;
      binaries ??= await prepareBinaries(user, log);
      await createCluster(cluster, binaries, user, log);
      await start({ cluster, user, binaries, logFile, durable: options.durable ?? true, log });
    });
  const ensureRunning = async () => {
    // More than once: a server that seems to live may just be dying, or be stopped by the process that was the last to use it.
    for (let attempt = 1; ; attempt++) {
      if (servingPid(cluster.directory) === undefined) await startIfNeeded();
      try {
        if ((await awaitReady(cluster, undefined)) === 'ready') return await ensureDatabase(connection);
      } catch (error) {
        if (failureOf(error) !== 'connection' || attempt === 20) throw error;
      }
      await sleep(50);
    }
  };
  await ensureRunning();
  return { connection, ensureRunning, stopIfUnused: () => stopIfUnused(cluster, connection, log) };
}

function usableDirectory(path: string): string {
  try {
    mkdirSync(path, { recursive: true });
    return realpathSync(path);
  } catch (cause) {
    throw new PosthornError('data.unusable', { detail: `${path}: ${(cause as Error).message}`, cause });
  }
}

interface StartOptions {
  readonly cluster: Cluster;
  readonly user: SystemUser | undefined;
  readonly binaries: Binaries;
  readonly logFile: string;
  readonly durable: boolean;
  readonly log: Logger;
}

/** Starts and waits. The processes of a killed server may still be ending: PostgreSQL refuses until they are gone. */
async function start(options: StartOptions): Promise<void> {
  const { cluster, log } = options;
  const began = Date.now();
  for (let attempt = 1; ; attempt++) {
    const unhindered = await clearStalePid(cluster.directory);
    await prepareSocket(cluster, options.user);
    const child = unhindered ? launch(options) : undefined;
    const outcome = await awaitReady(cluster, child);
    if (outcome === 'ready') break;
    if (Date.now() - began > 60_000 || attempt >= 20) {
      throw new PosthornError('db.start-failed', {
        detail: `PostgreSQL does not start in ${cluster.directory}. Its log says: ${lastLines(options.logFile)}`,
      });
    }
    await sleep(250);
  }
  log.info({ directory: cluster.directory, milliseconds: Date.now() - began }, 'embedded database started');
}

interface Launched {
  ended: boolean;
}

function launch({ cluster, user, binaries, logFile, durable }: StartOptions): Launched {
  const output = openSync(logFile, 'a', 0o600);
  const child = spawn(binaries.postgres, ['-D', cluster.directory, ...serverSettings(cluster, durable)], {
    cwd: '/',
    // A session of its own: Ctrl-C and the death of this process leave it running.
    detached: true,
    stdio: ['ignore', output, output],
    ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
  });
  closeSync(output);
  const launched: Launched = { ended: false };
  child.once('error', () => {
    launched.ended = true;
  });
  child.once('exit', () => {
    launched.ended = true;
  });
  child.unref();
  return launched;
}

/** Waits for as long as a server is alive: recovery after a crash may take its time. */
async function awaitReady(cluster: Cluster, child: Launched | undefined): Promise<'ready' | 'ended'> {
  const began = Date.now();
  for (;;) {
    const client = new pg.Client({
      host: cluster.socket,
      port: clusterPort,
      user: clusterUser,
      password: cluster.password,
      database: 'postgres',
    });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return 'ready';
    } catch {
      await client.end().catch(() => {});
    }
    const running = servingPid(cluster.directory) !== undefined;
    if (!running && (child === undefined || child.ended)) return 'ended';
    if (!running && Date.now() - began > 20_000) return 'ended';
    await sleep(20);
  }
}

async function ensureDatabase(connection: ClientConfig): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [clusterDatabase]);
    if (rowCount === 0) await client.query(`create database ${clusterDatabase}`);
  } catch (error) {
    // 42P04, 23505: another process made it in this moment.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.end();
  }
}

async function stopIfUnused(cluster: Cluster, connection: ClientConfig, log: Logger): Promise<void> {
  const pid = servingPid(cluster.directory);
  if (pid === undefined) return;
  const client = new pg.Client({ ...connection, database: 'postgres' });
  client.on('error', () => {});
  try {
    await client.connect();
    const others = `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
    // A backend of ours may need a moment to end after its connection was closed.
    for (let attempt = 0; ; attempt++) {
      const { rowCount } = await client.query(others);
      if (rowCount === 0) break;
      if (attempt === 10) return;
      await sleep(20);
    }
  } catch {
    return;
  } finally {
    await client.end().catch(() => {});
  }
  // SIGINT: a fast shutdown with a checkpoint, so that the next start needs no recovery.
  process.kill(pid, 'SIGINT');
  const until = Date.now() + 30_000;
  while (isAlive(pid) && Date.now() < until) await sleep(20);
  log.debug({ pid }, 'embedded database stopped');
}

/**
 * For loading a lot and then reading it, on a machine that is shared with Posthorn itself. Given at every start, so that a new
 * version of Posthorn can change them. Source of the figures: PostgreSQL's manual, chapters 19 and 14.4.
 */
function serverSettings(cluster: Cluster, durable: boolean): readonly string[] {
  const megabytes = Math.round(Math.min(1024, Math.max(128, totalmem() / 8 / 2 ** 20)));
  const settings: Record<string, string | number> = {
    listen_addresses: '',
    port: clusterPort,
    unix_socket_directories: cluster.socket,
    unix_socket_permissions: '0700',
    max_connections: 100,
    shared_buffers: `${megabytes}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    min_wal_size: '128MB',
    checkpoint_timeout: '15min',
    // The binaries know pglz alone: its work on pages that are touched first after a checkpoint was half of what keeping a chunk's decisions cost.
    wal_compression: 'off',
    synchronous_commit: 'on',
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    random_page_cost: 1.1,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
    idle_in_transaction_session_timeout: '10min',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function lastLines(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-3).join(' | ');
  } catch {
    return 'nothing';
  }
}
