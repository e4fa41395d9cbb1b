import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { reachOf } from '../config.ts';
import type { AnyCarrier, Settings } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { type Caught, environmentAccounts, environmentCarrier } from './environment.ts';
import { inboxOf } from './inbox.ts';
import { withDefaults } from './rules.ts';
import { unseal } from './secrets.ts';
import { accountsOf, findAccount, type StoredAccount } from './store.ts';
import { type Account, environmentAccount } from './types.ts';

/** Where the demonstration's catcher listens in this process. */
const catchers = new WeakMap<Platform['config'], Caught>();

export function rememberCatcher(config: Platform['config'], caught: Caught | undefined): void {
  if (caught === undefined) catchers.delete(config);
  else catchers.set(config, caught);
}

/** An account of the workplace by its id, one of the environment as `email.default`. @throws PosthornError `account.not-found` */
export async function accountById(platform: Pick<Platform, 'db' | 'config'>, id: string): Promise<Account> {
  const [channel, name] = id.split('.');
  const account =
    name === environmentAccount
      ? environmentAccounts(platform.config).find((one) => one.channel === channel)
      : await findAccount(platform.db, id);
  if (account === undefined) throw new PosthornError('account.not-found');
  return account;
}

/** How an account is called in addresses and requests. */
export const idInApi = ({ id, channel }: Pick<Account, 'id' | 'channel'>): string => (id === environmentAccount ? `${channel}.${id}` : id);

/** All accounts, those of the environment last. */
export async function allAccounts(platform: Pick<Platform, 'db' | 'config'>): Promise<Account[]> {
  return [...(await accountsOf(platform.db)), ...environmentAccounts(platform.config)];
}

/** What was entered for an account, with its secrets and defaults. @throws PosthornError `account.unreadable` */
export async function wholeSettings(platform: Platform, account: StoredAccount): Promise<Settings> {
  const adapter = adapterOf(account.kind);
  if (adapter === undefined) throw new PosthornError('account.unreadable', { detail: `There is no adapter ${account.kind}.` });
  try {
    return withDefaults(adapter.fields, { ...account.settings, ...(await unseal(platform, account.id, account.secrets)) });
  } catch (cause) {
    throw new PosthornError('account.unreadable', { detail: `The secrets of ${account.name} cannot be read.`, cause });
  }
}

/** Opens an account: connections are made when something is sent. @throws PosthornError `account.unreadable`, `account.not-here` */
export async function openAccount(platform: Platform, account: Account): Promise<AnyCarrier> {
  if (account.id === environmentAccount) {
    const carrier = environmentCarrier(platform.config, account.channel, catchers.get(platform.config));
    if (carrier === undefined) throw new PosthornError('account.not-here');
    return carrier;
  }
  const stored = await findAccount(platform.db, account.id);
  if (stored === undefined) throw new PosthornError('account.not-found');
  const settings = await wholeSettings(platform, stored);
  const inbox = inboxOf(platform, { channel: stored.channel, account: stored.id });
  return adapterOf(stored.kind)!.open(settings, { claimSeconds: platform.config.claimSeconds, inbox, reach: reachOf(platform.config) });
}
