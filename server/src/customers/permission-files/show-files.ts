import type { PermissionFile, SuppressionListView } from '@posthorn/contract';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { listsOf } from '../suppression/store.ts';
import type { SuppressionList } from '../suppression/types.ts';
import { findFile, listFiles } from './store.ts';
import { type FileRow, undoable } from './types.ts';

/** @throws PosthornError `permission-file.not-found` */
export async function showFile(platform: Platform, id: string): Promise<PermissionFile> {
  const row = await findFile(platform.db, id);
  if (row === undefined) throw new PosthornError('permission-file.not-found');
  return present(row, await listsOf(platform.db), platform.clock());
}

export async function showFiles(platform: Platform): Promise<PermissionFile[]> {
  const [rows, lists] = await Promise.all([listFiles(platform.db), listsOf(platform.db)]);
  return rows.map((row) => present(row, lists, platform.clock()));
}

export async function showLists(platform: Platform): Promise<SuppressionListView[]> {
  const today = platform.clock().toISOString().slice(0, 10);
  return (await listsOf(platform.db)).map(({ id: _id, algorithm: hashedBy, useBy, importedAt, ...list }) => ({
    ...{ ...list, hashedBy, importedAt: importedAt.toISOString(), outdated: useBy !== null && useBy < today },
    ...(useBy === null ? {} : { useBy }),
  }));
}

function present(row: FileRow, lists: readonly SuppressionList[], now: Date): PermissionFile {
  const { id, kind, file, bytes, state, format, header, settings, counts, share, problems, error, endedAt } = row;
  const undo = undoOf(row, lists, now);
  return {
    ...{ id, kind, file, bytes, state, format, header: [...header], counts, share, problems: [...problems] },
    ...{ at: row.broughtAt.toISOString(), by: row.broughtBy },
    ...(settings === null ? {} : { settings }),
    ...(error ? { error } : {}),
    ...(endedAt === null ? {} : { endedAt: endedAt.toISOString() }),
    ...(undo === undefined ? {} : { undo }),
  };
}

/** Whether what came of a file can be taken back; undefined where nothing came of it. */
export function undoOf(
  { state, settings, endedAt }: Pick<FileRow, 'state' | 'settings' | 'endedAt'>,
  lists: readonly Pick<SuppressionList, 'name' | 'importedAt'>[],
  now: Date,
): PermissionFile['undo'] {
  if (state !== 'done' || settings === null || endedAt === null) return undefined;
  if (settings.kind === 'consents') return 'ledger';
  if (now.getTime() - endedAt.getTime() > undoable) return 'too-late';
  const list = lists.find(({ name }) => name === settings.name);
  return list?.importedAt.getTime() === endedAt.getTime() ? 'possible' : 'changed-since';
}
