import type { FileSettings, PermissionFile } from '@posthorn/contract';
import { openCsv, type Row } from '../../intake/index.ts';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { batchesOf, batchOfConsents, beginImport, endImport, noteRows } from '../consent-import/import-consents.ts';
import { consentJudge, type JudgeConsents } from '../consent-import/judge-rows.ts';
import { importList } from '../suppression/import-list.ts';
import { lockList } from '../suppression/store.ts';
import { checkFile, foundOf, watching } from './check-file.ts';
import { destroyBytes } from './file-bytes.ts';
import { consentRequest, listRequest } from './settings.ts';
import { showFile, undoOf } from './show-files.ts';
import { changeFile, findFile, type Trx, takeBack } from './store.ts';
import { type FileJob, type FileRow, fileJob, keptProblems, noCounts } from './types.ts';

/** Has a file taken in that was checked. @throws PosthornError `permission-file.not-found`, `permission-file.not-checked` */
export async function beginFileImport(platform: Platform, actor: Actor, id: string): Promise<PermissionFile> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const row = await findFile(trx, id, true);
    if (row === undefined) throw new PosthornError('permission-file.not-found');
    if (row.state !== 'checked') throw new PosthornError('permission-file.not-checked');
    const { settings, file } = row;
    await changeFile(trx, id, { state: 'importing', actor, counts: noCounts, share: 0, line: 0, problems: [] });
    if (settings!.kind === 'consents') await beginImport(platform, trx, actor, id, consentRequest(settings!, file));
    else await changeFile(trx, id, { former: (await lockList(trx, settings!.name)) ?? null });
    await platform.audit.append(trx, actor, 'permission-file.import', `permission-file/${id}`, { file, settings });
    await platform.jobs.enqueue<FileJob>(trx, fileJob, { fileId: id });
  });
  return showFile(platform, id);
}

/** Goes on with a file where it stands; safe to repeat. What was brought is destroyed once it is taken in. */
export async function walkFile(platform: Platform, { fileId }: FileJob, { signal }: { readonly signal: AbortSignal }): Promise<void> {
  const row = await findFile(platform.db, fileId);
  try {
    if (row?.state === 'checking') await checkFile(platform, row, signal);
    else if (row?.state === 'importing') await takeIn(platform, row, signal);
    else if (row?.state === 'done') await destroyBytes(platform, fileId);
  } catch (error) {
    if (!(error instanceof PosthornError)) throw error;
    const { code, message: detail, hint } = error;
    await changeFile(platform.db, fileId, { state: 'failed', error: { code, detail, hint } });
  }
}

async function takeIn(platform: Platform, row: FileRow, signal: AbortSignal): Promise<void> {
  const settings = row.settings!;
  if (settings.kind === 'consents') await takeConsents(platform, row, settings, signal);
  else await takeList(platform, row, settings, signal);
  await destroyBytes(platform, row.id);
}

async function takeConsents(
  platform: Platform,
  row: FileRow,
  settings: Extract<FileSettings, { kind: 'consents' }>,
  signal: AbortSignal,
): Promise<void> {
  const { id } = row;
  const request = consentRequest(settings, row.file);
  const { header, rows } = await openCsv(watching(platform, row, signal), row.file, settings.format);
  const judge = await consentJudge(platform.db, request, header, platform.clock());
  for await (const batch of batchesOf(rows, batchOfConsents)) {
    signal.throwIfAborted();
    const left = batch.filter(({ line }) => line > row.line);
    if (left.length > 0) await transaction(platform.db, { log: platform.log }, (trx) => takeBatch(platform, trx, id, judge, left));
  }
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const { actor, counts } = await lockImporting(trx, id);
    await changeFile(trx, id, { state: 'done', share: 1, endedAt: platform.clock() });
    await endImport(platform, trx, actor!, id, request, {
      read: counts.read,
      noted: counts.fresh,
      known: counts.known,
      refused: counts.faulty,
    });
  });
}

/** What rows come to is kept with the line behind them, so that none is counted twice. */
async function takeBatch(platform: Platform, trx: Trx, id: string, judge: JudgeConsents, rows: readonly Row[]): Promise<void> {
  const { actor, counts, line, problems } = await lockImporting(trx, id);
  const left = rows.filter((row) => row.line > line);
  if (left.length === 0) return;
  const { read, noted, known, faulty } = await noteRows(platform, trx, actor!, { id, judge, rows: left });
  const more = faulty.slice(0, keptProblems - problems.length).map(({ raw: _raw, ...problem }) => problem);
  await changeFile(trx, id, {
    line: left.at(-1)!.line,
    counts: { read: counts.read + read, fresh: counts.fresh + noted, known: counts.known + known, faulty: counts.faulty + faulty.length },
    ...(more.length === 0 ? {} : { problems: [...problems, ...more] }),
  });
}

async function takeList(
  platform: Platform,
  row: FileRow,
  settings: Extract<FileSettings, { kind: 'suppression' }>,
  signal: AbortSignal,
): Promise<void> {
  const at = platform.clock();
  await importList(platform, row.actor!, listRequest(settings), watching(platform, row, signal), {
    ...{ format: settings.format, examples: keptProblems, at, fileId: row.id },
    within: async (trx, report) => {
      await lockImporting(trx, row.id);
      await changeFile(trx, row.id, { ...foundOf(report), state: 'done', share: 1, endedAt: at });
    },
  });
}

/** @throws Error where another worker was first: what this one did is undone with its transaction */
async function lockImporting(trx: Trx, id: string): Promise<FileRow> {
  const row = await findFile(trx, id, true);
  if (row?.state !== 'importing') throw new Error(`the file ${id} is taken in by another worker`);
  return row;
}

/** Makes a list what it was before a file. @throws PosthornError `permission-file.not-found`, `permission-file.no-undo` */
export async function undoFile(platform: Platform, actor: Actor, id: string): Promise<PermissionFile> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const row = await findFile(trx, id, true);
    if (row === undefined) throw new PosthornError('permission-file.not-found');
    const { settings } = row;
    const list = settings?.kind === 'suppression' ? await lockList(trx, settings.name) : undefined;
    if (settings?.kind !== 'suppression' || undoOf(row, list ? [list] : [], platform.clock()) !== 'possible')
      throw new PosthornError('permission-file.no-undo');
    await takeBack(trx, id, settings.name, row.former);
    await changeFile(trx, id, { state: 'undone' });
    await platform.audit.append(trx, actor, 'permission-file.undo', `permission-file/${id}`, { file: row.file, list: settings.name });
  });
  return showFile(platform, id);
}
