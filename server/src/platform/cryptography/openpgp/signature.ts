import { createHash, verify } from 'node:crypto';
import { integer, sequence } from '../der.ts';
import { DamagedKey, Fields, lengthAt } from './packets.ts';
import { algorithms, type PublicKey } from './public-key.ts';

/** What a signature of a key's owner says (RFC 9580, 5.2.3). */
export interface Signature {
  readonly type: number;
  readonly createdAt: Date;
  /** Seconds after the creation of the key at which it ends; absent: never. */
  readonly keyExpiresAfter?: number;
  /** What the key may be used for; absent where it does not say. */
  readonly flags?: number;
  /** Ciphers that its owner's programs read, the dearest first. */
  readonly ciphers?: readonly number[];
  readonly isPrimaryUserId: boolean;
  /** Ended by a lost or stolen key, or without a reason: what it signed before cannot be trusted either. */
  readonly hardRevocation: boolean;
}

/** Kinds of signatures (RFC 9580, 5.2.1). */
export const signatureType = {
  keyRevocation: 0x20,
  subkeyBinding: 0x18,
  subkeyRevocation: 0x28,
  direct: 0x1f,
  userRevocation: 0x30,
} as const;
export const isCertification = (type: number): boolean => type >= 0x10 && type <= 0x13;

const hashNames: Readonly<Record<number, string>> = { 2: 'sha1', 8: 'sha256', 9: 'sha384', 10: 'sha512', 11: 'sha224' };
/** Subpackets that are understood here; one that is critical and is not among them makes its signature void (RFC 9580, 5.2.3.7). */
const understood = new Set([2, 3, 4, 7, 9, 11, 16, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 32, 33, 34, 35, 39]);

/**
 * Reads a signature and checks that a key made it over some bytes.
 * @param about what it signs, as it is hashed
 * @returns undefined when it does not hold, or holds no more
 */
export function verifiedSignature(body: Buffer, signer: PublicKey, about: readonly Uint8Array[], now: Date): Signature | undefined {
  const fields = new Fields(body);
  if (fields.number(1) !== 4) return undefined;
  const [type, algorithm, hashNumber] = [fields.number(1), fields.number(1), fields.number(1)];
  const hash = hashNames[hashNumber];
  const subpackets = subpacketsIn(fields.bytes(fields.number(2)));
  const signedEnd = fields.position;
  fields.bytes(fields.number(2));
  fields.bytes(2);
  if (hash === undefined || algorithm !== signer.algorithm || subpackets === undefined || signer.key === undefined) return undefined;
  const trailer = Buffer.from([0x04, 0xff, 0, 0, 0, 0]);
  trailer.writeUInt32BE(signedEnd, 2);
  const signed = Buffer.concat([...about, body.subarray(0, signedEnd), trailer]);
  if (!holds(signer, hash, signed, fields)) return undefined;
  return saidBy(type, subpackets, now);
}

type Subpackets = ReadonlyMap<number, Buffer>;

/** The hashed subpackets by their type, the last of each; undefined when a critical one is not understood. */
function subpacketsIn(area: Buffer): Subpackets | undefined {
  const found = new Map<number, Buffer>();
  for (let at = 0; at < area.length; ) {
    const [begin, length] = lengthAt(area, at, true);
    if (length < 1 || begin + length > area.length) throw new DamagedKey('A signature of the key is cut off.');
    const type = area[begin]!;
    if (type >= 0x80 && !understood.has(type & 0x7f)) return undefined;
    found.set(type & 0x7f, area.subarray(begin + 1, begin + length));
    at = begin + length;
  }
  return found;
}

function saidBy(type: number, subpackets: Subpackets, now: Date): Signature | undefined {
  const seconds = (kind: number): number | undefined => {
    const bytes = subpackets.get(kind);
    return bytes?.length === 4 ? bytes.readUInt32BE() : undefined;
  };
  const created = seconds(2);
  if (created === undefined) return undefined;
  const createdAt = new Date(created * 1000);
  const lasts = seconds(3) ?? 0;
  if (createdAt > now || (lasts > 0 && created + lasts <= now.getTime() / 1000)) return undefined;
  const keyExpiresAfter = seconds(9) || undefined;
  const [flags, ciphers, reason] = [subpackets.get(27), subpackets.get(11), subpackets.get(29)?.[0]];
  return {
    ...{ type, createdAt, isPrimaryUserId: subpackets.get(25)?.[0] === 1 },
    // Superseded, and no longer used: softly.
    hardRevocation: reason !== 1 && reason !== 3 && reason !== 32,
    ...(keyExpiresAfter === undefined ? {} : { keyExpiresAfter }),
    ...(flags === undefined ? {} : { flags: flags[0] ?? 0 }),
    ...(ciphers === undefined ? {} : { ciphers: [...ciphers] }),
  };
}

function holds({ algorithm, key, name }: PublicKey, hash: string, signed: Buffer, fields: Fields): boolean {
  switch (algorithm) {
    case algorithms.rsa:
    case algorithms.rsaSigning: {
      const length = Math.ceil((key!.asymmetricKeyDetails!.modulusLength ?? 0) / 8);
      return verify(hash, signed, key!, padded(fields.mpi(), length));
    }
    case algorithms.dsa:
    case algorithms.ecdsa:
      return verify(hash, signed, key!, sequence(integer(fields.mpi()), integer(fields.mpi())));
    case algorithms.eddsa: {
      if (name !== 'Ed25519') return false;
      const both = Buffer.concat([padded(fields.mpi(), 32), padded(fields.mpi(), 32)]);
      return verify(null, createHash(hash).update(signed).digest(), key!, both);
    }
    case algorithms.ed25519:
      return verify(null, createHash(hash).update(signed).digest(), key!, fields.bytes(64));
    default:
      return false;
  }
}

/** Leading zeros are not written. */
const padded = (value: Buffer, length: number): Buffer => Buffer.concat([Buffer.alloc(Math.max(0, length - value.length)), value]);
