import { DamagedKey, readCertificate, readOpenPgpKey, UnusableCertificate } from '../../platform/cryptography/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { troubleOf } from './read-mail-key.ts';
import { mailKeysOf } from './store.ts';
import type { MailKeyRow, OpenedKey } from './types.ts';

/** The keys for an address of a customer, those that came last first. */
export type MailKeys = (customerId: string, address: string) => readonly OpenedKey[];

/** Loads the keys of some customers, after one query. */
export async function mailKeys({ db }: Pick<Platform, 'db'>, customerIds: readonly string[], now: Date): Promise<MailKeys> {
  const rows = Map.groupBy(await mailKeysOf(db, [...new Set(customerIds)]), (row) => row.customerId);
  return (customerId, address) =>
    (rows.get(customerId) ?? []).filter((row) => row.address === address.toLowerCase()).map((row) => opened(row, now));
}

function opened(row: MailKeyRow, now: Date): OpenedKey {
  const { fingerprint, address } = row;
  const trouble = troubleOf(row, now);
  if (trouble !== undefined) return { fingerprint, address, trouble };
  try {
    return row.kind === 'smime'
      ? { fingerprint, address, kind: 'smime', certificate: readCertificate(row.key) }
      : { fingerprint, address, kind: 'openpgp', key: readOpenPgpKey(row.key, now) };
  } catch (error) {
    if (!(error instanceof DamagedKey || error instanceof UnusableCertificate)) throw error;
    return { fingerprint, address, trouble: 'unusable' };
  }
}
