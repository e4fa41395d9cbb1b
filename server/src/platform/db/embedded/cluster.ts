import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PosthornError } from '../../errors/index.ts';
import type { Logger } from '../../log/logger.ts';
import type { Binaries } from './binaries.ts';
import { sharedPlace } from './binaries.ts';
import { canEnter, giveTo, openPassage, type SystemUser, userForCluster } from './system-user.ts';

/** A database cluster on this machine and how to speak to it. Kept in `postgres.json` (0600) of the data directory. */
export interface Cluster {
  /** PostgreSQL's data directory. */
  readonly directory: string;
  /** Directory of its Unix socket; no TCP port is open. */
  readonly socket: string;
  readonly password: string;
}

export const clusterUser = 'posthorn';
export const clusterDatabase = 'posthorn';
/** Only names the socket's file. */
export const clusterPort = 5432;

/** The longest path of a Unix socket that all systems take, less the name of the socket's file. */
const longestSocketDirectory = 100 - '/.s.PGSQL.5432.lock'.length;

/** The cluster of a data directory, planned at the first call; its files are made by `createCluster`. */
export async function clusterOf(dataDir: string, log: Logger): Promise<Cluster> {
  const pointer = join(dataDir, 'postgres.json');
  const known = await readFile(pointer, 'utf8').catch(() => undefined);
  const plan = known === undefined ? await planCluster(dataDir, log) : (JSON.parse(known) as Plan);
  if (known === undefined) await writeFile(pointer, `${JSON.stringify(plan, undefined, 2)}\n`, { mode: 0o600 });
  const directory = resolve(dataDir, plan.directory);
  return { directory, socket: socketDirectory(directory), password: plan.password };
}

/** As written to the pointer file: a directory inside the data directory is relative, so that the whole can be moved. */
interface Plan {
  readonly directory: string;
  readonly password: string;
}

async function planCluster(dataDir: string, log: Logger): Promise<Plan> {
  const user = userForCluster(join(dataDir, 'postgres'));
  const password = randomBytes(24).toString('base64url');
  if (user !== undefined) {
    await openPassage(user, dataDir);
    if (!(await canEnter(user, dataDir))) {
      const place = join(sharedPlace, `cluster-${randomBytes(6).toString('hex')}`);
      await mkdir(place, { recursive: true, mode: 0o755 });
      log.warn({ place, user: user.name }, 'the data directory cannot be reached by the user of PostgreSQL; its files go to another place');
      return { directory: join(place, 'postgres'), password };
    }
  }
  return { directory: 'postgres', password };
}

/** Inside the cluster's own directory (0700), or in /tmp when that path is too long for a socket. */
function socketDirectory(directory: string): string {
  if (Buffer.byteLength(directory) <= longestSocketDirectory) return directory;
  return join('/tmp', `posthorn-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}`);
}

/**
 * Makes the files of a cluster that has none: passwords by SCRAM, Unicode by code point whatever the system's locales are.
 * @throws PosthornError `db.start-failed`
 */
export async function createCluster(cluster: Cluster, binaries: Binaries, user: SystemUser | undefined, log: Logger): Promise<void> {
  await mkdir(cluster.directory, { recursive: true, mode: 0o700 });
  giveTo(user, cluster.directory);
  await prepareSocket(cluster, user);
  if (existsSync(join(cluster.directory, 'PG_VERSION'))) return;
  log.info({ directory: cluster.directory, version: binaries.version, user: user?.name }, 'creating the embedded database');
  const fresh = `${cluster.directory}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  giveTo(user, fresh);
  const passwordFile = `${fresh}.password`;
  await writeFile(passwordFile, cluster.password, { mode: 0o600 });
  giveTo(user, passwordFile);
  try {
    await runInitdb(binaries, fresh, passwordFile, user);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rm(cluster.directory, { recursive: true });
  await rename(fresh, cluster.directory);
}

/** The socket's directory in /tmp may be gone after a restart of the machine. */
export async function prepareSocket(cluster: Cluster, user: SystemUser | undefined): Promise<void> {
  if (cluster.socket === cluster.directory) return;
  await mkdir(cluster.socket, { recursive: true, mode: 0o700 });
  await chmod(cluster.socket, 0o700);
  giveTo(user, cluster.socket);
}

async function runInitdb(binaries: Binaries, directory: string, passwordFile: string, user: SystemUser | undefined): Promise<void> {
  const options = [
    '-D',
    directory,
    '-U',
    clusterUser,
    '-E',
    'UTF8',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--no-instructions',
  ];
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const child = spawn(binaries.initdb, [...options, ...locale], {
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise<number | Error>((done) => {
    child.once('error', done);
    child.once('close', (exit) => done(exit ?? 1));
  });
  if (code !== 0) {
    throw new PosthornError('db.start-failed', { detail: `initdb failed: ${said.trim() || String(code)}`, cause: code });
  }
}
