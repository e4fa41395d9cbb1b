import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { announce } from '../announce.ts';
import { insertReceipts, type Trx } from '../store.ts';
import { accountById, allAccounts, idInApi } from './open-account.ts';
import { moveQueue, redrive } from './read-store.ts';
import { canReplace } from './rules.ts';
import { accountStates, addEvent, setPaused } from './store.ts';
import type { Account } from './types.ts';

/** Pauses an account: nothing new is handed over, what waits stays in line. @throws PosthornError `account.not-found` */
export function pauseAccount(platform: Platform, actor: Actor, id: string): Promise<void> {
  return setPause(platform, actor, id, true);
}

/** Lets a paused account go on where it stopped. @throws PosthornError `account.not-found` */
export function resumeAccount(platform: Platform, actor: Actor, id: string): Promise<void> {
  return setPause(platform, actor, id, false);
}

async function setPause(platform: Platform, actor: Actor, id: string, pause: boolean): Promise<void> {
  const account = await accountById(platform, id);
  const key = { channel: account.channel, account: account.id };
  const now = platform.clock();
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    if (!(await setPaused(trx, key, pause ? { at: now, by: actor.name } : null, now))) return;
    await addEvent(trx, { ...key, kind: pause ? 'paused' : 'resumed', detail: actor.name }, now);
    await platform.audit.append(trx, actor, pause ? 'account.pause' : 'account.resume', `account/${idInApi(account)}`, key);
  });
  await platform.events.shout('channels', key);
}

/** Deliveries that change hands in one transaction. */
const slice = 1_000;
const machine: Actor = { kind: 'system', id: 'delivery', name: 'Delivery' };

/**
 * Gives what waits for accounts that are down to others that may carry it and are well. What is being sent, or may have been, stays. When the
 * account comes back it carries what is new; nothing is given back.
 */
export async function handOverQueues(platform: Platform): Promise<void> {
  const states = await accountStates(platform.db);
  const open = new Set(states.filter((one) => one.circuit.state === 'open' && one.pausedAt === null).map(keyOf));
  if (open.size === 0) return;
  const idle = new Set(states.filter((one) => one.circuit.state !== 'closed' || one.pausedAt !== null).map(keyOf));
  const accounts = (await allAccounts(platform)).sort((a, b) => a.rank - b.rank);
  for (const account of accounts.filter((one) => open.has(`${one.channel} ${one.id}`))) {
    const other = accounts.find((one) => canReplace(one, account) && !idle.has(`${one.channel} ${one.id}`));
    if (other !== undefined) while ((await handOver(platform, machine, account, other)) === slice);
  }
}

const keyOf = ({ channel, account }: { readonly channel: string; readonly account: string }): string => `${channel} ${account}`;

function handOver(platform: Platform, actor: Actor, from: Account, to: Account): Promise<number> {
  const now = platform.clock();
  return transaction(platform.db, { log: platform.log }, async (trx: Trx) => {
    const moved = await moveQueue(trx, from.channel, from.id, to.id, slice);
    if (moved === 0) return 0;
    const key = { channel: from.channel, account: from.id };
    await addEvent(trx, { ...key, kind: 'handed-over', detail: `${moved} → ${to.name}` }, now);
    await platform.audit.append(trx, actor, 'account.hand-over', `account/${idInApi(from)}`, { to: idInApi(to), deliveries: moved });
    return moved;
  });
}

/**
 * Puts dead letters back in line: the same message, with its id, from now on as long as a new one would be tried.
 * @returns how many; those that were none, or whose mail was never built, stay
 * @throws PosthornError `delivery.not-found` when none of them is one
 */
export async function redriveDeadLetters(platform: Platform, actor: Actor, ids: readonly string[]): Promise<number> {
  const now = platform.clock();
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    const changes = await redrive(trx, ids, now);
    if (changes.length === 0) throw new PosthornError('delivery.not-found', { detail: 'None of these can be sent again.' });
    const detail = `${actor.name}: send again`;
    const receipts = changes.map(({ deliveryId, month }) => ({ deliveryId, month, kind: 'redriven', detail }));
    await insertReceipts(trx, receipts, now);
    for (const { deliveryId } of changes) await platform.audit.append(trx, actor, 'delivery.redrive', `delivery/${deliveryId}`, {});
    await announce(platform, trx, changes);
    return changes.length;
  });
}
