import { decryptEntry, encryptEntry } from '../../platform/files/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Field, Settings } from './adapter.ts';

/*
 * Secrets of an account are encrypted with a key of its own, which the platform keeps wrapped by the master key: they are of no use to who has
 * the database alone, and removing the account destroys the key.
 */

export async function seal(platform: Pick<Platform, 'keys'>, accountId: string, secrets: Settings): Promise<Buffer | null> {
  if (Object.keys(secrets).length === 0) return null;
  const key = (await platform.keys.forCustomers([accountId])).get(accountId)!;
  return Buffer.from(encryptEntry(key, Buffer.from(JSON.stringify(secrets))).bytes);
}

/** @throws PosthornError `keys.master-key-wrong`, `pack.damaged` */
export async function unseal(platform: Pick<Platform, 'keys'>, accountId: string, sealed: Uint8Array | null): Promise<Settings> {
  if (sealed === null) return {};
  const key = (await platform.keys.forCustomers([accountId])).get(accountId)!;
  return JSON.parse(Buffer.from(decryptEntry(key, sealed)).toString()) as Settings;
}

/** Parts what was entered into what may be shown and what may not. */
export function partSecrets(fields: readonly Field[], settings: Settings): { readonly open: Settings; readonly secret: Settings } {
  const secret = new Set(fields.filter((field) => field.secret).map((field) => field.name));
  const entries = Object.entries(settings);
  return {
    open: Object.fromEntries(entries.filter(([name]) => !secret.has(name))),
    secret: Object.fromEntries(entries.filter(([name, value]) => secret.has(name) && value !== '')),
  };
}
