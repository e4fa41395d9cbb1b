import { writeFileSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Begins the names of folders with parts, before the number of the process. */
const PREFIX = '.posthorn-';

/**
 * Makes a folder beside the documents for those that have no name yet: threads write files in any order, names are given in that of
 * the records. A file that has its name is whole, whenever the process is killed. What a killed process left is removed.
 * @returns the folder, which only this process uses
 */
export async function makeParts(folder: string): Promise<string> {
  const found = await readdir(folder).catch(() => []);
  for (const name of found) {
    if (name.startsWith(PREFIX) && !isRunning(Number(name.slice(PREFIX.length))))
      await rm(join(folder, name), { recursive: true, force: true });
  }
  const parts = join(folder, `${PREFIX}${process.pid}`);
  await mkdir(parts, { recursive: true });
  return parts;
}

/** Stores a file under its number. Not awaited: a small file is written at once, while a thread of the pool takes as long again to be asked. */
export function storePart(parts: string, part: string, bytes: Uint8Array): void {
  writeFileSync(join(parts, part), bytes);
}

/** Whether there is a process of a number; one that we may not ask is there. */
function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
