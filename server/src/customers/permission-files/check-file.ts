import type { FileSettings, PermissionFile } from '@posthorn/contract';
import { openCsv } from '../../intake/index.ts';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { batchesOf, batchOfConsents } from '../consent-import/import-consents.ts';
import { consentJudge } from '../consent-import/judge-rows.ts';
import { knownKeys } from '../consent-import/store.ts';
import { weighList } from '../suppression/import-list.ts';
import { beginningOf, bytesOf } from './file-bytes.ts';
import { checkSettings, consentRequest, listRequest } from './settings.ts';
import { showFile } from './show-files.ts';
import { changeFile, findFile } from './store.ts';
import { type FileCounts, type FileJob, type FileRow, fileJob, keptProblems, noCounts } from './types.ts';

/** Has a whole file looked at by a job. @throws PosthornError as `firstRows`, and `permission-file.under-way` */
export async function beginCheck(platform: Platform, id: string, settings: FileSettings): Promise<PermissionFile> {
  const row = await findFile(platform.db, id);
  if (row === undefined) throw new PosthornError('permission-file.not-found');
  const { header } = await openCsv(beginningOf(platform, row), row.file, settings.format);
  await checkSettings(platform.db, row, header, settings, platform.clock());
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const now = await findFile(trx, id, true);
    if (now === undefined) throw new PosthornError('permission-file.not-found');
    if (now.state !== 'brought' && now.state !== 'checked' && now.state !== 'failed') throw new PosthornError('permission-file.under-way');
    await changeFile(trx, id, { settings, state: 'checking', counts: noCounts, share: 0, line: 0, problems: [], error: null });
    await platform.jobs.enqueue<FileJob>(trx, fileJob, { fileId: id });
  });
  return showFile(platform, id);
}

/** Counts what a file would come to; begins anew where it was interrupted, for nothing is changed by it. */
export async function checkFile(platform: Platform, row: FileRow, signal: AbortSignal): Promise<void> {
  const settings = row.settings!;
  const found =
    settings.kind === 'consents' ? await checkConsents(platform, row, settings, signal) : await checkList(platform, row, settings, signal);
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    if ((await findFile(trx, row.id, true))?.state === 'checking') await changeFile(trx, row.id, { ...found, state: 'checked', share: 1 });
  });
}

type Found = Pick<FileRow, 'counts' | 'problems'>;

/** Tells how far it is; ends where the process is to stop. */
export const watching = (platform: Platform, row: FileRow, signal: AbortSignal) =>
  bytesOf(platform, row, async (share) => {
    signal.throwIfAborted();
    await changeFile(platform.db, row.id, { share });
  });

async function checkConsents(
  platform: Platform,
  row: FileRow,
  settings: Extract<FileSettings, { kind: 'consents' }>,
  signal: AbortSignal,
): Promise<Found> {
  const { header, rows } = await openCsv(watching(platform, row, signal), row.file, settings.format);
  const judge = await consentJudge(platform.db, consentRequest(settings, row.file), header, platform.clock());
  const counts = { ...noCounts };
  const problems: FileRow['problems'][number][] = [];
  // Eight bytes of each key: enough to tell rows of one file apart, and few enough for millions of them.
  const seen = new Set<string>();
  for await (const batch of batchesOf(rows, batchOfConsents)) {
    const { sound, faulty } = await judge(platform.db, batch, false);
    const known = await knownKeys(
      platform.db,
      sound.map(({ key }) => key),
    );
    for (const { key } of sound) {
      const short = key.toString('latin1', 0, 8);
      if (known.has(key.toString('hex')) || seen.has(short)) counts.known++;
      else counts.fresh++;
      seen.add(short);
    }
    counts.read += batch.length;
    counts.faulty += faulty.length;
    problems.push(...faulty.slice(0, keptProblems - problems.length).map(({ raw: _raw, ...problem }) => problem));
  }
  return { counts, problems };
}

async function checkList(
  platform: Platform,
  row: FileRow,
  settings: Extract<FileSettings, { kind: 'suppression' }>,
  signal: AbortSignal,
): Promise<Found> {
  const options = { format: settings.format, examples: keptProblems };
  return foundOf(await weighList(platform, listRequest(settings), watching(platform, row, signal), options));
}

/** A list's report in the words of files. */
export function foundOf({ read, malformed, added, kept, repeated, removed, examples }: Awaited<ReturnType<typeof weighList>>): Found {
  const counts: FileCounts = { read, fresh: added, known: kept + repeated, faulty: malformed, removed };
  return { counts, problems: examples.map((problem) => ({ ...problem, field: '' })) };
}
