import { sql } from 'kysely';
import type { Platform } from '../platform/platform.ts';

/** How many customers there are. Goes through all: for counters that are kept, not for screens. */
export async function countCustomers(platform: Pick<Platform, 'db'>): Promise<number> {
  const { rows } = await sql<{ customers: number }>`select count(*)::int as customers from customers.customers`.execute(platform.db);
  return rows[0]!.customers;
}
