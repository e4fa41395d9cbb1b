import { type RawBuilder, sql } from 'kysely';
import type { Platform } from '../platform/platform.ts';
import { printedLines } from './address.ts';
import type { ContactPoint, CustomerForComposition, PostalAddress, Preferences } from './types.ts';

interface Row {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly language: string;
  readonly country: string;
  readonly address: PostalAddress;
  readonly attributes: { readonly [name: string]: unknown };
  readonly preferences: Preferences;
  readonly points: readonly ContactPoint[];
}

/** Customers with all that composing and routing need, by number; unknown numbers are left out. One query. */
export async function customersByNumber(
  platform: Pick<Platform, 'db' | 'config'>,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, CustomerForComposition>> {
  const rows = await read(platform, sql`c.number = any(${[...numbers]}::text[])`);
  return new Map(rows.map((customer) => [customer.number, customer]));
}

/** The same by id. */
export async function customersById(
  platform: Pick<Platform, 'db' | 'config'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CustomerForComposition>> {
  const rows = await read(platform, sql`c.id = any(${[...ids]}::uuid[])`);
  return new Map(rows.map((customer) => [customer.id, customer]));
}

async function read(platform: Pick<Platform, 'db' | 'config'>, where: RawBuilder<unknown>): Promise<CustomerForComposition[]> {
  const { rows } = await sql<Row>`
    select c.id, c.number, c.name, c.language, c.country, c.address, c.attributes,
      coalesce(c.chosen_preferences, c.preferences) as preferences,
      coalesce((select jsonb_agg(jsonb_build_object('channel', p.channel, 'address', p.address, 'state', p.state, 'stateReason', p.state_reason)
        order by p.channel, p.id) from customers.contact_points p where p.customer_id = c.id), '[]') as points
    from customers.customers c where ${where}`.execute(platform.db);
  return rows.map(({ address, points, ...customer }) => ({
    ...customer,
    postalAddress: printedLines(address, platform.config.homeCountry),
    contactPoints: points,
  }));
}
