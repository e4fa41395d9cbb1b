import { constants, createCipheriv, createHash, diffieHellman, generateKeyPairSync, publicEncrypt, randomBytes } from 'node:crypto';
import { elementsIn } from '../der.ts';
import { mpi, packet, packetTag } from './packets.ts';
import type { PublicKey } from './public-key.ts';
import type { OpenPgpKey } from './read-key.ts';

/*
 * An OpenPGP message (RFC 4880 and RFC 9580, 10.3): the session key wrapped for each recipient, then the content under it, with a hash by which a change
 * shows (packet 18 in version 1: AES in CFB with a modification detection code). Version 2 of that packet, with AEAD, is for keys that say they
 * read it; GnuPG does not, whose keys are most of those there are, so it is not written here.
 */

/** Somebody who is to read it. */
export interface PgpRecipient {
  readonly subkey: PublicKey;
  readonly aesBits: OpenPgpKey['aesBits'];
}

const cipherNumber = { 128: 7, 192: 8, 256: 9 } as const;

/** The newest subkey that has not ended; undefined where there is none, or the key was revoked. */
export function recipientOf({ revoked, subkeys, aesBits }: OpenPgpKey, now: Date): PgpRecipient | undefined {
  const standing = revoked ? undefined : subkeys.find(({ endsAt }) => endsAt === undefined || endsAt > now);
  return standing && { subkey: standing.key, aesBits };
}

export interface EncryptedMessage {
  readonly bytes: Buffer;
  readonly cipher: `AES-${128 | 192 | 256}`;
}

/** Encrypts for some recipients, one at least, with the strongest cipher that all of them read. */
export function encryptMessage(content: Uint8Array, recipients: readonly PgpRecipient[]): EncryptedMessage {
  const bits = Math.min(...recipients.map((one) => one.aesBits)) as OpenPgpKey['aesBits'];
  const key = randomBytes(bits / 8);
  const checksum = key.reduce((sum, byte) => (sum + byte) % 65_536, 0);
  const session = Buffer.concat([Buffer.from([cipherNumber[bits]]), key, Buffer.from([checksum >> 8, checksum & 0xff])]);
  const wrapped = recipients.map(({ subkey }) =>
    packet(
      packetTag.sessionKey,
      Buffer.from([3]),
      subkey.fingerprint.subarray(-8),
      Buffer.from([subkey.algorithm]),
      wrappedFor(subkey, session),
    ),
  );
  return { bytes: Buffer.concat([...wrapped, protectedData(content, key)]), cipher: `AES-${bits}` };
}

function protectedData(content: Uint8Array, key: Buffer): Buffer {
  const begin = randomBytes(16);
  // Binary, without a name, without a date.
  const literal = packet(packetTag.literal, Buffer.from([0x62, 0, 0, 0, 0, 0]), content);
  const open = Buffer.concat([begin, begin.subarray(-2), literal, Buffer.from([0xc0 | packetTag.modificationDetection, 20])]);
  const whole = Buffer.concat([open, createHash('sha1').update(open).digest()]);
  const cipher = createCipheriv(`aes-${key.length * 8}-cfb`, key, Buffer.alloc(16));
  return packet(packetTag.protectedData, Buffer.from([1]), cipher.update(whole), cipher.final());
}

function wrappedFor(subkey: PublicKey, session: Buffer): Buffer {
  if (subkey.wrapping === undefined) return mpi(publicEncrypt({ key: subkey.key!, padding: constants.RSA_PKCS1_PADDING }, session));
  return byAgreement(subkey, session);
}

/** RFC 9580, 11.5: a fresh key agrees with the recipient's on one that wraps the session key, padded to a multiple of 8 bytes. */
function byAgreement({ key, wrapping, fingerprint, name }: PublicKey, session: Buffer): Buffer {
  const { curve, hash, wrapBits, parameters } = wrapping!;
  const own =
    name === 'Curve25519'
      ? generateKeyPairSync('x25519')
      : generateKeyPairSync('ec', { namedCurve: key!.asymmetricKeyDetails!.namedCurve! });
  const secret = diffieHellman({ privateKey: own.privateKey, publicKey: key! });
  const about = [
    Buffer.from([curve.length]),
    curve,
    Buffer.from([18, parameters.length]),
    parameters,
    Buffer.from('Anonymous Sender    '),
    fingerprint,
  ];
  const derived = createHash(hash)
    .update(Buffer.concat([Buffer.from([0, 0, 0, 1]), secret, ...about]))
    .digest();
  const padding = 8 - (session.length % 8);
  const cipher = createCipheriv(`id-aes${wrapBits}-wrap`, derived.subarray(0, wrapBits / 8), Buffer.alloc(8, 0xa6));
  const wrapped = Buffer.concat([cipher.update(Buffer.concat([session, Buffer.alloc(padding, padding)])), cipher.final()]);
  const point = elementsIn(elementsIn(own.publicKey.export({ type: 'spki', format: 'der' }))[0]!.content)[1]!.content.subarray(1);
  const written = name === 'Curve25519' ? Buffer.concat([Buffer.from([0x40]), point]) : point;
  return Buffer.concat([mpi(written), Buffer.from([wrapped.length]), wrapped]);
}
