import { withoutArmour } from './armour.ts';
import { DamagedKey, type Packet, packetTag, readPackets } from './packets.ts';
import { algorithms, type PublicKey, readPublicKey } from './public-key.ts';
import { isCertification, type Signature, signatureType, verifiedSignature } from './signature.ts';

/** A key within the key to which messages can be encrypted. */
export interface EncryptionSubkey {
  readonly key: PublicKey;
  /** Absent: it never ends. */
  readonly endsAt?: Date;
}

/** The public key of somebody (a transferable public key, RFC 9580, 10.1), as far as its own signatures bear out what it says. */
export interface OpenPgpKey {
  /** Of the primary key, in upper-case hexadecimal digits. */
  readonly fingerprint: string;
  /** Names with addresses, such as `Anna Berg <anna@example.org>`. */
  readonly userIds: readonly string[];
  /** E-mail addresses in these, in lower case. */
  readonly addresses: readonly string[];
  readonly createdAt: Date;
  readonly endsAt?: Date;
  readonly revoked: boolean;
  /** To which one can encrypt, some perhaps ended, the newest first; none where the key is for signing only or of kinds that are not spoken here. */
  readonly subkeys: readonly EncryptionSubkey[];
  /** Bits of AES that its owner's programs read; the most among those. */
  readonly aesBits: 128 | 192 | 256;
}

/** Photographs and signatures of others make keys large; larger ones are none. */
const mostBytes = 1_000_000;
/** Each is verified; keys that many have signed have some hundred. */
const mostSignatures = 1_000;
/** Of a name with its address, in bytes. */
const longestName = 1_000;
const mayEncrypt = 0x04 | 0x08;

/** Reads a public key, armoured or not; of several the first. @throws DamagedKey */
export function readOpenPgpKey(source: Uint8Array, now: Date): OpenPgpKey {
  if (source.length > mostBytes) throw new DamagedKey('The file is too large for a key.');
  const [first, ...rest] = readPackets(withoutArmour(source));
  if (first?.tag === packetTag.privateKey)
    throw new DamagedKey('This is a private key. Only its owner may have it: ask for the public key.');
  if (first?.tag !== packetTag.publicKey) throw new DamagedKey('This is no OpenPGP key: it does not begin with a public key.');
  const next = rest.findIndex(({ tag }) => tag === packetTag.publicKey);
  const own = next < 0 ? rest : rest.slice(0, next);
  if (own.filter(({ tag }) => tag === packetTag.signature).length > mostSignatures)
    throw new DamagedKey(`The key has more than ${mostSignatures} signatures: ask for it without those of others.`);
  return keyOf(readPublicKey(first.body), partsOf(own), now);
}

/** A packet that signatures follow, and these. */
interface Part {
  readonly packet?: Packet;
  readonly signatures: Buffer[];
}

function partsOf(packets: readonly Packet[]): Part[] {
  const parts: Part[] = [{ signatures: [] }];
  for (const packet of packets) {
    if (packet.tag === packetTag.signature) parts.at(-1)!.signatures.push(packet.body);
    else if ([packetTag.userId, packetTag.userAttribute, packetTag.subkey].some((tag) => tag === packet.tag))
      parts.push({ packet, signatures: [] });
  }
  return parts;
}

function keyOf(primary: PublicKey, parts: readonly Part[], now: Date): OpenPgpKey {
  const byOwner = (bodies: readonly Buffer[], ...about: readonly Uint8Array[]): Signature[] =>
    bodies
      .flatMap((body) => verifiedSignature(body, primary, [primary.hashed, ...about], now) ?? [])
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const [own] = parts as [Part, ...Part[]];
  const ofKey = byOwner(own.signatures);
  const users = parts
    .filter(({ packet }) => packet?.tag === packetTag.userId && packet.body.length <= longestName)
    .map(({ packet, signatures }) => userOf(packet!.body, signatures, byOwner));
  const standing = users.filter((user) => user !== undefined);
  const direct = ofKey.find(({ type }) => type === signatureType.direct);
  const speaking = direct ?? (standing.find(({ says }) => says.isPrimaryUserId) ?? standing[0])?.says;
  if (speaking === undefined)
    throw new DamagedKey('No signature of its owner holds: the key was changed on its way, or is of a kind that is not read here.');
  const ends = endOf(primary, speaking);
  const subkeys = parts.flatMap((part) =>
    part.packet?.tag === packetTag.subkey ? subkeyOf(part.packet.body, part.signatures, byOwner, ends) : [],
  );
  const userIds = standing.map(({ name }) => name);
  return {
    fingerprint: primary.fingerprint.toString('hex').toUpperCase(),
    ...{ userIds, addresses: [...new Set(userIds.flatMap(addressIn))], createdAt: primary.createdAt },
    ...(ends === undefined ? {} : { endsAt: ends }),
    revoked: ofKey.some(({ type }) => type === signatureType.keyRevocation),
    subkeys: [...subkeys.sort((a, b) => b.key.createdAt.getTime() - a.key.createdAt.getTime()), ...ownUse(primary, speaking, ends)],
    aesBits: aesBitsOf(standing[0]?.says.ciphers ?? speaking.ciphers ?? []),
  };
}

type ByOwner = (bodies: readonly Buffer[], ...about: readonly Uint8Array[]) => Signature[];

/** What the owner says last of a name; undefined where nothing, or that it is one no more. */
function userOf(name: Buffer, signatures: readonly Buffer[], byOwner: ByOwner): { name: string; says: Signature } | undefined {
  const length = Buffer.alloc(5, 0xb4);
  length.writeUInt32BE(name.length, 1);
  const [newest, ...older] = byOwner(signatures, length, name).filter(
    ({ type }) => isCertification(type) || type === signatureType.userRevocation,
  );
  if (newest === undefined || newest.type === signatureType.userRevocation) return undefined;
  const revoked = older.some(({ type, hardRevocation }) => type === signatureType.userRevocation && hardRevocation);
  return revoked ? undefined : { name: name.toString().replace(/\p{Cc}/gu, ' '), says: newest };
}

function subkeyOf(body: Buffer, signatures: readonly Buffer[], byOwner: ByOwner, primaryEnds: Date | undefined): EncryptionSubkey[] {
  const key = subkeyIn(body);
  if (key === undefined) return [];
  const [newest, ...older] = byOwner(signatures, key.hashed).filter(
    ({ type }) => type === signatureType.subkeyBinding || type === signatureType.subkeyRevocation,
  );
  if (
    newest?.type !== signatureType.subkeyBinding ||
    older.some(({ type, hardRevocation }) => type === signatureType.subkeyRevocation && hardRevocation)
  )
    return [];
  if (!encrypts(key, newest.flags)) return [];
  const ends = [endOf(key, newest), primaryEnds].filter((end) => end !== undefined).sort((a, b) => a.getTime() - b.getTime())[0];
  return [{ key, ...(ends === undefined ? {} : { endsAt: ends }) }];
}

/** A subkey of a kind that is not read here takes none of the others with it. */
function subkeyIn(body: Buffer): PublicKey | undefined {
  try {
    return readPublicKey(body);
  } catch (error) {
    if (error instanceof DamagedKey) return undefined;
    throw error;
  }
}

/** Keys of long ago are one key for everything. */
function ownUse(primary: PublicKey, { flags }: Signature, ends: Date | undefined): EncryptionSubkey[] {
  if (flags === undefined || !encrypts(primary, flags)) return [];
  return [{ key: primary, ...(ends === undefined ? {} : { endsAt: ends }) }];
}

/** Whether one can encrypt to a key, and its owner wants it. @param flags absent where the owner does not say */
function encrypts({ algorithm, key, wrapping }: PublicKey, flags: number | undefined): boolean {
  if (key === undefined || (flags !== undefined && (flags & mayEncrypt) === 0)) return false;
  return algorithm === algorithms.rsa || algorithm === algorithms.rsaEncryption || wrapping !== undefined;
}

const endOf = ({ createdAt }: PublicKey, { keyExpiresAfter }: Signature): Date | undefined =>
  keyExpiresAfter === undefined ? undefined : new Date(createdAt.getTime() + keyExpiresAfter * 1000);

/** AES-128 is what everybody reads (RFC 9580, 12.1). */
function aesBitsOf(ciphers: readonly number[]): OpenPgpKey['aesBits'] {
  if (ciphers.includes(9)) return 256;
  return ciphers.includes(8) ? 192 : 128;
}

const addressIn = (userId: string): string[] => {
  const address = /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(userId)?.[1] ?? (/^\S+@\S+$/.test(userId.trim()) ? userId.trim() : undefined);
  return address === undefined ? [] : [address.toLowerCase()];
};
