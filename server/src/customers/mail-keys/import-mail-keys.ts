import { openCsv } from '../../intake/index.ts';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { keepForCustomer, refuseUnusable } from './keep-mail-key.ts';
import { bytesOfText, type ReadKey, readMailKey } from './read-mail-key.ts';
import { customerOfNumber, customersForKeys } from './store.ts';

/** What an import did. */
export interface MailKeyReport {
  readonly read: number;
  /** Customers that have a key more, or a newer one. */
  readonly kept: number;
  readonly refused: readonly { readonly place: string; readonly reason: string }[];
}

/** A key out of a file; by number it is meant for one customer, otherwise for those who have an address that it names. */
interface GivenKey {
  readonly place: string;
  readonly number?: string;
  readonly key: Uint8Array;
}

/**
 * Brings in keys: files that hold one each, or CSV with the columns `number` and `key` (PEM, ASCII armour, or base64). One that cannot be kept is
 * named with the reason and stops none of the others.
 */
export async function importMailKeys(
  platform: Platform,
  actor: Actor,
  files: AsyncIterable<{ readonly name: string; readonly bytes: Uint8Array }>,
): Promise<MailKeyReport> {
  const report = { read: 0, kept: 0, refused: [] as { place: string; reason: string }[] };
  for await (const file of files) {
    for await (const given of keysIn(file)) {
      report.read++;
      try {
        report.kept += await keepGiven(platform, actor, given);
      } catch (error) {
        if (!(error instanceof PosthornError)) throw error;
        report.refused.push({ place: given.place, reason: error.message });
      }
    }
  }
  return report;
}

async function* keysIn({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): AsyncGenerator<GivenKey> {
  if (!name.toLowerCase().endsWith('.csv')) {
    yield { place: name, key: bytes };
    return;
  }
  const content = await openCsv(inOnePiece(bytes), name);
  const [number, key] = ['number', 'key'].map((column) => content.header.findIndex((one) => one.toLowerCase() === column)) as [
    number,
    number,
  ];
  if (number < 0 || key < 0) throw new PosthornError('mail-key.unreadable', { detail: `${name} needs the columns number and key.` });
  for await (const rows of content.rows) {
    for (const { line, fields } of rows) {
      const given = fields[key]?.trim() ?? '';
      yield {
        place: `${name}:${line}`,
        number: fields[number]?.trim() ?? '',
        key: bytesOfText(given),
      };
    }
  }
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** @returns how many customers it was kept for */
async function keepGiven(platform: Platform, actor: Actor, { number, key }: GivenKey): Promise<number> {
  const read = readMailKey(key, platform.clock());
  refuseUnusable(read, platform.clock());
  const customers = number === undefined ? await byAddress(platform, read) : await byNumber(platform, number);
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    for (const id of customers) await keepForCustomer(platform, trx, actor, id, read);
  });
  return customers.length;
}

async function byAddress(platform: Platform, { facts }: ReadKey): Promise<readonly string[]> {
  const found = await customersForKeys(platform.db, facts.addresses);
  if (found.length === 0) {
    throw new PosthornError('mail-key.other-address', {
      detail: `No customer has the address ${facts.addresses.join(', ') || '(it names none)'}.`,
    });
  }
  return [...new Set(found.map(({ id }) => id))];
}

async function byNumber(platform: Platform, number: string): Promise<readonly string[]> {
  const id = await customerOfNumber(platform.db, number);
  if (id === undefined) throw new PosthornError('customer.not-found', { detail: `There is no customer with the number ${number}.` });
  return [id];
}
