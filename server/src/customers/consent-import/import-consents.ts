import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { openCsv, type Row } from '../../intake/index.ts';
import { newId, transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { appendConsents } from '../permissions/note-consent.ts';
import { textsOf } from '../permissions/store.ts';
import type { NewConsent } from '../permissions/types.ts';
import { type ConsentField, type ConsentRow, consentFields, type RowDefaults, RowFault, readConsentRow } from './read-row.ts';
import { type ConsentImport, customersOfRows, insertImport, insertRefused, keepNewKeys, type RefusedRow } from './store.ts';

export interface ConsentImportRequest {
  /** What the file is called. */
  readonly file: string;
  /** Who made it: part of the proof of every row. */
  readonly source: string;
  /** How columns are called where not as the fields are. */
  readonly columns?: { readonly [F in ConsentField]?: string };
  readonly defaults?: RowDefaults;
}

export interface ConsentImportReport extends Pick<ConsentImport, 'id' | 'read' | 'noted' | 'known' | 'refused'> {
  /** The first rows that were refused. */
  readonly examples: readonly RefusedRow[];
}

const shownExamples = 10;
const batch = 200;

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;
interface Understood {
  readonly row: ConsentRow;
  readonly line: number;
  readonly raw: string;
}

/**
 * Brings consents in that were given elsewhere (CSV with a header): each good row becomes entries of the ledger, each bad one is kept with its reason and
 * stops no other. All or nothing; the same file again notes nothing twice.
 * @throws PosthornError `consent-import.wrong-columns`, and what reading CSV throws
 */
export async function importConsents(
  platform: Platform,
  actor: Actor,
  request: ConsentImportRequest,
  bytes: AsyncIterable<Uint8Array>,
): Promise<ConsentImportReport> {
  const content = await openCsv(bytes, request.file);
  const fieldIn = fieldReader(request, content.header);
  const texts = new Map((await textsOf(platform.db)).toReversed().map((text) => [text.name, text.id]));
  const id = newId();
  const at = platform.clock();
  return await transaction(platform.db, { log: platform.log }, async (trx) => {
    const counts = { read: 0, noted: 0, known: 0 };
    const refused: RefusedRow[] = [];
    for await (const rows of content.rows) {
      counts.read += rows.length;
      const understood = rows.flatMap((row) => read(row, fieldIn, request, refused));
      for (let from = 0; from < understood.length; from += batch)
        await note(platform, trx, actor, understood.slice(from, from + batch), texts, counts, refused);
    }
    const result = { id, ...counts, refused: refused.length };
    await insertImport(trx, { ...result, file: request.file, source: request.source, at, by: actor.name });
    if (refused.length > 0)
      await insertRefused(
        trx,
        id,
        refused.toSorted((a, b) => a.line - b.line),
      );
    await platform.audit.append(trx, actor, 'consent.import', `consent-import/${id}`, {
      ...result,
      file: request.file,
      source: request.source,
    });
    return { ...result, examples: refused.toSorted((a, b) => a.line - b.line).slice(0, shownExamples) };
  });
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

function read(
  row: Row,
  fieldIn: ReturnType<typeof fieldReader>,
  { defaults = {}, source }: ConsentImportRequest,
  refused: RefusedRow[],
): Understood[] {
  const raw = row.raw.slice(0, 2_000);
  try {
    if (row.fault !== undefined) throw new RowFault('number', row.fault.reason);
    return [{ row: readConsentRow(fieldIn(row), defaults, source), line: row.line, raw }];
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    refused.push({ line: row.line, field: error.field, reason: error.message, raw });
    return [];
  }
}

async function note(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  rows: readonly Understood[],
  texts: ReadonlyMap<string, string>,
  counts: { noted: number; known: number },
  refused: RefusedRow[],
): Promise<void> {
  const numbers = rows.flatMap(({ row: { customer } }) => ('number' in customer ? customer.number : []));
  const emails = rows.flatMap(({ row: { customer } }) => ('email' in customer ? customer.email.toLowerCase() : []));
  const { byNumber, byEmail } = await customersOfRows(trx, numbers, emails);
  const found = rows.flatMap((one) => {
    const { customer, textName } = one.row;
    const id = 'number' in customer ? byNumber.get(customer.number) : byEmail.get(customer.email.toLowerCase());
    const fault = faultOf(one, id, texts, platform.clock());
    if (fault !== undefined) refused.push({ line: one.line, raw: one.raw, ...fault });
    return fault === undefined
      ? [{ ...one, customerId: id!, textId: textName === undefined ? undefined : texts.get(textName), key: keyOf(id!, one.row) }]
      : [];
  });
  const fresh = await keepNewKeys(
    trx,
    found.map((one) => one.key),
  );
  const seen = new Set<string>();
  const wanted = found.filter(({ key }) => {
    const hex = key.toString('hex');
    const first = fresh.has(hex) && !seen.has(hex);
    seen.add(hex);
    return first;
  });
  counts.known += found.length - wanted.length;
  counts.noted += wanted.length;
  for (const [customerId, own] of Map.groupBy(wanted, (one) => one.customerId)) {
    const acts = own.flatMap(({ row, textId }) =>
      row.acts.map((act): NewConsent => ({ ...act, customerId, ...(textId === undefined ? {} : { textId }) })),
    );
    await appendConsents(platform, trx, actor, acts);
  }
}

function faultOf(
  { row }: Understood,
  customerId: string | undefined,
  texts: ReadonlyMap<string, string>,
  now: Date,
): Omit<RefusedRow, 'line' | 'raw'> | undefined {
  if (customerId === undefined) {
    const reason = 'email' in row.customer ? 'No customer, or more than one, has this address.' : 'There is no customer of this number.';
    return { field: 'email' in row.customer ? 'email' : 'number', reason };
  }
  if (row.textName !== undefined && !texts.has(row.textName))
    return { field: 'text', reason: `No wording "${row.textName}" is kept here.` };
  if (row.acts.some((act) => act.at > now)) return { field: 'at', reason: 'The customer cannot have done it in the future.' };
  if (row.acts.some((act) => act.act === 'bought'))
    return { field: 'act', reason: 'Purchases are noted by the API, with their groups of goods.' };
  return undefined;
}

const keyOf = (customerId: string, { acts, textName }: ConsentRow): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([customerId, textName ?? null, acts]))
    .digest();
