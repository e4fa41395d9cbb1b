import { createHash } from 'node:crypto';
import { PosthornError } from '../errors/index.ts';
import type { CustomerKeys } from './customer-keys.ts';
import { decryptEntry, encryptEntry } from './encryption.ts';
import type { ObjectStore } from './object-store.ts';
import { assemblePack } from './pack-format.ts';
import type { PackEntry, PackPlace, Packs } from './packs.ts';

export const packMediaType = 'application/vnd.posthorn.pack';

/** Packs over an object store. */
export function createPacks(objects: ObjectStore, keys: CustomerKeys): Packs {
  const readWith = async (key: Uint8Array, place: PackPlace): Promise<Uint8Array> => {
    const stored = await objects.get(place.pack, { offset: place.offset, length: place.length });
    if (stored.length !== place.length) throw new PosthornError('pack.damaged', { detail: `The pack ${place.pack} is cut off.` });
    const plain = decryptEntry(key, stored);
    if (createHash('sha256').update(plain).digest('hex') !== place.sha256) {
      throw new PosthornError('pack.damaged', {
        detail: `An entry of ${place.pack} at ${place.offset} has another content than was archived.`,
      });
    }
    return plain;
  };
  const read = async (place: PackPlace, customerId: string): Promise<Uint8Array> =>
    readWith((await keys.forCustomers([customerId])).get(customerId)!, place);
  return {
    read,

    async reader(customerIds: readonly string[]): Promise<Packs['read']> {
      // A customer among them whose key was destroyed fails alone, when it is their turn.
      const known = await keys.forCustomers(customerIds).catch(() => new Map<string, Uint8Array>());
      return (place, customerId) => {
        const key = known.get(customerId);
        return key === undefined ? read(place, customerId) : readWith(key, place);
      };
    },

    async write(entries: readonly PackEntry[]): Promise<readonly PackPlace[]> {
      if (entries.length === 0) return [];
      const keyOf = await keys.forCustomers([...new Set(entries.map((entry) => entry.customerId))]);
      const pack = assemblePack(entries.map((entry) => encryptEntry(keyOf.get(entry.customerId)!, entry.bytes)));
      await objects.put(pack.name, pack.bytes, { mediaType: packMediaType });
      return pack.places;
    },
  };
}
