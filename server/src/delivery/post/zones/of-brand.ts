import type { Platform } from '../../../platform/platform.ts';
import { adapterOf, settingsOf } from '../../accounts/adapters.ts';
import { chooseAccount } from '../../accounts/rules.ts';
import { accountsOf } from '../../accounts/store.ts';

/** Whose zones the letters of a brand have to heed: those of the account that carries them as long as it is up; undefined where there are none. */
export async function zonesOfBrand(
  platform: Pick<Platform, 'db'>,
  brand: string,
): Promise<{ readonly account: string; readonly profile: string } | undefined> {
  const account = chooseAccount(await accountsOf(platform.db), 'post', brand, []);
  const profile = account && adapterOf(account.kind)?.zones?.(settingsOf(account));
  return profile === undefined || profile === 'none' ? undefined : { account: account!.name, profile };
}
