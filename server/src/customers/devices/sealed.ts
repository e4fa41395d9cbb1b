import { createHash } from 'node:crypto';
import { decryptEntry, encryptEntry, keysStillThere } from '../../platform/files/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { DeviceRow } from './store.ts';
import type { PushDevice, PushSubscription } from './types.ts';

/*
 * What reaches a browser is sealed with the key of its customer, as the customer's documents are: who has the database alone cannot write to it, and
 * erasing the customer destroys it.
 */

type Keys = Pick<Platform, 'keys'>;
type Kept = { readonly endpoint: string; readonly p256dh: string; readonly auth: string };

export async function sealed({ keys }: Keys, customerId: string, subscription: PushSubscription) {
  const key = (await keys.forCustomers([customerId])).get(customerId)!;
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  const kept: Kept = { endpoint: subscription.endpoint, p256dh: text(subscription.keys.p256dh), auth: text(subscription.keys.auth) };
  return {
    endpointHash: endpointHash(subscription.endpoint),
    applicationKey: subscription.applicationKey,
    subscription: Buffer.from(encryptEntry(key, Buffer.from(JSON.stringify(kept))).bytes),
  };
}

export const endpointHash = (endpoint: string): Buffer => createHash('sha256').update(endpoint).digest();

/** Opens what is kept of some devices; those of erased customers can be opened by nobody and are left out. */
export async function opened({ keys }: Keys, rows: readonly DeviceRow[]): Promise<(PushDevice & { readonly customerId: string })[]> {
  const all = await keysStillThere(keys, [...new Set(rows.map((row) => row.customerId))]);
  return rows.flatMap(({ customerId, address, applicationKey, subscription }) => {
    const key = all.get(customerId);
    if (key === undefined) return [];
    const { endpoint, p256dh, auth } = JSON.parse(Buffer.from(decryptEntry(key, subscription)).toString()) as Kept;
    const bytes = { p256dh: Buffer.from(p256dh, 'base64url'), auth: Buffer.from(auth, 'base64url') };
    return [{ customerId, address, applicationKey, endpoint, keys: bytes }];
  });
}
