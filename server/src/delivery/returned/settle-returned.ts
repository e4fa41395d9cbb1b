import type { PlaceParts, Representative } from '@posthorn/contract';
import { changeWishes, correctAddress, type PostalAddress, restoreAddress, reviveAddress, unlistReturned } from '../../customers/index.ts';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import type { Trx } from '../store.ts';
import { block, kindOf } from './record-returned.ts';
import { keepSettled, lockReturned, type ReturnedRow } from './store.ts';

/*
 * What becomes of the address of a letter that came back
 *
 *     open ──correct──► corrected    the address is put right: letters go there again
 *     open ──unblock──► unblocked    it was no fault of the address: letters go there as before
 *     open ──keep──► kept            it stays as it is: no letters
 *     each ──undo──► open            what was before is put back, as long as nothing was sent again
 */

/** What a correction took the place of. */
type Before = { readonly address: PostalAddress } | { readonly recipient: string; readonly place: PlaceParts | null };

/**
 * Puts the address right to which a letter went: the customer's own, or that of who stands for them.
 * @throws PosthornError `returned.unknown-letter`, `returned.settled-already`, `returned.no-such-recipient`, `customer.wishes-invalid`
 */
export function correctReturned(platform: Platform, actor: Actor, id: string, place: PlaceParts): Promise<void> {
  return settle(platform, actor, id, async (trx, letter) => {
    await unblock(platform, trx, actor, letter);
    const before = isRepresentatives(letter)
      ? await moveRecipient(platform, trx, actor, letter.customerId, letter.address.split('\n')[0]!, place)
      : { address: await correctAddress(platform, trx, actor, letter.customerId, place) };
    return { settled: 'corrected', before };
  });
}

/** Letters go to this address as before. @throws as `correctReturned` */
export function unblockReturned(platform: Platform, actor: Actor, id: string): Promise<void> {
  return settle(platform, actor, id, async (trx, letter) => {
    await unblock(platform, trx, actor, letter);
    return { settled: 'unblocked' };
  });
}

/** It stays blocked. @throws as `correctReturned` */
export function keepReturned(platform: Platform, actor: Actor, id: string): Promise<void> {
  return settle(platform, actor, id, async () => ({ settled: 'kept' }));
}

/** Takes back what was settled. @throws PosthornError `returned.unknown-letter`, `returned.sent-again` */
export async function undoReturned(platform: Platform, actor: Actor, id: string): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const letter = await taken(trx, id);
    if (letter.settled === null) return;
    if (letter.again !== null) throw new PosthornError('returned.sent-again');
    const before = letter.before as Before | null;
    if (before !== null && 'address' in before) await restoreAddress(platform, trx, actor, letter.customerId, before.address);
    if (before !== null && 'recipient' in before)
      await moveRecipient(platform, trx, actor, letter.customerId, before.recipient, before.place);
    if (letter.settled !== 'kept') await block(platform, trx, actor, letter, letter.consequence, letter.reason);
    await keepSettled(trx, id, null, actor.name, platform.clock());
    await platform.audit.append(trx, actor, 'delivery.returned-undone', `delivery/${id}`, { settled: letter.settled });
  });
}

type Settlement = { readonly settled: 'corrected' | 'unblocked' | 'kept'; readonly before?: Before };

async function settle(
  platform: Platform,
  actor: Actor,
  id: string,
  deed: (trx: Trx, letter: ReturnedRow) => Promise<Settlement>,
): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const letter = await taken(trx, id);
    if (letter.settled !== null) throw new PosthornError('returned.settled-already');
    const { settled, before } = await deed(trx, letter);
    await keepSettled(trx, id, settled, actor.name, platform.clock(), before ?? null);
    await platform.audit.append(trx, actor, 'delivery.returned-settled', `delivery/${id}`, { settled });
  });
}

async function taken(trx: Trx, id: string): Promise<ReturnedRow> {
  const letter = await lockReturned(trx, id);
  if (letter === undefined) throw new PosthornError('returned.unknown-letter');
  return letter;
}

/** It went to somebody who stands for the customer. */
const isRepresentatives = ({ consequence }: ReturnedRow): boolean => consequence === 'recipient';

async function unblock(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  { customerId, address, consequence, reason }: ReturnedRow,
): Promise<void> {
  if (consequence === 'address' || consequence === 'person') await unlistReturned(platform, trx, actor, customerId, kindOf(reason));
  if (consequence === 'recipient') await reviveAddress(trx, customerId, 'post', address);
}

/** Gives who stands for the customer another address. @returns the one before */
async function moveRecipient(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  customerId: string,
  recipient: string,
  place: PlaceParts | null,
): Promise<Before> {
  let before: PlaceParts | undefined;
  await changeWishes(platform, trx, actor, customerId, (wishes) => {
    const { representatives = [] } = wishes;
    const found = representatives.find((one) => one.name === recipient);
    if (found === undefined) throw new PosthornError('returned.no-such-recipient');
    before = found.place;
    const { place: _before, ...others } = found;
    const moved: Representative = place === null ? others : { ...others, place };
    return { ...wishes, representatives: representatives.map((one) => (one === found ? moved : one)) };
  });
  return { recipient, place: before ?? null };
}
