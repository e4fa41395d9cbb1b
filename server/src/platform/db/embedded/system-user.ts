import { chownSync, readFileSync, statSync } from 'node:fs';
import { chmod, chown, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** The operating system's user that PostgreSQL runs under. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root runs it under another user of /etc/passwd: `postgres` where there is one, else
 * `nobody`. Everyone else runs it as themselves.
 * @param cluster an existing cluster keeps its owner
 * @returns undefined for the own user
 */
export function userForCluster(cluster: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name: name!, uid: Number(uid), gid: Number(gid) }));
  const owner = statSync(cluster, { throwIfNoEntry: false })?.uid;
  const found =
    users.find((user) => user.uid === owner && user.uid !== 0) ??
    users.find((user) => user.name === 'postgres') ??
    users.find((user) => user.name === 'nobody') ??
    users.find((user) => user.uid !== 0);
  return found ?? { name: '65534', uid: 65534, gid: 65534 };
}

/** Whether a user can get into a directory: every directory on the way must let it through. Groups beside the main one don't count. */
export async function canEnter(user: SystemUser, directory: string): Promise<boolean> {
  for (let path = resolve(directory); ; path = dirname(path)) {
    const { mode, uid, gid } = await stat(path);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

/**
 * Lets the user pass through our own data directory (not list it): its group becomes the user's with `--x`. Only for a directory
 * that belongs to us and has no group rights yet, such as one of mktemp.
 */
export async function openPassage(user: SystemUser, directory: string): Promise<void> {
  const { mode, uid } = await stat(directory);
  if (uid !== process.getuid?.() || (mode & 0o077) !== 0) return;
  await chown(directory, uid, user.gid);
  await chmod(directory, (mode & 0o777) | 0o010);
}

/** Gives a file or directory to the user. */
export function giveTo(user: SystemUser | undefined, path: string): void {
  if (user !== undefined) chownSync(path, user.uid, user.gid);
}
