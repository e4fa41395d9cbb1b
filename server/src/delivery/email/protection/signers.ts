import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { MailSigner } from '@posthorn/contract';
import { type CmsSigner, type MailCertificate, readCertificate, UnusableCertificate } from '../../../platform/cryptography/index.ts';
import { newId, transaction } from '../../../platform/db/index.ts';
import { PosthornError } from '../../../platform/errors/index.ts';
import { decryptEntry, encryptEntry } from '../../../platform/files/index.ts';
import type { Actor, Platform } from '../../../platform/platform.ts';
import '../../errors.ts';
import { deleteSigner, insertSigner, type SignerRow, signersOf } from './store.ts';

/** A certificate and what belongs to it, as its owner has it: PEM, all in one text or apart. */
export interface GivenSigner {
  /** The certificate first, then those up to a root. */
  readonly certificates: string;
  readonly privateKey: string;
  /** Of the private key, where it has one. */
  readonly passphrase?: string | undefined;
}

const invalid = (detail: string, cause?: unknown) => new PosthornError('mail-signer.invalid', { detail, cause });

/**
 * Signs mails from the addresses of a certificate with it from now on. Where several hold for an address, the one that holds longest signs.
 * @throws PosthornError `mail-signer.invalid`
 */
export async function addSigner(platform: Platform, actor: Actor, given: GivenSigner): Promise<readonly MailSigner[]> {
  const now = platform.clock();
  const { certificate, chain, privateKey } = readSigner(given, now);
  const id = newId();
  const sealing = (await platform.keys.forCustomers([id])).get(id)!;
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const { fingerprint, subject, issuer, addresses, notBefore: begins, notAfter: ends } = certificate;
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const signer: SignerRow = {
      ...{
        id,
        addresses,
        fingerprint,
        certificates: [certificate.der, ...chain],
        subject,
        issuer,
        begins,
        ends,
        addedAt: now,
        addedBy: actor.name,
      },
      privateKey: Buffer.from(encryptEntry(sealing, Buffer.from(pem)).bytes),
    };
    if (!(await insertSigner(trx, signer))) throw invalid('This certificate is there already.');
    await platform.audit.append(trx, actor, 'mail-signer.add', `mail-signer/${id}`, { addresses, fingerprint, ends });
  });
  return showSigners(platform);
}

/** @throws PosthornError `mail-signer.not-found` */
export async function removeSigner(platform: Platform, actor: Actor, id: string): Promise<readonly MailSigner[]> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const removed = await deleteSigner(trx, id);
    if (removed === undefined) throw new PosthornError('mail-signer.not-found');
    await platform.audit.append(trx, actor, 'mail-signer.remove', `mail-signer/${id}`, removed);
  });
  return showSigners(platform);
}

export async function showSigners(platform: Platform): Promise<readonly MailSigner[]> {
  const now = platform.clock();
  return (await signersOf(platform.db)).map(({ id, addresses, fingerprint, subject, issuer, begins, ends, addedAt, addedBy }) => ({
    ...{ id, addresses: [...addresses], fingerprint, subject, issuer, begins: begins.toISOString(), ends: ends.toISOString() },
    ...{ signs: begins <= now && ends > now, addedAt: addedAt.toISOString(), addedBy },
  }));
}

/** @throws PosthornError `mail-signer.invalid` */
function readSigner({ certificates, privateKey: pem, passphrase }: GivenSigner, now: Date): CmsSigner {
  const blocks = certificates.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw invalid('There is no certificate in PEM (BEGIN CERTIFICATE).');
  const [certificate, ...chain] = blocks.map((block) => certificateIn(block)) as [MailCertificate, ...MailCertificate[]];
  const privateKey = keyIn(pem, passphrase);
  const theirs = certificate.publicKey.export({ type: 'spki', format: 'der' });
  if (!theirs.equals(publicPartOf(privateKey))) throw invalid('The private key does not belong to the first certificate.');
  if (!certificate.maySign) throw invalid('The certificate is not for signing mail: its key usage or its purposes do not say so.');
  if (certificate.addresses.length === 0) throw invalid('The certificate names no e-mail address.');
  if (certificate.notAfter <= now) throw invalid('The certificate has expired.');
  return { certificate, privateKey, chain: chain.map(({ der }) => der) };
}

function certificateIn(pem: string): MailCertificate {
  try {
    return readCertificate(Buffer.from(pem));
  } catch (error) {
    if (error instanceof UnusableCertificate) throw invalid(error.message, error);
    throw error;
  }
}

function keyIn(pem: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(passphrase ? { passphrase } : {}) });
  } catch (cause) {
    throw invalid('The private key cannot be read: PEM is expected, and its passphrase where it has one.', cause);
  }
}

const publicPartOf = (privateKey: KeyObject): Buffer => createPublicKey(privateKey).export({ type: 'spki', format: 'der' });

/** Who signs mails from an address; undefined where nobody does. */
export type SignerOf = (address: string) => CmsSigner | undefined;

/** Loads the certificates that hold now. */
export async function signersNow(platform: Pick<Platform, 'db' | 'keys'>, now: Date): Promise<SignerOf> {
  const rows = (await signersOf(platform.db)).filter(({ begins, ends }) => begins <= now && ends > now);
  if (rows.length === 0) return () => undefined;
  const sealing = await platform.keys.forCustomers(rows.map(({ id }) => id));
  const signers = rows.map(({ id, addresses, certificates: [own, ...chain], privateKey }) => {
    const key = createPrivateKey(Buffer.from(decryptEntry(sealing.get(id)!, privateKey)).toString());
    return { addresses, signer: { certificate: readCertificate(own!), privateKey: key, chain } satisfies CmsSigner };
  });
  return (address) => signers.find((one) => one.addresses.includes(address.toLowerCase()))?.signer;
}
