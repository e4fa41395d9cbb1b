import { constants, createCipheriv, createHash, diffieHellman, generateKeyPairSync, publicEncrypt, randomBytes } from 'node:crypto';
import { element, elementsIn, integer, nothing, octets, oid, sequence, setOf, tagged } from '../der.ts';
import type { MailCertificate } from './certificate.ts';

/*
 * CMS (RFC 5652) with the algorithms of S/MIME 4.0 (RFC 8551).
 *
 * The content goes as EnvelopedData with AES-256-CBC, unless all certificates say that their owners read AES-256-GCM: then as AuthEnvelopedData (RFC
 * 5083, RFC 5084). RFC 8551 would prefer the latter for everybody; but mail programs that were installed before it (Outlook of many years, GnuPG 2.2)
 * show nothing at all of it, and nobody can know beforehand. That somebody on the way may change what CBC encrypts is met by the signature within it,
 * where the sender has a certificate. Likewise keys are wrapped with PKCS #1 v1.5 unless a certificate says OAEP; its weakness is one of those who
 * decrypt and tell whether it went well, which no reader of mail does. For keys on curves: ECDH with a key made for this one mail (RFC 5753).
 */

const algorithm = {
  ...{ data: oid('1.2.840.113549.1.7.1'), enveloped: oid('1.2.840.113549.1.7.3'), authEnveloped: oid('1.2.840.113549.1.9.16.1.23') },
  ...{ cbc: oid('2.16.840.1.101.3.4.1.42'), gcm: oid('2.16.840.1.101.3.4.1.46'), keyWrap: oid('2.16.840.1.101.3.4.1.45') },
  ...{ rsa: oid('1.2.840.113549.1.1.1'), oaep: oid('1.2.840.113549.1.1.7'), mgf1: oid('1.2.840.113549.1.1.8') },
  ...{ sha256: oid('2.16.840.1.101.3.4.2.1'), ec: oid('1.2.840.10045.2.1'), ecdhSha256: oid('1.3.132.1.11.1') },
} as const;

export interface EncryptedCms {
  readonly der: Buffer;
  /** What MIME calls it (RFC 8551, 3.2.2). */
  readonly type: 'enveloped-data' | 'authEnveloped-data';
  readonly cipher: 'AES-256-CBC' | 'AES-256-GCM';
}

/** Encrypts for all of some certificates, one at least. */
export function encryptCms(content: Uint8Array, recipients: readonly MailCertificate[]): EncryptedCms {
  const key = randomBytes(32);
  const wrapped = recipients.map((one) => (one.publicKey.asymmetricKeyType === 'rsa' ? byTransport(key, one) : byAgreement(key, one)));
  return recipients.every((one) => one.readsGcm) ? withGcm(content, key, wrapped) : withCbc(content, key, recipients, wrapped);
}

function withCbc(content: Uint8Array, key: Buffer, recipients: readonly MailCertificate[], wrapped: readonly Buffer[]): EncryptedCms {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const encrypted = Buffer.concat([cipher.update(content), cipher.final()]);
  const version = recipients.every((one) => one.publicKey.asymmetricKeyType === 'rsa') ? 0 : 2;
  const body = sequence(integer(version), setOf(...wrapped), encryptedContent(sequence(algorithm.cbc, octets(iv)), encrypted));
  return { der: sequence(algorithm.enveloped, tagged(0, body)), type: 'enveloped-data', cipher: 'AES-256-CBC' };
}

function withGcm(content: Uint8Array, key: Buffer, wrapped: readonly Buffer[]): EncryptedCms {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const encrypted = Buffer.concat([cipher.update(content), cipher.final()]);
  const mac = cipher.getAuthTag();
  const how = sequence(algorithm.gcm, sequence(octets(nonce), integer(mac.length)));
  const body = sequence(integer(0), setOf(...wrapped), encryptedContent(how, encrypted), octets(mac));
  return { der: sequence(algorithm.authEnveloped, tagged(0, body)), type: 'authEnveloped-data', cipher: 'AES-256-GCM' };
}

const encryptedContent = (how: Buffer, encrypted: Buffer): Buffer => sequence(algorithm.data, how, element(0x80, encrypted));

/** KeyTransRecipientInfo: the key encrypted with the recipient's RSA key. */
function byTransport(key: Buffer, { publicKey, issuerAndSerial, readsOaep }: MailCertificate): Buffer {
  if (!readsOaep) {
    const encrypted = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, key);
    return sequence(integer(0), issuerAndSerial, sequence(algorithm.rsa, nothing()), octets(encrypted));
  }
  const hash = sequence(algorithm.sha256, nothing());
  const how = sequence(algorithm.oaep, sequence(tagged(0, hash), tagged(1, sequence(algorithm.mgf1, hash))));
  const encrypted = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, key);
  return sequence(integer(0), issuerAndSerial, how, octets(encrypted));
}

/** KeyAgreeRecipientInfo: the key wrapped with one that the recipient's key and a fresh one agree on. */
function byAgreement(key: Buffer, { publicKey, issuerAndSerial }: MailCertificate): Buffer {
  const namedCurve = publicKey.asymmetricKeyDetails!.namedCurve!;
  const own = generateKeyPairSync('ec', { namedCurve });
  const secret = diffieHellman({ privateKey: own.privateKey, publicKey });
  const wrap = sequence(algorithm.keyWrap);
  const cipher = createCipheriv('id-aes256-wrap', derived(secret, wrap), Buffer.alloc(8, 0xa6));
  const encrypted = Buffer.concat([cipher.update(key), cipher.final()]);
  const point = elementsIn(elementsIn(own.publicKey.export({ type: 'spki', format: 'der' }))[0]!.content)[1]!;
  const originator = tagged(0, tagged(1, sequence(algorithm.ec), point.bytes));
  const forOne = sequence(sequence(issuerAndSerial, octets(encrypted)));
  return tagged(1, integer(3), originator, sequence(algorithm.ecdhSha256, wrap), forOne);
}

/** The key derivation of X9.63 with SHA-256, once round: 256 bits are wanted (RFC 5753, 7.2). */
function derived(secret: Buffer, wrap: Buffer): Buffer {
  const info = sequence(wrap, tagged(2, octets(Buffer.from([0, 0, 1, 0]))));
  return createHash('sha256')
    .update(secret)
    .update(Buffer.from([0, 0, 0, 1]))
    .update(info)
    .digest();
}
