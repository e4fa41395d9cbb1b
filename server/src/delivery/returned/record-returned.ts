import type { ReturnReason } from '@posthorn/contract';
import { listReturned } from '../../customers/index.ts';
import { transaction } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { type CommunicationRow, communicationOfLetter, communicationsById, readLetterCode } from '../../production/index.ts';
import { noteReceipts } from '../receipts/note-receipts.ts';
import { lockDeliveries } from '../receipts/store.ts';
import { deliveriesOf } from '../store.ts';

export { type ReturnReason, returnReasons } from '@posthorn/contract';

export interface ReturnedLetter {
  /** As it was read or given: a code of a letter, or the id of a communication. */
  readonly number: string;
  /** `again`: it was noted before. `unknown`: no letter of ours. */
  readonly state: 'noted' | 'again' | 'unknown';
  readonly communicationId?: string;
  readonly customerId?: string;
  readonly reference?: string;
}

/** A letter goes to the printer without an account. */
const source = { channel: 'post', account: 'default' };

/**
 * Notes that letters came back: the receipt `returned` with its reason, once for each letter, and what follows. Who moved or is unknown gets no more
 * letters at this address until another one is known; nothing goes to who died; a letter that was refused says nothing of the address. A chain of
 * other ways goes on from there.
 */
export async function recordReturned(
  platform: Platform,
  actor: Actor,
  numbers: readonly string[],
  reason: ReturnReason,
): Promise<readonly ReturnedLetter[]> {
  const results: ReturnedLetter[] = [];
  for (const number of numbers) {
    const communication = await communicationOf(platform, number);
    results.push(
      communication === undefined ? { number, state: 'unknown' } : await recordOne(platform, actor, number, communication, reason),
    );
  }
  return results;
}

async function communicationOf(platform: Platform, number: string): Promise<CommunicationRow | undefined> {
  const origin = readLetterCode(number);
  if (origin !== undefined) return await communicationOfLetter(platform.db, origin);
  return (await communicationsById(platform.db, [number.trim()]))[0];
}

async function recordOne(
  platform: Platform,
  actor: Actor,
  number: string,
  { id: communicationId, customerId, reference }: CommunicationRow,
  reason: ReturnReason,
): Promise<ReturnedLetter> {
  const letter = (await deliveriesOf(platform.db, [communicationId])).find((one) => one.channel === 'post' && one.state !== 'cancelled');
  if (letter === undefined) return { number, state: 'unknown' };
  const state = await transaction(platform.db, { log: platform.log }, async (trx) => {
    const at = platform.clock();
    const [delivery] = await lockDeliveries(trx, source, at, [{ deliveryId: letter.id }]);
    const fresh = await noteReceipts(platform, trx, [{ delivery: delivery!, kind: 'returned', at, detail: reason, key: 'returned' }]);
    if (fresh.length === 0) return 'again' as const;
    if (reason !== 'refused') await listReturned(platform, trx, actor, customerId, reason === 'unknown' ? 'returned' : reason);
    await platform.audit.append(trx, actor, 'delivery.letter-returned', `delivery/${letter.id}`, { reason, communicationId });
    return 'noted' as const;
  });
  return { number, state, communicationId, customerId, reference };
}
