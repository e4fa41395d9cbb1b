import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Row } from '../../intake/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Db } from '../../platform/platform.ts';
import '../errors.ts';
import { textsOf } from '../permissions/store.ts';
import { type ConsentField, type ConsentRow, consentFields, type RowDefaults, RowFault, readConsentRow } from './read-row.ts';
import { customersOfRows, type FaultyRow } from './store.ts';

/** How the rows of a file of consents are to be read. */
export interface ConsentImportRequest {
  /** What the file is called. */
  readonly file: string;
  /** Who made it: part of the proof of every row. */
  readonly source: string;
  /** How columns are called where not as the fields are. */
  readonly columns?: { readonly [F in ConsentField]?: string };
  readonly defaults?: RowDefaults;
}

/** A row of which entries of the ledger can be made. */
export interface SoundRow {
  readonly line: number;
  readonly row: ConsentRow;
  readonly customerId: string;
  readonly textId: string | undefined;
  /** A hash of all that makes it: it is brought in once. */
  readonly key: Buffer;
}

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

/** Judges rows in their order; `lock` holds their customers until the transaction ends. */
export type JudgeConsents = (
  db: Db | Trx,
  rows: readonly Row[],
  lock: boolean,
) => Promise<{ readonly sound: readonly SoundRow[]; readonly faulty: readonly FaultyRow[] }>;

/** What is kept of a faulty row. */
const keptOfRow = 2_000;

/**
 * Judges the rows of a file by its header.
 * @throws PosthornError `consent-import.wrong-columns`
 */
export async function consentJudge(db: Db, request: ConsentImportRequest, header: readonly string[], now: Date): Promise<JudgeConsents> {
  const fieldIn = fieldReader(request, header);
  const texts = new Map((await textsOf(db)).toReversed().map((text) => [text.name, text.id]));
  return async (reader, rows, lock) => {
    const faulty: FaultyRow[] = [];
    const understood = rows.flatMap((row) => attempt(row, faulty, () => understand(row, fieldIn, request)));
    const ofFile = understood.map(({ result }) => result.customer);
    const numbers = ofFile.flatMap((customer) => ('number' in customer ? customer.number : []));
    const emails = ofFile.flatMap((customer) => ('email' in customer ? customer.email.toLowerCase() : []));
    const { byNumber, byEmail } = await customersOfRows(reader, numbers, emails, lock);
    const sound = understood.flatMap(({ row, result }) => {
      const { customer, textName } = result;
      const customerId = 'number' in customer ? byNumber.get(customer.number) : byEmail.get(customer.email.toLowerCase());
      return attempt(row, faulty, () => {
        refuse(result, customerId, texts, now);
        const textId = textName === undefined ? undefined : texts.get(textName);
        return { line: row.line, row: result, customerId: customerId!, textId, key: keyOf(customerId!, result) };
      }).map((one) => one.result);
    });
    return { sound, faulty: faulty.toSorted((a, b) => a.line - b.line) };
  };
}

/** What a row becomes; nothing, and one more faulty row, where it throws. */
function attempt<T>(row: Row, faulty: FaultyRow[], read: () => T): { readonly row: Row; readonly result: T }[] {
  try {
    return [{ row, result: read() }];
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    faulty.push({ line: row.line, field: error.field, code: error.code, reason: error.message, raw: row.raw.slice(0, keptOfRow) });
    return [];
  }
}

function understand(row: Row, fieldIn: ReturnType<typeof fieldReader>, { defaults = {}, source }: ConsentImportRequest): ConsentRow {
  if (row.fault !== undefined) throw new RowFault('number', 'unreadable', row.fault.reason);
  return readConsentRow(fieldIn(row), defaults, source);
}

function fieldReader({ columns = {}, file }: ConsentImportRequest, header: readonly string[]) {
  const places = new Map(consentFields.map((field) => [field, header.indexOf(columns[field] ?? field)]));
  const wrong = Object.entries(columns).find(([, column]) => column !== undefined && !header.includes(column));
  const nobody = places.get('number') === -1 && places.get('email') === -1;
  if (wrong !== undefined || nobody || places.get('at') === -1) {
    const missing = wrong === undefined ? (nobody ? 'number or email' : 'at') : String(wrong[1]);
    throw new PosthornError('consent-import.wrong-columns', {
      detail: `${file} has the columns ${header.join(', ')}; ${missing} is missing.`,
    });
  }
  return (row: Row) => (field: ConsentField) => row.fields[places.get(field)!]?.trim() ?? '';
}

/** @throws RowFault where no entry can be made of a row that is understood */
function refuse(
  { customer, textName, acts }: ConsentRow,
  customerId: string | undefined,
  texts: ReadonlyMap<string, string>,
  now: Date,
): void {
  if (customerId === undefined && 'email' in customer)
    throw new RowFault('email', 'no-one-customer', 'No customer, or more than one, has this address.');
  if (customerId === undefined) throw new RowFault('number', 'unknown-customer', 'There is no customer of this number.');
  if (textName !== undefined && !texts.has(textName)) throw new RowFault('text', 'unknown-text', `No wording "${textName}" is kept here.`);
  if (acts.some((act) => act.at > now)) throw new RowFault('at', 'in-future', 'The customer cannot have done it in the future.');
  if (acts.some((act) => act.act === 'bought'))
    throw new RowFault('act', 'purchase', 'Purchases are noted by the API, with their groups of goods.');
}

const keyOf = (customerId: string, { acts, textName }: ConsentRow): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([customerId, textName ?? null, acts]))
    .digest();
