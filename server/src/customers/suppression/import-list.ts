import type { Transaction } from 'kysely';
import { type CsvContent, type CsvFormat, openCsv } from '../../intake/index.ts';
import { newId, transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { entryFaults, entryReader, type ListRequest } from './read-entry.ts';
import { deleteList, replaceList, stageKeys, weighStaged } from './store.ts';
import type { SuppressionList } from './types.ts';

/** What an import did. `read` is the sum of the rows that count and those that do not. */
export interface ListReport {
  readonly read: number;
  readonly malformed: number;
  readonly added: number;
  /** Entries that the list had already, and rows that came twice. */
  readonly kept: number;
  readonly repeated: number;
  /** Entries that the newer list has not any more. */
  readonly removed: number;
  /** The first rows that were not understood. */
  readonly examples: readonly ListProblem[];
}

export interface ListProblem {
  readonly line: number;
  readonly code: string;
  readonly reason: string;
}

/** What belongs to an import by a file that can be taken back. */
export interface ListImport {
  readonly format?: CsvFormat;
  readonly examples?: number;
  readonly at?: Date;
  /** Under which it is kept what changed. */
  readonly fileId?: string;
  /** In the transaction that changes the list. */
  readonly within?: (trx: Trx, report: ListReport) => Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

const shownExamples = 10;

/**
 * Makes a list what a file says (CSV with a header). All or nothing: the former state holds until the whole file is read. Rows that cannot be
 * understood are counted and named, and do not stop the others.
 * @throws PosthornError `suppression.wrong-columns`, and what reading CSV throws
 */
export async function importList(
  platform: Platform,
  actor: Actor,
  request: ListRequest,
  bytes: AsyncIterable<Uint8Array>,
  { format, examples = shownExamples, at = platform.clock(), fileId, within }: ListImport = {},
): Promise<ListReport> {
  const content = await openCsv(bytes, request.name, format);
  return await transaction(platform.db, { log: platform.log }, async (trx) => {
    const staged = await stage(trx, request, content, examples);
    const { name, kind, listedBy, source, takenOn, useBy, hashedBy: algorithm = 'sha256' } = request;
    const made = { id: newId(), importedAt: at, importedBy: actor.name };
    const list: Omit<SuppressionList, 'entries'> = { name, kind, listedBy, source, takenOn, useBy, algorithm, ...made };
    const report = reportOf(staged, await replaceList(trx, list, fileId));
    const { examples: _examples, repeated: _repeated, ...counts } = report;
    await platform.audit.append(trx, actor, 'suppression.import', `suppression/${name}`, { ...list, ...counts });
    await within?.(trx, report);
    return report;
  });
}

/** What an import would come to; nothing is changed. @throws as `importList` */
export async function weighList(
  platform: Platform,
  request: ListRequest,
  bytes: AsyncIterable<Uint8Array>,
  { format, examples = shownExamples }: Pick<ListImport, 'format' | 'examples'> = {},
): Promise<ListReport> {
  const content = await openCsv(bytes, request.name, format);
  return await transaction(platform.db, { log: platform.log }, async (trx) => {
    const staged = await stage(trx, request, content, examples);
    return reportOf(staged, await weighStaged(trx, request.name));
  });
}

type Staged = Pick<ListReport, 'read' | 'malformed' | 'examples'>;

const reportOf = (staged: Staged, changes: Pick<ListReport, 'added' | 'kept' | 'removed'>): ListReport => {
  // Of entries that were there, one row each is no repetition.
  const repeated = staged.read - staged.malformed - changes.added - changes.kept;
  return { ...staged, ...changes, repeated };
};

/** Puts the keys of a file's rows aside, and counts. */
async function stage(trx: Trx, request: ListRequest, content: CsvContent, mostExamples: number): Promise<Staged> {
  const entryOf = entryReader(request, content.header);
  const fault = entryFaults[request.hashedBy === undefined ? request.listedBy : 'hash'];
  let [read, malformed] = [0, 0];
  const examples: ListProblem[] = [];
  async function* keys(): AsyncGenerator<readonly [Buffer]> {
    for await (const rows of content.rows) {
      for (const row of rows) {
        read++;
        const key = row.fault === undefined ? entryOf(row).key : undefined;
        if (key !== undefined) {
          yield [key];
          continue;
        }
        malformed++;
        const problem = row.fault === undefined ? fault : { code: 'unreadable', reason: row.fault.reason };
        if (examples.length < mostExamples) examples.push({ line: row.line, ...problem });
      }
    }
  }
  await stageKeys(trx, keys());
  return { read, malformed, examples };
}

/** Forgets a list, with all its entries. @throws PosthornError `suppression.unknown-list` */
export async function removeList(platform: Platform, actor: Actor, name: string): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const list = await deleteList(trx, name);
    if (list === undefined) throw new PosthornError('suppression.unknown-list', { detail: `There is no list "${name}".` });
    await platform.audit.append(trx, actor, 'suppression.remove', `suppression/${name}`, list);
  });
}
