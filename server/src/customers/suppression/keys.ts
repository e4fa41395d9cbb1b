import { hash } from 'node:crypto';
import { emailPoint, foldForSearch, phonePoint } from '../rules.ts';
import type { Algorithm, ListedBy } from './types.ts';

/** A person and the place where they live, as far as a list names it. */
export interface PostalEntry {
  readonly name: string;
  readonly street: string;
  readonly houseNumber?: string | undefined;
  readonly postcode: string;
}

/** E-mail addresses are hashed in lower case, as the providers of hashed lists do; undefined where it is none. */
export function emailKey(address: string): string | undefined {
  const point = emailPoint(address.trim());
  return point.state === 'valid' ? point.address.toLowerCase() : undefined;
}

/** A phone number in E.164; one without a country code is read as one of `country`. */
export function phoneKey(number: string, country: string): string | undefined {
  const point = phonePoint(number.trim(), country);
  return point.state === 'valid' ? point.address : undefined;
}

/** Street words that are written in several ways. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/str(asse|\.)?(?=\d|$)/g, 'str'],
  [/(pl)(atz|\.)?(?=\d|$)/g, 'pl'],
];

/**
 * A person at an address: letters and digits only, without accents, in lower case, with one spelling of what has several. Names count in the order
 * of the alphabet, for lists have the family name first as often as last.
 */
export function postalKey({ name, street, houseNumber, postcode }: PostalEntry): string | undefined {
  const words = (text: string) => foldForSearch(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const person = words(name).filter((word) => !titles.has(word));
  const place = words(`${street} ${houseNumber ?? ''}`).join('');
  if (person.length === 0 || place === '' || postcode.trim() === '') return undefined;
  const spelt = spellings.reduce((text, [pattern, short]) => text.replace(pattern, short), place);
  return [person.toSorted().join(' '), words(postcode).join(''), spelt].join('|');
}

const titles: ReadonlySet<string> = new Set(['herr', 'frau', 'mr', 'mrs', 'ms', 'mx', 'dr', 'prof', 'dipl', 'ing']);

/** A key as a list holds it. Customer numbers and addresses are hashed alike: hashes tell nothing of who did not want to be known. */
export const hashed = (algorithm: Algorithm, key: string): Buffer => hash(algorithm, key, 'buffer');

/** What a hash of an algorithm looks like in a list. */
export const hashForm: Readonly<Record<Algorithm, RegExp>> = {
  sha256: /^[0-9a-f]{64}$/i,
  sha1: /^[0-9a-f]{40}$/i,
  md5: /^[0-9a-f]{32}$/i,
};

/** Columns that a file must have for what its rows are. */
export const columnsOf: Readonly<Record<ListedBy, readonly string[]>> = {
  email: ['email'],
  sms: ['phone'],
  post: ['name', 'street', 'postcode'],
  number: ['number'],
};
