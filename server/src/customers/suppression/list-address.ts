import type { Transaction } from 'kysely';
import { newId } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { emailKey, hashed, phoneKey } from './keys.ts';
import { addKey } from './store.ts';

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
