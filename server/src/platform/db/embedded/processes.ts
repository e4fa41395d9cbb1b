import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The postmaster that serves a directory, if one does. */
export function servingPid(directory: string): number | undefined {
  const pid = recordedPid(directory);
  return pid !== undefined && isAlive(pid) && isPostgresOf(pid, directory) ? pid : undefined;
}

function recordedPid(directory: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(directory, 'postmaster.pid'), 'utf8'), 10);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** A zombie (killed, but not yet waited for) is dead. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const stat = readOr(`/proc/${pid}/stat`);
  return stat === undefined || stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
}

/** A process id of the file may belong to some other program by now. PostgreSQL's processes work in their data directory. */
function isPostgresOf(pid: number, directory: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory;
  } catch {
    // No /proc, or not ours to read: believe the name, if there is one.
    return readOr(`/proc/${pid}/comm`)?.startsWith('postgres') ?? true;
  }
}

/**
 * Takes away the `postmaster.pid` of a postmaster that was killed and whose id now is a zombie's or another program's: PostgreSQL
 * would take it for alive and refuse to start. Waits first until no process of the old one works in the directory any more.
 * @returns whether there is nothing in the way
 */
export async function clearStalePid(directory: string, patience = 10_000): Promise<boolean> {
  const pid = recordedPid(directory);
  if (pid === undefined) return true;
  const until = Date.now() + patience;
  while (processesIn(directory).length > 0) {
    if (Date.now() > until) return false;
    await sleep(50);
  }
  const exists = readOr(`/proc/${pid}/stat`) !== undefined;
  // A process that does not exist is no hindrance: PostgreSQL sees that itself and checks shared memory by the same file.
  if (exists && servingPid(directory) === undefined) rmSync(join(directory, 'postmaster.pid'), { force: true });
  return true;
}

function processesIn(directory: string): readonly number[] {
  let names: string[];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
  return names.map(Number).filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === directory && isAlive(pid);
    } catch {
      return false;
    }
  });
}

function readOr(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
