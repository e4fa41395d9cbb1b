import { PosthornError } from '../errors/index.ts';
import type { CustomerKeys } from './customer-keys.ts';

/**
 * Keys of customers; those that were destroyed are left out, so that who was erased does not stand in the way of the others. One query where nobody
 * was erased.
 */
export async function keysStillThere(keys: CustomerKeys, customerIds: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  try {
    return await keys.forCustomers(customerIds);
  } catch (error) {
    if (!(error instanceof PosthornError && error.code === 'pack.key-destroyed')) throw error;
    if (customerIds.length === 1) return new Map();
    const middle = Math.ceil(customerIds.length / 2);
    const halves = [customerIds.slice(0, middle), customerIds.slice(middle)];
    const found = await Promise.all(halves.map((half) => keysStillThere(keys, half)));
    return new Map(found.flatMap((some) => [...some]));
  }
}
