import type { Transaction } from 'kysely';
import { newId } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { emailKey, hashed, phoneKey, postalKey } from './keys.ts';
import { addKey, listablesOf, removeKey } from './store.ts';

/** The lists that returned letters fill. */
const ofLetters = {
  returned: 'letters-returned',
  moved: 'letters-moved',
  deceased: 'letters-deceased',
} as const;

/**
 * Puts a customer whose letter came back on the list for its reason, in the caller's transaction: by name and address, so that a new address is
 * written to again; by number who died, and who has an address that is known in lines only. @returns whether it is new there
 */
export async function listReturned(
  platform: Platform,
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  trx: Transaction<any>,
  actor: Actor,
  customerId: string,
  kind: keyof typeof ofLetters,
): Promise<boolean> {
  const entry = await entryOf(trx, customerId, kind);
  if (entry === undefined) return false;
  const { name, listedBy, key } = entry;
  const at = platform.clock();
  const list = {
    ...({ id: newId(), name, kind, listedBy, algorithm: 'sha256', useBy: null, source: 'Letters that came back' } as const),
    ...{ takenOn: at.toISOString().slice(0, 10), importedAt: at, importedBy: actor.name },
  };
  const added = await addKey(trx, list, key);
  if (added) await platform.audit.append(trx, actor, 'suppression.add', `suppression/${list.name}`, { customerId });
  return added;
}

/** Takes a customer off the list of letters that came back, as the customer is known now: by number, or by name and address. @returns false when not there */
export async function unlistReturned(
  platform: Platform,
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  trx: Transaction<any>,
  actor: Actor,
  customerId: string,
  kind: keyof typeof ofLetters,
): Promise<boolean> {
  const entry = await entryOf(trx, customerId, kind);
  const removed = entry !== undefined && (await removeKey(trx, entry.name, entry.key));
  if (removed) await platform.audit.append(trx, actor, 'suppression.take-off', `suppression/${entry.name}`, { customerId });
  return removed;
}

/** Where a customer stands whose letter came back. */
async function entryOf(
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  trx: Transaction<any>,
  customerId: string,
  kind: keyof typeof ofLetters,
): Promise<{ readonly name: string; readonly listedBy: 'number' | 'post'; readonly key: Buffer } | undefined> {
  const [customer] = await listablesOf(trx, [customerId]);
  if (customer === undefined) return undefined;
  const { street, houseNumber, postcode } = customer.address;
  const place = street === undefined || postcode === undefined ? undefined : { street, houseNumber, postcode };
  const byPlace = kind === 'deceased' || place === undefined ? undefined : postalKey({ name: customer.name, ...place });
  const listedBy = byPlace === undefined ? 'number' : 'post';
  const name = listedBy === 'post' ? ofLetters[kind] : `${ofLetters[kind]}-by-number`;
  return { name, listedBy, key: hashed('sha256', byPlace ?? customer.number) };
}

/** Lists that fill themselves, one for each channel. */
const own = {
  email: { name: 'complaints-email', source: 'Complaints of recipients, as mailbox providers report them' },
  sms: { name: 'complaints-sms', source: 'Complaints of recipients, as gateways report them' },
} as const;

/**
 * Puts an address on the list of those who complained, in the caller's transaction: no customer who has it gets advertising there.
 * @returns whether it is new there; false also where it is no address
 */
export async function listComplaint(
  platform: Platform,
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  trx: Transaction<any>,
  actor: Actor,
  { channel, address }: { readonly channel: keyof typeof own; readonly address: string },
): Promise<boolean> {
  const text = channel === 'email' ? emailKey(address) : phoneKey(address, 'DE');
  if (text === undefined) return false;
  const at = platform.clock();
  const list = {
    ...own[channel],
    ...({ id: newId(), kind: 'complaint', listedBy: channel, algorithm: 'sha256', useBy: null } as const),
    ...{ takenOn: at.toISOString().slice(0, 10), importedAt: at, importedBy: actor.name },
  };
  const added = await addKey(trx, list, hashed('sha256', text));
  if (added) await platform.audit.append(trx, actor, 'suppression.add', `suppression/${list.name}`, { channel });
  return added;
}
