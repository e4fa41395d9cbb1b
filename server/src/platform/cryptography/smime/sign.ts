import { createHash, type KeyObject, sign } from 'node:crypto';
import { element, integer, nothing, octets, oid, sequence, setOf, tagged } from '../der.ts';
import type { MailCertificate } from './certificate.ts';

const id = {
  ...{ data: oid('1.2.840.113549.1.7.1'), signedData: oid('1.2.840.113549.1.7.2') },
  ...{ contentType: oid('1.2.840.113549.1.9.3'), messageDigest: oid('1.2.840.113549.1.9.4'), signingTime: oid('1.2.840.113549.1.9.5') },
  ...{ sha256: oid('2.16.840.1.101.3.4.2.1'), rsaSha256: oid('1.2.840.113549.1.1.11'), ecdsaSha256: oid('1.2.840.10045.4.3.2') },
} as const;

export interface CmsSigner {
  readonly certificate: MailCertificate;
  readonly privateKey: KeyObject;
  /** Certificates between that one and a root, in DER: receivers seldom have them. */
  readonly chain: readonly Uint8Array[];
}

/** A signature that stands beside what it signs: SignedData without content (RFC 5652, 5), with SHA-256. */
export function signCms(content: Uint8Array, { certificate, privateKey, chain }: CmsSigner, at: Date): Buffer {
  const digest = createHash('sha256').update(content).digest();
  const attributes = [
    sequence(id.contentType, setOf(id.data)),
    sequence(id.signingTime, setOf(timeOf(at))),
    sequence(id.messageDigest, setOf(octets(digest))),
  ];
  // They are signed as a set, and stand in their place under another tag (RFC 5652, 5.4).
  const ordered = attributes.toSorted(Buffer.compare);
  const signature = sign('sha256', setOf(...ordered), privateKey);
  const how = privateKey.asymmetricKeyType === 'rsa' ? sequence(id.rsaSha256, nothing()) : sequence(id.ecdsaSha256);
  const hash = sequence(id.sha256);
  const signer = sequence(integer(1), certificate.issuerAndSerial, hash, tagged(0, ...ordered), how, octets(signature));
  const certificates = tagged(0, ...[certificate.der, ...chain].toSorted(Buffer.compare));
  return sequence(id.signedData, tagged(0, sequence(integer(1), setOf(hash), sequence(id.data), certificates, setOf(signer))));
}

/** UTCTime until 2049, GeneralizedTime after it (RFC 5652, 11.3). */
function timeOf(at: Date): Buffer {
  const digits = `${at.toISOString().slice(0, 19).replace(/\D/g, '')}Z`;
  return at.getUTCFullYear() < 2050 ? element(0x17, Buffer.from(digits.slice(2))) : element(0x18, Buffer.from(digits));
}
