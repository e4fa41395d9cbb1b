import { transaction } from '../../../platform/db/index.ts';
import { PosthornError } from '../../../platform/errors/index.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { AnyCarrier } from '../../accounts/adapter.ts';
import { inboxOf } from '../../accounts/inbox.ts';
import { accountById, allAccounts, openAccount } from '../../accounts/open-account.ts';
import { accountStates } from '../../accounts/store.ts';
import type { Account } from '../../accounts/types.ts';
import type { LetterNews } from './news.ts';
import { keepTracking, lettersToAsk, noteAsked } from './store.ts';

/** Each letter is asked about at most so often, as long after it was made, and so many at once. */
const everyMs = 30 * 60_000;
const followedMs = 60 * 86_400_000;
const atOnce = 400;
/** A person who asks again and again does not make the provider be asked as often. */
const notWithinMs = 10_000;

/**
 * Asks the providers of letters what became of them: states, numbers of registered letters, and whether one of which nobody knows was taken. An account
 * that does not answer, or is down, waits for the next turn.
 */
export async function askProviders(platform: Platform): Promise<void> {
  const accounts = (await allAccounts(platform)).filter((one) => one.channel === 'post');
  if (accounts.length === 0) return;
  const states = await accountStates(platform.db);
  for (const account of accounts) {
    const state = states.find((one) => one.channel === 'post' && one.account === account.id);
    if (state !== undefined && state.circuit.state === 'open') continue;
    await askAccount(platform, account, everyMs).catch((error) =>
      platform.log.warn({ err: error, account: account.name }, 'a provider of letters could not be asked'),
    );
  }
}

/** The same for one account, at once, because a person wants to know. @throws PosthornError `account.not-found`, `account.unreadable` */
export async function askNow(
  platform: Platform,
  id: string,
): Promise<{ readonly ok: boolean; readonly asked: number; readonly detail?: string }> {
  const account = await accountById(platform, id);
  try {
    return { ok: true, asked: await askAccount(platform, account, notWithinMs) };
  } catch (error) {
    if (error instanceof PosthornError) throw error;
    return { ok: false, asked: 0, detail: (error as Error).message };
  }
}

/** @returns about how many letters */
async function askAccount(platform: Platform, account: Account, notWithin: number): Promise<number> {
  const now = platform.clock();
  const span = { askedBefore: new Date(now.getTime() - notWithin), sentAfter: new Date(now.getTime() - followedMs), limit: atOnce };
  const letters = await lettersToAsk(platform.db, account.id, span);
  if (letters.length === 0) return 0;
  const carrier: AnyCarrier = await openAccount(platform, account);
  try {
    if (carrier.ask === undefined) return 0;
    const news = await carrier.ask(letters);
    await tell(platform, account, news);
    await noteAsked(platform.db, letters, now);
    return letters.length;
  } finally {
    carrier.close();
  }
}

/** Receipts are noted once, so being told the same again does no harm; numbers go first: a receipt without its number would be told to programs. */
async function tell(platform: Platform, account: Account, news: readonly LetterNews[]): Promise<void> {
  if (news.length === 0) return;
  await transaction(platform.db, { log: platform.log }, (trx) =>
    keepTracking(
      trx,
      news.map(({ deliveryId, tracking, ended }) => ({ deliveryId, number: tracking?.number ?? null, ended: ended ?? false })),
    ),
  );
  await inboxOf(platform, { channel: 'post', account: account.id }).receipts(news.flatMap((one) => one.receipts));
}
