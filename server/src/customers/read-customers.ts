import type { PlaceParts } from '@posthorn/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Platform } from '../platform/platform.ts';
import { printedLines } from './address.ts';
import { householdOf } from './household.ts';
import { addressee, type Matter } from './preferences/addressee.ts';
import { deadAddresses, wishesThatHold } from './preferences/store.ts';
import type { ContactPoint, CustomerForComposition, DeadAddress, PostalAddress, Preferences, Wishes } from './types.ts';

interface Row {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly language: string;
  readonly country: string;
  readonly address: PostalAddress;
  readonly attributes: { readonly [name: string]: unknown };
  readonly preferences: Preferences;
  readonly wishes: Wishes;
  readonly points: readonly ContactPoint[];
  readonly dead: readonly DeadAddress[] | null;
}

/**
 * Customers with all that composing and routing need, by number; unknown numbers are left out. One query.
 * @param matter what they are to be written about: the addresses are then those that hold for it (season, representatives)
 */
export async function customersByNumber(
  platform: Pick<Platform, 'db' | 'config'>,
  numbers: readonly string[],
  matter?: Matter,
): Promise<ReadonlyMap<string, CustomerForComposition>> {
  const rows = await read(platform, sql`c.number = any(${[...numbers]}::text[])`, matter);
  return new Map(rows.map((customer) => [customer.number, customer]));
}

/** The same by id. */
export async function customersById(
  platform: Pick<Platform, 'db' | 'config'>,
  ids: readonly string[],
  matter?: Matter,
): Promise<ReadonlyMap<string, CustomerForComposition>> {
  const rows = await read(platform, sql`c.id = any(${[...ids]}::uuid[])`, matter);
  return new Map(rows.map((customer) => [customer.id, customer]));
}

async function read(
  platform: Pick<Platform, 'db' | 'config'>,
  where: RawBuilder<unknown>,
  matter: Matter | undefined,
): Promise<CustomerForComposition[]> {
  const { homeCountry } = platform.config;
  const { rows } = await sql<Row>`
    select c.id, c.number, c.name, c.language, c.country, c.address, c.attributes,
      coalesce(c.chosen_preferences, c.preferences) as preferences, ${wishesThatHold} as wishes,
      coalesce((select jsonb_agg(jsonb_build_object('channel', p.channel, 'address', p.address, 'state', p.state, 'stateReason', p.state_reason)
        order by p.channel, p.id) from customers.contact_points p where p.customer_id = c.id), '[]') as points, ${deadAddresses} as dead
    from customers.customers c where ${where}`.execute(platform.db);
  const customers = rows.map(({ address, points, dead, ...customer }) => ({
    ...customer,
    ...(dead === null ? {} : { deadAddresses: dead }),
    household: householdOf(customer.id, address),
    language: customer.wishes.language ?? customer.language,
    postalAddress: printedLines(address, homeCountry),
    contactPoints: points,
  }));
  return matter === undefined ? customers : customers.map((customer) => addressee(customer, { ...matter, homeCountry }));
}

/** The postcode of a customer's own address; undefined where none is known. */
export async function postcodeOf(db: Platform['db'], customerId: string): Promise<string | undefined> {
  const { rows } = await sql<{ postcode: string | null }>`select address ->> 'postcode' as postcode from customers.customers
    where id = ${customerId}`.execute(db);
  return rows[0]?.postcode ?? undefined;
}

/** The places of customers' own addresses, by customer; those without street or city are left out. */
export async function placesOf(db: Platform['db'], customerIds: readonly string[]): Promise<ReadonlyMap<string, PlaceParts>> {
  const { rows } = await sql<{ id: string; address: PostalAddress }>`select id, address from customers.customers
    where id = any(${[...customerIds]}::uuid[])`.execute(db);
  return new Map(
    rows.flatMap(({ id, address: { lines: _lines, street, city, ...place } }) =>
      street === undefined || city === undefined ? [] : [[id, { ...place, street, city }] as const],
    ),
  );
}

/** Customers who have an address on a channel, in any state: whom a message from there is from. */
export async function customersAt(
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  db: Platform['db'] | import('kysely').Transaction<any>,
  channel: string,
  address: string,
): Promise<readonly { readonly id: string; readonly language: string }[]> {
  const { rows } = await sql<{ id: string; language: string }>`select distinct c.id, c.language
    from customers.contact_points p join customers.customers c on c.id = p.customer_id
    where p.channel = ${channel} and lower(p.address) = lower(${address}) order by c.id`.execute(db);
  return rows;
}
