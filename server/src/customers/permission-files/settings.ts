import type { ConsentFileSettings, FileSettings, ListFileSettings } from '@posthorn/contract';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Db } from '../../platform/platform.ts';
import { type ConsentImportRequest, consentJudge } from '../consent-import/judge-rows.ts';
import { entryReader, type ListRequest } from '../suppression/read-entry.ts';
import type { FileRow } from './types.ts';

/** The request that somebody's settings of a file of consents come to. */
export const consentRequest = ({ source, columns = {}, defaults = {} }: ConsentFileSettings, file: string): ConsentImportRequest => ({
  ...{ file, source, columns, defaults },
});

export const listRequest = ({ name, listKind: kind, listedBy, source, takenOn, useBy, hashedBy, country, columns }: ListFileSettings) =>
  ({ name, kind, listedBy, source, takenOn, useBy: useBy ?? null, hashedBy, country, columns }) satisfies ListRequest;

/**
 * Whether settings fit a file: what is missing is told at once, not by a job.
 * @throws PosthornError `permission-file.other-kind`, `consent-import.wrong-columns`, `suppression.wrong-columns`
 */
export async function checkSettings(db: Db, row: FileRow, header: readonly string[], settings: FileSettings, now: Date): Promise<void> {
  if (settings.kind !== row.kind) throw new PosthornError('permission-file.other-kind');
  if (settings.kind === 'consents') await consentJudge(db, consentRequest(settings, row.file), header, now);
  else entryReader(listRequest(settings), header);
}
