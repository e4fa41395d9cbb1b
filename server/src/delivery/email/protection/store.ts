import type { MailProtectionRule } from '@posthorn/contract';
import { sql } from 'kysely';
import { idOrNull } from '../../../platform/db/index.ts';
import type { Db } from '../../../platform/platform.ts';
import type { Trx } from '../../store.ts';
import { usualRule } from './rules.ts';

/** All SQL of the protection of mails. */

interface RuleRow {
  readonly purpose: MailProtectionRule['purpose'];
  readonly encrypt: boolean;
  readonly withoutUsableKey: MailProtectionRule['withoutUsableKey'];
  readonly linkAboveBytes: number | null;
  readonly linkFrom: MailProtectionRule['linkFrom'] | null;
}

const purposes = ['contract', 'service', 'advertising'] as const;

/** The rule of each purpose. */
export async function protectionRules(db: Db | Trx): Promise<readonly MailProtectionRule[]> {
  const { rows } =
    await sql<RuleRow>`select purpose, encrypt, without_usable_key as "withoutUsableKey", link_above_bytes::float8 as "linkAboveBytes",
    link_from as "linkFrom" from delivery.mail_protection`.execute(db);
  return purposes.map((purpose) => {
    const row = rows.find((one) => one.purpose === purpose);
    if (row === undefined) return { purpose, ...usualRule };
    const { encrypt, withoutUsableKey, linkAboveBytes, linkFrom } = row;
    const limits = { ...(linkAboveBytes === null ? {} : { linkAboveBytes }), ...(linkFrom ? { linkFrom } : {}) };
    return { purpose, encrypt, withoutUsableKey, ...limits };
  });
}

export async function keepRule(
  trx: Trx,
  { purpose, encrypt, withoutUsableKey, linkAboveBytes, linkFrom }: MailProtectionRule,
): Promise<void> {
  await sql`insert into delivery.mail_protection (purpose, encrypt, without_usable_key, link_above_bytes, link_from)
    values (${purpose}, ${encrypt}, ${withoutUsableKey}, ${linkAboveBytes ?? null}, ${linkFrom ?? null})
    on conflict (purpose) do update set encrypt = excluded.encrypt, without_usable_key = excluded.without_usable_key,
      link_above_bytes = excluded.link_above_bytes, link_from = excluded.link_from`.execute(trx);
}

/** A certificate by which mails are signed, as it lies in the database. */
export interface SignerRow {
  readonly id: string;
  readonly addresses: readonly string[];
  readonly fingerprint: string;
  readonly certificates: readonly Uint8Array[];
  readonly privateKey: Buffer;
  readonly subject: string;
  readonly issuer: string;
  readonly begins: Date;
  readonly ends: Date;
  readonly addedAt: Date;
  readonly addedBy: string;
}

/** The one that holds longest first. */
export async function signersOf(db: Db | Trx): Promise<readonly SignerRow[]> {
  const { rows } =
    await sql<SignerRow>`select id, addresses, fingerprint, certificates, private_key as "privateKey", subject, issuer, begins, ends,
    added_at as "addedAt", added_by as "addedBy" from delivery.mail_signers order by ends desc, id`.execute(db);
  return rows;
}

/** @returns false when it is there already */
export async function insertSigner(trx: Trx, signer: SignerRow): Promise<boolean> {
  const { id, addresses, fingerprint, certificates, privateKey, subject, issuer, begins, ends, addedAt, addedBy } = signer;
  const { numAffectedRows } =
    await sql`insert into delivery.mail_signers (id, addresses, fingerprint, certificates, private_key, subject, issuer,
      begins, ends, added_at, added_by)
    values (${id}, ${[...addresses]}, ${fingerprint}, ${[...certificates]}, ${privateKey}, ${subject}, ${issuer}, ${begins}, ${ends}, ${addedAt}, ${addedBy})
    on conflict (fingerprint) do nothing`.execute(trx);
  return numAffectedRows === 1n;
}

export async function deleteSigner(trx: Trx, id: string): Promise<Pick<SignerRow, 'fingerprint' | 'subject'> | undefined> {
  const { rows } = await sql<Pick<SignerRow, 'fingerprint' | 'subject'>>`delete from delivery.mail_signers where id = ${idOrNull(id)}
    returning fingerprint, subject`.execute(trx);
  return rows[0];
}
