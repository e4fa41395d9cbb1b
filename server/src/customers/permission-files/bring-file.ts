import type { PermissionFile } from '@posthorn/contract';
import { newId, transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { destroyBytes, keepBytes } from './file-bytes.ts';
import { showFile } from './show-files.ts';
import { deleteFile, filesLeftSince, findFile, forgetChanges, insertFile } from './store.ts';
import { noCounts, undoable } from './types.ts';

/**
 * Keeps a file as it arrives, to be looked at; nothing follows from it.
 * @throws PosthornError `permission-file.too-large`, and what reading CSV throws
 */
export async function bringFile(
  platform: Platform,
  actor: Actor,
  { kind, file }: Pick<PermissionFile, 'kind' | 'file'>,
  bytes: AsyncIterable<Uint8Array>,
): Promise<PermissionFile> {
  const id = newId();
  try {
    const kept = await keepBytes(platform, id, file, bytes);
    await transaction(platform.db, { log: platform.log }, async (trx) => {
      await insertFile(trx, { id, kind, file, ...kept, counts: noCounts, broughtAt: platform.clock(), broughtBy: actor.name });
      await platform.audit.append(trx, actor, 'permission-file.bring', `permission-file/${id}`, { kind, file, bytes: kept.bytes });
    });
  } catch (error) {
    await destroyBytes(platform, id);
    throw error;
  }
  return showFile(platform, id);
}

/** Leaves a file that was not taken in. @throws PosthornError `permission-file.not-found`, `permission-file.under-way` */
export async function leaveFile(platform: Platform, actor: Actor, id: string): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const row = await findFile(trx, id, true);
    if (row === undefined) throw new PosthornError('permission-file.not-found');
    if (row.state === 'importing' || row.state === 'done' || row.state === 'undone')
      throw new PosthornError('permission-file.under-way', { detail: `${row.file} was taken in, or is just now.` });
    await deleteFile(trx, id);
    await platform.audit.append(trx, actor, 'permission-file.leave', `permission-file/${id}`, { kind: row.kind, file: row.file });
  });
  await destroyBytes(platform, id);
}

const hour = 3_600_000;
/** How long a file waits for somebody to go on with it. */
const waiting = 3 * 24 * hour;

/** Every hour: destroys files that nobody went on with, and forgets what cannot be taken back any more. */
export async function tendFiles(platform: Platform): Promise<void> {
  const now = platform.clock().getTime();
  for (const { id } of await filesLeftSince(platform.db, new Date(now - waiting))) {
    await destroyBytes(platform, id);
    await deleteFile(platform.db, id);
  }
  await forgetChanges(platform.db, new Date(now - undoable));
}
