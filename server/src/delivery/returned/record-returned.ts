import type { ReturnReason } from '@posthorn/contract';
import { customersById, listReturned, markContactPoint } from '../../customers/index.ts';
import { transaction } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { type CommunicationRow, communicationOfLetter, communicationsById, readLetterCode } from '../../production/index.ts';
import { carrierOf } from '../digests/store.ts';
import { noteReceipts } from '../receipts/note-receipts.ts';
import { lockDeliveries } from '../receipts/store.ts';
import { deliveriesOf, type Trx } from '../store.ts';
import type { Delivery } from '../types.ts';
import { type Consequence, consequenceOf } from './rules.ts';
import { insertReturned } from './store.ts';

export { type ReturnReason, returnReasons } from '@posthorn/contract';

export interface ReturnedLetter {
  /** As it was read or given: a code of a letter, or the id of a communication. */
  readonly number: string;
  /** `again`: it was noted before. `unknown`: no letter of ours. */
  readonly state: 'noted' | 'again' | 'unknown';
  /** The delivery that came back. */
  readonly id?: string;
  readonly communicationId?: string;
  readonly customerId?: string;
  readonly reference?: string;
}

/** A letter goes to the printer without an account. */
const source = { channel: 'post', account: 'default' };

/**
 * Notes that letters came back: the receipt `returned` with its reason, once for each letter, and what follows for where it went to
 * (`rules.ts`). A chain of other ways goes on from there.
 */
export async function recordReturned(
  platform: Platform,
  actor: Actor,
  numbers: readonly string[],
  reason: ReturnReason,
): Promise<readonly ReturnedLetter[]> {
  const results: ReturnedLetter[] = [];
  for (const number of numbers) {
    const letter = await letterOf(platform, number);
    results.push(letter === undefined ? { number, state: 'unknown' } : await recordOne(platform, actor, number, letter, reason));
  }
  return results;
}

interface Letter {
  readonly communication: CommunicationRow;
  readonly delivery: Delivery;
}

/** A code names one letter, of the original or of a copy; the id of a communication its original. */
async function letterOf(platform: Platform, number: string): Promise<Letter | undefined> {
  const origin = readLetterCode(number);
  const communication =
    origin === undefined ? (await communicationsById(platform.db, [number.trim()]))[0] : await communicationOfLetter(platform.db, origin);
  if (communication === undefined) return undefined;
  const copy = origin?.copy ?? 0;
  const delivery = (await deliveriesOf(platform.db, [communication.id])).find(
    (one) => one.channel === 'post' && one.copy === copy && one.state !== 'cancelled',
  );
  return delivery && { communication, delivery };
}

async function recordOne(
  platform: Platform,
  actor: Actor,
  number: string,
  { communication: { id: communicationId, customerId, reference }, delivery: letter }: Letter,
  reason: ReturnReason,
): Promise<ReturnedLetter> {
  const customer = (await customersById(platform, [customerId])).get(customerId);
  const consequence = customer === undefined ? 'none' : consequenceOf(reason, letter, customer);
  const state = await transaction(platform.db, { log: platform.log }, async (trx) => {
    const at = platform.clock();
    // With one letter all come back that lay in its envelope.
    const [delivery] = await lockDeliveries(trx, source, at, [{ deliveryId: await carrierOf(trx, letter.id) }]);
    const fresh = await noteReceipts(platform, trx, [{ delivery: delivery!, kind: 'returned', at, detail: reason, key: 'returned' }]);
    if (fresh.length === 0) return 'again' as const;
    await block(platform, trx, actor, letter, consequence, reason);
    const { id, month } = letter;
    await insertReturned(trx, { id, month, communicationId, customerId, reason, at, by: actor.name, consequence });
    await platform.audit.append(trx, actor, 'delivery.letter-returned', `delivery/${id}`, { reason, communicationId, consequence });
    return 'noted' as const;
  });
  return { number, state, id: letter.id, communicationId, customerId, reference };
}

/** Brings about what follows from a letter that came back; the same again where that was taken back. */
export async function block(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  { customerId, address }: Pick<Delivery, 'customerId' | 'address'>,
  consequence: Consequence,
  reason: ReturnReason,
): Promise<void> {
  if (consequence === 'address' || consequence === 'person') {
    await listReturned(platform, trx, actor, customerId, kindOf(reason));
  }
  if (consequence === 'recipient') {
    const point = { customerId, channel: 'post', address, state: 'bounced' as const, reason: `A letter came back: ${reason}` };
    if (await markContactPoint(trx, point)) {
      await platform.audit.append(trx, actor, 'customers.contact-point-bounced', `customer/${customerId}`, { channel: 'post', reason });
    }
  }
}

/** Of the lists that letters fill. */
export const kindOf = (reason: ReturnReason): 'moved' | 'deceased' | 'returned' =>
  reason === 'moved' || reason === 'deceased' ? reason : 'returned';
