import type { Row } from '../../intake/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import '../errors.ts';
import { columnsOf, emailKey, hashed, hashForm, phoneKey, postalKey } from './keys.ts';
import type { ListedBy, SuppressionList } from './types.ts';

export interface ListRequest extends Pick<SuppressionList, 'name' | 'kind' | 'listedBy' | 'source' | 'takenOn' | 'useBy'> {
  /** Rows are hashes in a column `hash`, of the address in lower case or the number in E.164; absent for plain rows. */
  readonly hashedBy?: SuppressionList['algorithm'] | undefined;
  /** Country of phone numbers that have no country code, ISO 3166. */
  readonly country: string;
  /** How columns are called where not as what they hold. */
  readonly columns?: { readonly [field: string]: string } | undefined;
}

/** What a list's file can hold: the fields of what its rows are, or their hash. */
export const listFields = ['email', 'phone', 'number', 'name', 'street', 'houseNumber', 'postcode', 'hash'] as const;
export type ListField = (typeof listFields)[number];

/** A row as it is understood: its key; undefined where it is no entry. */
export interface ListEntry {
  readonly key: Buffer | undefined;
  /** What was found in it, by field, as it is compared. */
  readonly fields: { readonly [field: string]: string };
}

/** Why a row of a list is no entry; each has a sentence of its own in the workplace. */
export const entryFaults: Readonly<Record<ListedBy | 'hash', { readonly code: string; readonly reason: string }>> = {
  email: { code: 'no-email', reason: 'This is no e-mail address.' },
  sms: { code: 'no-phone', reason: 'This is no phone number.' },
  post: { code: 'no-postal-address', reason: 'Name, street or postcode is empty.' },
  number: { code: 'no-number', reason: 'The number is empty.' },
  hash: { code: 'no-hash', reason: 'This is no hash of that kind.' },
};

/** Reads the rows of a file by its header. @throws PosthornError `suppression.wrong-columns` */
export function entryReader(request: ListRequest, header: readonly string[]): (row: Row) => ListEntry {
  const lower = header.map((name) => name.toLowerCase());
  const placeOf = (field: string): number => lower.indexOf((request.columns?.[field] ?? field).toLowerCase());
  const wanted = request.hashedBy === undefined ? columnsOf[request.listedBy] : ['hash'];
  const missing = wanted.filter((field) => placeOf(field) < 0).map((field) => request.columns?.[field] ?? field);
  if (missing.length > 0) {
    throw new PosthornError('suppression.wrong-columns', {
      detail: `The file has the columns ${header.join(', ')}; ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
    });
  }
  const places = new Map(listFields.map((field) => [field, placeOf(field)]));
  const read = plainReader(request);
  return ({ fields }) => read((field) => fields[places.get(field)!]?.trim() ?? '');
}

type Read = (value: (field: ListField) => string) => ListEntry;

function plainReader({ listedBy, hashedBy, country }: ListRequest): Read {
  if (hashedBy !== undefined) {
    return (value) => {
      const hash = value('hash').toLowerCase();
      return { key: hashForm[hashedBy].test(hash) ? Buffer.from(hash, 'hex') : undefined, fields: { hash } };
    };
  }
  const entry = (text: string | undefined, fields: ListEntry['fields']): ListEntry => ({
    key: text === undefined || text === '' ? undefined : hashed('sha256', text),
    fields,
  });
  switch (listedBy) {
    case 'email':
      return (value) => {
        const email = emailKey(value('email'));
        return entry(email, { email: email ?? value('email') });
      };
    case 'sms':
      return (value) => {
        const phone = phoneKey(value('phone'), country);
        return entry(phone, { phone: phone ?? value('phone') });
      };
    case 'number':
      return (value) => entry(value('number'), { number: value('number') });
    case 'post':
      return (value) => {
        const [name, street, houseNumber, postcode] = [value('name'), value('street'), value('houseNumber'), value('postcode')];
        return entry(postalKey({ name, street, houseNumber, postcode }), { name, street, houseNumber, postcode });
      };
  }
}
