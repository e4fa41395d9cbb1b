import type { ChannelName } from '@posthorn/contract';
import type { Transaction } from 'kysely';
import type { Db } from '../../platform/platform.ts';
import { emailKey, hashed, phoneKey, postalKey } from './keys.ts';
import { type Listable, listablesOf, listedKeys, listsOf } from './store.ts';
import type { Algorithm, ListedBy, Listing, SuppressionList } from './types.ts';

/** What a list has against writing to a customer. */
export interface Suppression {
  /** The list's kind; `outdated` where a list that must be asked may not be relied on any more. */
  readonly reason: Listing['kind'] | 'outdated';
  readonly list: string;
}

/** What the lists say of one customer, for a purpose and a channel. `consented`: the customer agreed to just this. */
export type Suppressed = (purpose: string, channel: ChannelName, consented: boolean) => Suppression | undefined;

/**
 * What the lists say of some customers; asks nothing where there are no lists. A list is asked by its own hash.
 * @param today `YYYY-MM-DD`
 */
export async function suppressionsOf(
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  db: Db | Transaction<any>,
  customerIds: readonly string[],
  today: string,
): Promise<(customerId: string) => Suppressed> {
  const lists = await listsOf(db);
  if (lists.length === 0) return () => () => undefined;
  const listings = await listingsOf(db, lists, customerIds);
  const outdated = lists.filter((list) => list.kind === 'robinson' && list.useBy !== null && list.useBy < today);
  return (customerId) => (purpose, channel, consented) => {
    const listing = (listings.get(customerId) ?? []).find((one) => stops(one, purpose, channel, consented));
    if (listing !== undefined) return { reason: listing.kind, list: listing.name };
    const unsure = consented || purpose !== 'advertising' ? undefined : outdated.find((list) => list.listedBy === channel);
    return unsure && { reason: 'outdated', list: unsure.name };
  };
}

/**
 * Whether standing on a list stops a message. Nothing goes to the dead; nothing goes by post to who moved or whose letters come back; complaints
 * and own blocks stop advertising. Robinson lists are for those who did not ask for it: a consent stands above them (`docs/guides/consent.md`).
 */
export function stops(
  { kind, listedBy }: Pick<Listing, 'kind' | 'listedBy'>,
  purpose: string,
  channel: ChannelName,
  consented: boolean,
): boolean {
  switch (kind) {
    case 'deceased':
      return true;
    case 'moved':
    case 'returned':
      return channel === 'post';
    case 'complaint':
    case 'own':
      return purpose === 'advertising' && (listedBy === 'number' || listedBy === channel);
    case 'robinson':
      return purpose === 'advertising' && !consented && listedBy === channel;
  }
}

/** The lists on which a customer stands, each once. */
export async function standingOnLists(db: Db, customerId: string): Promise<readonly SuppressionList[]> {
  const lists = await listsOf(db);
  if (lists.length === 0) return [];
  return [...new Set((await listingsOf(db, lists, [customerId])).get(customerId) ?? [])];
}

async function listingsOf(
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  db: Db | Transaction<any>,
  lists: readonly SuppressionList[],
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly SuppressionList[]>> {
  const algorithms = [...new Set(lists.map((list) => list.algorithm))];
  const owners = new Map<
    string,
    { readonly customerId: string; readonly by: ListedBy; readonly key: Buffer; readonly algorithm: Algorithm }
  >();
  for (const customer of await listablesOf(db, customerIds)) {
    for (const [by, text] of keysOf(customer)) {
      for (const algorithm of algorithms) {
        const key = hashed(algorithm, text);
        owners.set(`${key.toString('hex')} ${customer.id} ${by}`, { customerId: customer.id, by, key, algorithm });
      }
    }
  }
  const found = Map.groupBy(await listedKeys(db, [...new Set([...owners.values()].map((one) => one.key))]), (row) =>
    row.key.toString('hex'),
  );
  const byId = new Map(lists.map((list) => [list.id, list]));
  const listings = [...owners.values()].flatMap(({ customerId, by, key, algorithm }) =>
    (found.get(key.toString('hex')) ?? []).flatMap(({ listId }) => {
      const list = byId.get(listId);
      return list?.listedBy === by && list.algorithm === algorithm ? [{ customerId, listing: list }] : [];
    }),
  );
  return new Map([...Map.groupBy(listings, (one) => one.customerId)].map(([id, ones]) => [id, ones.map((one) => one.listing)]));
}

/** Everything by which a customer can stand on a list. */
function* keysOf({ number, name, country, address, points }: Listable): Generator<readonly [ListedBy, string]> {
  yield ['number', number];
  for (const point of points) {
    const key =
      point.channel === 'email' ? emailKey(point.address) : point.channel === 'sms' ? phoneKey(point.address, country) : undefined;
    if (key !== undefined) yield [point.channel, key];
  }
  const { street, houseNumber, postcode } = address;
  if (street === undefined || postcode === undefined) return;
  for (const person of new Set([name, address.lines[0] ?? name, address.lines[1] ?? name])) {
    const key = postalKey({ name: person, street, houseNumber, postcode });
    if (key !== undefined) yield ['post', key];
  }
}
