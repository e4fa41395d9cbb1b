import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { wholeSettings } from '../accounts/open-account.ts';
import { chooseAccount } from '../accounts/rules.ts';
import { accountsOf } from '../accounts/store.ts';
import { keysIn } from './adapter.ts';

/**
 * The public key that a browser subscribes to on the pages of a brand: that of the account that would carry the brand's messages.
 * @returns undefined where there is no account for web push, or its keys cannot be read here
 */
export async function pushKey(platform: Platform, brand: string | undefined): Promise<string | undefined> {
  const accounts = (await accountsOf(platform.db)).filter((one) => one.channel === 'push');
  const account = chooseAccount(accounts, 'push', brand, []);
  if (account === undefined) return undefined;
  try {
    return keysIn(await wholeSettings(platform, account))[0]?.publicKey;
  } catch (error) {
    if (!(error instanceof PosthornError)) throw error;
    platform.log.warn({ err: error, account: account.name }, 'notifications cannot be offered');
    return undefined;
  }
}
