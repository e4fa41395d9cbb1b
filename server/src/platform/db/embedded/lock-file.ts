import { readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './processes.ts';

/**
 * Runs `work` while no other process does so under the same file. The file of a killed process does not hinder: it names its
 * process by id and start time, because ids are used again.
 */
export async function withLockFile<T>(path: string, work: () => Promise<T>): Promise<T> {
  const own = identity(process.pid);
  while (!(await tryLock(path, own))) await sleep(25);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function tryLock(path: string, own: string): Promise<boolean> {
  try {
    await writeFile(path, own, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = await readFile(path, 'utf8').catch(() => '');
  const pid = Number.parseInt(holder, 10);
  // An empty file is being written just now, by its holder or by one that was killed in this very moment.
  if (holder === '') await sleep(200);
  const unchanged = (await readFile(path, 'utf8').catch(() => undefined)) === holder;
  if (unchanged && (holder === '' || !isAlive(pid) || identity(pid) !== holder)) await rm(path, { force: true });
  return false;
}

function identity(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${pid} ${started}`;
  } catch {
    return `${pid}`;
  }
}
