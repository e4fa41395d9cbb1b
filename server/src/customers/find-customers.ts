import type { Customer, CustomerSummary, TimelineEntry } from '@posthorn/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Static } from 'typebox';
import { PosthornError } from '../platform/errors/index.ts';
import type { Platform } from '../platform/platform.ts';
import { printedLines } from './address.ts';
import './errors.ts';
import { idOrNull, isId } from '../platform/db/index.ts';
import { wishesThatHold } from './preferences/store.ts';
import { foldForSearch } from './rules.ts';
import type { PostalAddress } from './types.ts';

export interface CustomerFilter {
  readonly q?: string | undefined;
  readonly country?: string | undefined;
  readonly channel?: string | undefined;
  readonly limit: number;
  /** What `positionOf` said of the last customer of the page before. */
  readonly after?: string | undefined;
}

type Summary = Static<typeof CustomerSummary>;
const preferences = sql.raw('coalesce(c.chosen_preferences, c.preferences)');

/**
 * Customers whose name, number, e-mail address and place together have all words of `q`, by name. A trigram index finds them among
 * millions.
 */
export async function findCustomers(platform: Pick<Platform, 'db'>, filter: CustomerFilter): Promise<readonly Summary[]> {
  const parts: RawBuilder<unknown>[] = [sql`true`];
  for (const word of foldForSearch(filter.q ?? '')
    .split(/\s+/)
    .filter(Boolean))
    parts.push(sql`c.search like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`);
  if (filter.country) parts.push(sql`c.country = ${filter.country}`);
  if (filter.channel) parts.push(sql`${preferences} ->> '*' = ${filter.channel}`);
  const last = filter.after === undefined ? undefined : readPosition(filter.after);
  if (last) parts.push(sql`(c.name, c.id) > (${last.name}, ${last.id}::uuid)`);
  const { rows } = await sql<Summary & { city: string | null; preferredChannel: Summary['preferredChannel'] | null }>`
    select f.*, (select count(*)::int from customers.timeline t where t.customer_id = f.id and t.type = 'communication.composed') as communications
    from (select c.id, c.number, c.name, c.language, c.country, c.address ->> 'city' as city, ${preferences} ->> '*' as "preferredChannel"
      from customers.customers c where ${sql.join(parts, sql` and `)} order by c.name, c.id limit ${filter.limit}) f
    order by f.name, f.id`.execute(platform.db);
  return rows.map(({ city, preferredChannel, ...row }) => ({
    ...row,
    ...(city ? { city } : {}),
    ...(preferredChannel ? { preferredChannel } : {}),
  }));
}

/** Where a customer stands in the order of the list. */
export const positionOf = (customer: { readonly name: string; readonly id: string }): string =>
  Buffer.from(JSON.stringify([customer.name, customer.id])).toString('base64url');

function readPosition(position: string): { name: string; id: string } | undefined {
  try {
    const [name, id] = JSON.parse(Buffer.from(position, 'base64url').toString()) as [unknown, unknown];
    return typeof name === 'string' && typeof id === 'string' && isId(id) ? { name, id } : undefined;
  } catch {
    return undefined;
  }
}

type Row = Omit<Customer, 'createdAt' | 'updatedAt' | 'postalAddress' | 'contactPoints'> & {
  readonly address: PostalAddress;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly points: readonly { id: string; channel: 'email' | 'sms'; address: string; state: 'valid'; stateReason: string | null }[];
};

/** @throws PosthornError `customer.not-found` */
export async function showCustomer(platform: Pick<Platform, 'db' | 'config'>, id: string): Promise<Customer> {
  const { rows } = await sql<Row>`
    select c.id, c.number, c.name, c.language, c.country, c.address, c.attributes, ${preferences} as preferences, ${wishesThatHold} as wishes,
      c.created_at as "createdAt", c.updated_at as "updatedAt",
      coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'channel', p.channel, 'address', p.address, 'state', p.state,
        'stateReason', p.state_reason) order by p.channel, p.id) from customers.contact_points p where p.customer_id = c.id), '[]') as points
    from customers.customers c where c.id = ${idOrNull(id)}`.execute(platform.db);
  const row = rows[0];
  if (!row) throw new PosthornError('customer.not-found', { detail: `There is no customer ${id}.` });
  const { address, points, createdAt, updatedAt, ...customer } = row;
  return {
    ...customer,
    postalAddress: [...printedLines(address, platform.config.homeCountry)],
    contactPoints: points.map(({ stateReason, ...point }) => ({ ...point, ...(stateReason ? { stateReason } : {}) })),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

type Entry = Static<typeof TimelineEntry>;

/** Newest first. `after` is the position of the last entry of the page before. */
export async function readTimeline(
  platform: Pick<Platform, 'db'>,
  customerId: string,
  limit: number,
  after: string | undefined,
): Promise<readonly Entry[]> {
  const last = after === undefined ? undefined : /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after);
  const before = last ? sql`and (at, id) < (${new Date(Number(last[1]))}, ${last[2]}::uuid)` : sql``;
  const { rows } = await sql<Omit<Entry, 'at' | 'communicationId'> & { at: Date; communicationId: string | null }>`
    select id, at, type, summary, communication_id as "communicationId", data from customers.timeline
    where customer_id = ${idOrNull(customerId)} ${before} order by at desc, id desc limit ${limit}`.execute(platform.db);
  return rows.map(({ at, communicationId, ...row }) => ({ ...row, at: at.toISOString(), ...(communicationId ? { communicationId } : {}) }));
}

export const timelinePosition = (entry: Entry): string => `${Date.parse(entry.at)}_${entry.id}`;
