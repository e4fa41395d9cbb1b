import { newId, transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import type { Settings } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { hasUnderWay } from './read-store.ts';
import { settingsFaults, staysHere, withDefaults } from './rules.ts';
import { partSecrets, seal, unseal } from './secrets.ts';
import { deleteAccount, findAccount, keepAccount, type StoredAccount } from './store.ts';
import type { Account } from './types.ts';

/** An account as a person enters it. Secrets that are not given stay as they are. */
export interface AccountEntry
  extends Pick<Account, 'name' | 'brands' | 'rank' | 'settings' | 'perSecond' | 'prices' | 'currency' | 'keepOrder'> {
  readonly kind: string;
}

/** Adds an account; it is used from the commit on. @throws PosthornError `account.invalid`, `account.name-taken` */
export function addAccount(platform: Platform, actor: Actor, entry: AccountEntry): Promise<Account> {
  return save(platform, actor, entry, undefined);
}

/** Changes an account: what is under way ends over the old settings. @throws PosthornError also `account.not-found` */
export async function changeAccount(platform: Platform, actor: Actor, id: string, entry: AccountEntry): Promise<Account> {
  const before = await findAccount(platform.db, id);
  if (before === undefined) throw new PosthornError('account.not-found');
  return save(platform, actor, { ...entry, kind: before.kind }, before);
}

async function save(platform: Platform, actor: Actor, entry: AccountEntry, before: StoredAccount | undefined): Promise<Account> {
  const adapter = adapterOf(entry.kind);
  if (adapter === undefined) throw new PosthornError('account.invalid', { detail: `There is no adapter ${entry.kind}.` });
  const id = before?.id ?? newId();
  const kept: Settings = before === undefined ? {} : await unseal(platform, id, before.secrets);
  const settings = adapter.complete?.(entry.settings, kept) ?? entry.settings;
  const faults = settingsFaults(adapter, withDefaults(adapter.fields, settings), Object.keys(kept));
  if (faults.length > 0) {
    const detail = faults.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`)).join('; ');
    throw new PosthornError('account.invalid', { detail, fields: faults });
  }
  if (platform.config.demonstration && !staysHere(adapter.channel, withDefaults(adapter.fields, settings))) {
    throw new PosthornError('account.invalid', {
      detail: 'In a demonstration nothing leaves this machine: only 127.0.0.1 can be entered.',
    });
  }
  const { open, secret } = partSecrets(adapter.fields, settings);
  const account: StoredAccount = {
    ...{ id, channel: adapter.channel, kind: adapter.kind, name: entry.name.trim(), brands: entry.brands, rank: entry.rank },
    ...{ settings: open, perSecond: entry.perSecond, prices: entry.prices, currency: entry.currency, keepOrder: entry.keepOrder },
    ...{ revision: (before?.revision ?? 0) + 1, secrets: await seal(platform, id, { ...kept, ...secret }) },
  };
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    if (!(await keepAccount(trx, account, platform.clock()))) throw new PosthornError('account.name-taken');
    const { secrets: _secrets, revision: _revision, ...said } = account;
    const changed = { ...said, secretsChanged: Object.keys(secret) };
    await platform.audit.append(trx, actor, before === undefined ? 'account.add' : 'account.change', `account/${id}`, changed);
  });
  await platform.events.shout('channels', { account: id });
  return account;
}

/** Removes an account that has nothing left to do; its secrets are destroyed. @throws PosthornError `account.not-found`, `account.in-use` */
export async function removeAccount(platform: Platform, actor: Actor, id: string): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const account = await findAccount(trx, id, true);
    if (account === undefined) throw new PosthornError('account.not-found');
    if (await hasUnderWay(trx, account.channel, id)) throw new PosthornError('account.in-use');
    await deleteAccount(trx, account);
    await platform.audit.append(trx, actor, 'account.remove', `account/${id}`, { channel: account.channel, name: account.name });
  });
  await platform.keys.destroy(id);
  await platform.events.shout('channels', { account: id });
}
