import type { MailKeyTrouble } from '@posthorn/contract';
import {
  DamagedKey,
  type MailCertificate,
  type OpenPgpKey,
  readCertificate,
  readOpenPgpKey,
  UnusableCertificate,
} from '../../platform/cryptography/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import '../errors.ts';
import type { KeyFacts, MailKeyRow } from './types.ts';

/** What was read, and the bytes that are kept. */
export interface ReadKey {
  readonly facts: KeyFacts;
  readonly bytes: Buffer;
}

/**
 * Reads what a customer gave: a certificate (PEM or DER) or an OpenPGP key (armoured or not).
 * @throws PosthornError `mail-key.unreadable` with what is wrong
 */
export function readMailKey(source: Uint8Array, now: Date): ReadKey {
  const text = Buffer.from(source).toString('latin1');
  if (/-----BEGIN (?!PGP)[A-Z ]*PRIVATE KEY-----/.test(text)) throw unreadable('This is a private key. Only its owner may have it.');
  try {
    return text.includes('-----BEGIN PGP') || isPacket(source[0]) ? openPgp(source, now) : smime(source);
  } catch (error) {
    if (error instanceof DamagedKey || error instanceof UnusableCertificate) throw unreadable(error.message, error);
    throw error;
  }
}

/** The bytes of a key that came as text: PEM or armour as it is, else base64. */
export const bytesOfText = (text: string): Buffer =>
  /^[A-Za-z0-9+/\r\n]+=*\s*$/.test(text) ? Buffer.from(text, 'base64') : Buffer.from(text);

const unreadable = (detail: string, cause?: unknown) => new PosthornError('mail-key.unreadable', { detail, cause });

/** The first byte of an OpenPGP packet; DER begins with 0x30. */
const isPacket = (first: number | undefined): boolean => first !== undefined && first >= 0x80;

function smime(source: Uint8Array): ReadKey {
  const certificate = readCertificate(source);
  return { facts: ofCertificate(certificate), bytes: certificate.der };
}

function ofCertificate({ fingerprint, addresses, subject, issuer, algorithm, notBefore, notAfter, mayEncrypt }: MailCertificate): KeyFacts {
  return {
    ...{ kind: 'smime', fingerprint, addresses, holder: subject, issuer, algorithm },
    ...{ begins: notBefore, ends: notAfter, revoked: false, canEncrypt: mayEncrypt },
  };
}

function openPgp(source: Uint8Array, now: Date): ReadKey {
  const key = readOpenPgpKey(source, now);
  return { facts: ofOpenPgp(key), bytes: Buffer.from(source) };
}

function ofOpenPgp({ fingerprint, addresses, userIds, createdAt, endsAt, revoked, subkeys }: OpenPgpKey): KeyFacts {
  // It can be encrypted with for as long as one of its subkeys holds.
  const ends = subkeys.length === 0 ? [endsAt] : subkeys.map((one) => one.endsAt);
  const last = ends.includes(undefined) ? null : new Date(Math.max(...ends.map((end) => end!.getTime())));
  return {
    ...{ kind: 'openpgp', fingerprint, addresses, holder: userIds.join(', '), issuer: null },
    ...{ algorithm: subkeys[0]?.key.name ?? 'none', begins: createdAt, ends: last },
    ...{ revoked, canEncrypt: subkeys.length > 0 },
  };
}

/** Why a key cannot be used at a moment; undefined when it can. */
export function troubleOf(
  { begins, ends, revoked, canEncrypt }: Pick<MailKeyRow, 'begins' | 'ends' | 'revoked' | 'canEncrypt'>,
  now: Date,
): MailKeyTrouble | undefined {
  if (revoked) return 'revoked';
  if (!canEncrypt) return 'unusable';
  if (begins > now) return 'not-yet';
  return ends !== null && ends <= now ? 'expired' : undefined;
}
