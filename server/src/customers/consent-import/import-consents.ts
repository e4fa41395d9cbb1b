import type { Transaction } from 'kysely';
import { openCsv, type Row } from '../../intake/index.ts';
import { newId, transaction } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { appendConsents } from '../permissions/note-consent.ts';
import type { NewConsent } from '../permissions/types.ts';
import { type ConsentImportRequest, consentJudge, type JudgeConsents, type SoundRow } from './judge-rows.ts';
import { addToImport, type ConsentImport, type FaultyRow, insertImport, insertRefused, keepNewKeys } from './store.ts';

export interface ConsentImportReport extends Pick<ConsentImport, 'id' | 'read' | 'noted' | 'known' | 'refused'> {
  /** The first rows that were refused. */
  readonly examples: readonly FaultyRow[];
}

/** What some rows came to. */
export interface NotedRows {
  readonly read: number;
  readonly noted: number;
  readonly known: number;
  readonly faulty: readonly FaultyRow[];
}

const shownExamples = 10;
/** Rows that are noted in one transaction. */
export const batchOfConsents = 500;
/** Refused rows that are kept of a file: whoever has more mends what they have in common first. */
const keptRefused = 10_000;

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

/**
 * Brings consents in that were given elsewhere (CSV with a header): each good row becomes entries of the ledger, each bad one is kept with its reason and
 * stops no other. Rows are noted some hundred at a time; whatever ends it, the same file again notes what is missing and nothing twice.
 * @throws PosthornError `consent-import.wrong-columns`, and what reading CSV throws
 */
export async function importConsents(
  platform: Platform,
  actor: Actor,
  request: ConsentImportRequest,
  bytes: AsyncIterable<Uint8Array>,
): Promise<ConsentImportReport> {
  const content = await openCsv(bytes, request.file);
  const judge = await consentJudge(platform.db, request, content.header, platform.clock());
  const id = newId();
  await transaction(platform.db, { log: platform.log }, (trx) => beginImport(platform, trx, actor, id, request));
  const counts = { read: 0, noted: 0, known: 0, refused: 0 };
  const examples: FaultyRow[] = [];
  for await (const rows of batchesOf(content.rows, batchOfConsents)) {
    const came = await transaction(platform.db, { log: platform.log }, (trx) => noteRows(platform, trx, actor, { id, judge, rows }));
    counts.read += came.read;
    counts.noted += came.noted;
    counts.known += came.known;
    counts.refused += came.faulty.length;
    examples.push(...came.faulty.slice(0, shownExamples - examples.length));
  }
  await transaction(platform.db, { log: platform.log }, (trx) => endImport(platform, trx, actor, id, request, counts));
  return { id, ...counts, examples };
}

/** Keeps that a file is being brought in, before anything of it is. */
export async function beginImport(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  id: string,
  { file, source }: ConsentImportRequest,
): Promise<void> {
  await insertImport(trx, { id, file, source, at: platform.clock(), by: actor.name, read: 0, noted: 0, known: 0, refused: 0 });
}

/** Leaves the entry of the audit chain that says what came of a file. */
export async function endImport(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  id: string,
  { file, source }: ConsentImportRequest,
  counts: object,
): Promise<void> {
  await platform.audit.append(trx, actor, 'consent.import', `consent-import/${id}`, { id, ...counts, file, source });
}

/** Makes entries of the ledger of rows, those that are new and sound, and counts them to their import. */
export async function noteRows(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  { id, judge, rows }: { readonly id: string; readonly judge: JudgeConsents; readonly rows: readonly Row[] },
): Promise<NotedRows> {
  const { sound, faulty } = await judge(trx, rows, true);
  const fresh = await keepNewKeys(
    trx,
    sound.map((one) => one.key),
  );
  // Of rows that are alike the first one counts.
  const wanted = sound.filter(({ key }) => fresh.delete(key.toString('hex')));
  if (wanted.length > 0) await appendConsents(platform, trx, actor, wanted.flatMap(actsOf));
  const came = { read: rows.length, noted: wanted.length, known: sound.length - wanted.length, refused: faulty.length };
  const refusedBefore = await addToImport(trx, id, came);
  await insertRefused(trx, id, faulty.slice(0, Math.max(0, keptRefused - refusedBefore)));
  return { ...came, faulty };
}

const actsOf = ({ row, customerId, textId }: SoundRow): NewConsent[] =>
  row.acts.map((act) => ({ ...act, customerId, ...(textId === undefined ? {} : { textId }) }));

/** The same rows in batches of one size. */
export async function* batchesOf(rows: AsyncIterable<readonly Row[]>, size: number): AsyncGenerator<readonly Row[]> {
  for await (const some of rows) for (let from = 0; from < some.length; from += size) yield some.slice(from, from + size);
}
