import { type CsvContent, openCsv } from '../../intake/index.ts';
import { newId, transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { columnsOf, emailKey, hashed, hashForm, phoneKey, postalKey } from './keys.ts';
import { deleteList, replaceList, stageKeys } from './store.ts';
import type { SuppressionList } from './types.ts';

export interface ListRequest extends Pick<SuppressionList, 'name' | 'kind' | 'listedBy' | 'source' | 'takenOn' | 'useBy'> {
  /** Rows are hashes in a column `hash`, of the address in lower case or the number in E.164; absent for plain rows. */
  readonly hashedBy?: SuppressionList['algorithm'] | undefined;
  /** Country of phone numbers that have no country code, ISO 3166. */
  readonly country: string;
}

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
  readonly examples: readonly { readonly line: number; readonly reason: string }[];
}

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
): Promise<ListReport> {
  const content = await openCsv(bytes, request.name);
  const header = content.header.map((name) => name.toLowerCase());
  const wanted = request.hashedBy === undefined ? columnsOf[request.listedBy] : ['hash'];
  const missing = wanted.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    throw new PosthornError('suppression.wrong-columns', {
      detail: `The file has the columns ${content.header.join(', ')}; ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
    });
  }
  return await transaction(platform.db, { log: platform.log }, async (trx) => {
    const counts = { read: 0, malformed: 0 };
    const examples: { line: number; reason: string }[] = [];
    await stageKeys(trx, keysIn(content, reader(request, header), request.listedBy, counts, examples));
    const { name, kind, listedBy, source, takenOn, useBy, hashedBy: algorithm = 'sha256' } = request;
    const list = {
      name,
      kind,
      listedBy,
      source,
      takenOn,
      useBy,
      algorithm,
      id: newId(),
      importedAt: platform.clock(),
      importedBy: actor.name,
    };
    const changes = await replaceList(trx, list);
    const repeated = counts.read - counts.malformed - changes.added - changes.kept;
    await platform.audit.append(trx, actor, 'suppression.import', `suppression/${name}`, { ...list, ...counts, ...changes });
    return { ...counts, ...changes, repeated, examples };
  });
}

/** The keys of a file's rows; counts on the way. */
async function* keysIn(
  content: CsvContent,
  keyOf: (fields: readonly string[]) => Buffer | undefined,
  by: ListRequest['listedBy'],
  counts: { read: number; malformed: number },
  examples: { line: number; reason: string }[],
): AsyncGenerator<readonly [Buffer]> {
  for await (const rows of content.rows) {
    for (const row of rows) {
      counts.read++;
      const key = row.fault === undefined ? keyOf(row.fields) : undefined;
      if (key !== undefined) {
        yield [key];
        continue;
      }
      counts.malformed++;
      if (examples.length < shownExamples) examples.push({ line: row.line, reason: row.fault?.reason ?? unreadable[by] });
    }
  }
}

const unreadable: Readonly<Record<ListRequest['listedBy'], string>> = {
  email: 'This is no e-mail address.',
  sms: 'This is no phone number.',
  post: 'Name, street or postcode is empty.',
  number: 'The number is empty.',
};

/** How a row becomes a key of the list. */
function reader(
  { listedBy, hashedBy, country }: ListRequest,
  header: readonly string[],
): (fields: readonly string[]) => Buffer | undefined {
  const column = (name: string) => {
    const at = header.indexOf(name);
    return (fields: readonly string[]) => fields[at]?.trim() ?? '';
  };
  if (hashedBy !== undefined) {
    const hash = column('hash');
    return (fields) => (hashForm[hashedBy].test(hash(fields)) ? Buffer.from(hash(fields), 'hex') : undefined);
  }
  const plain = plainKey(listedBy, country, column);
  return (fields) => {
    const key = plain(fields);
    return key === undefined || key === '' ? undefined : hashed('sha256', key);
  };
}

function plainKey(
  listedBy: ListRequest['listedBy'],
  country: string,
  column: (name: string) => (fields: readonly string[]) => string,
): (fields: readonly string[]) => string | undefined {
  switch (listedBy) {
    case 'email': {
      const email = column('email');
      return (fields) => emailKey(email(fields));
    }
    case 'sms': {
      const phone = column('phone');
      return (fields) => phoneKey(phone(fields), country);
    }
    case 'number':
      return column('number');
    case 'post': {
      const [name, street, houseNumber, postcode] = ['name', 'street', 'housenumber', 'postcode'].map(column) as [
        (fields: readonly string[]) => string,
        (fields: readonly string[]) => string,
        (fields: readonly string[]) => string,
        (fields: readonly string[]) => string,
      ];
      return (fields) =>
        postalKey({ name: name(fields), street: street(fields), houseNumber: houseNumber(fields), postcode: postcode(fields) });
    }
  }
}

/** Forgets a list, with all its entries. @throws PosthornError `suppression.unknown-list` */
export async function removeList(platform: Platform, actor: Actor, name: string): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const list = await deleteList(trx, name);
    if (list === undefined) throw new PosthornError('suppression.unknown-list', { detail: `There is no list "${name}".` });
    await platform.audit.append(trx, actor, 'suppression.remove', `suppression/${name}`, list);
  });
}
