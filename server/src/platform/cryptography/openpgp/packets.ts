/** What was given is no OpenPGP key that can be read here; says why. */
export class DamagedKey extends Error {}

/** Tags of packets (RFC 9580, 5). */
export const packetTag = {
  ...{ sessionKey: 1, signature: 2, privateKey: 5, publicKey: 6, privateSubkey: 7, literal: 11, userId: 13, subkey: 14 },
  ...{ userAttribute: 17, protectedData: 18, modificationDetection: 19 },
} as const;

export interface Packet {
  readonly tag: number;
  readonly body: Buffer;
}

/** The packets that stand one after another. @throws DamagedKey when one ends before it should */
export function readPackets(source: Buffer): Packet[] {
  const packets: Packet[] = [];
  for (let at = 0; at < source.length; ) {
    const { tag, begin, length } = headerAt(source, at);
    if (begin + length > source.length) throw new DamagedKey('The key is cut off, or it was changed on its way.');
    packets.push({ tag, body: source.subarray(begin, begin + length) });
    at = begin + length;
  }
  return packets;
}

/** The header of a packet in either format (RFC 9580, 4.2). Keys have no packets in parts. */
function headerAt(source: Buffer, at: number): { tag: number; begin: number; length: number } {
  const first = source[at]!;
  if (first < 0x80) throw new DamagedKey('This is no OpenPGP key.');
  if (first >= 0xc0) {
    const [begin, length] = lengthAt(source, at + 1);
    return { tag: first & 0x3f, begin, length };
  }
  const size = [1, 2, 4][first & 3];
  if (size === undefined || at + 1 + size > source.length) throw new DamagedKey('The key has a packet without an end.');
  return { tag: (first >> 2) & 0xf, begin: at + 1 + size, length: source.readUIntBE(at + 1, size) };
}

/** Where what follows a length begins, and the length: one, two or five bytes, as packets and subpackets have it. @throws DamagedKey */
export function lengthAt(source: Buffer, at: number, ofSubpacket = false): readonly [begin: number, length: number] {
  const [first, second] = [source[at], source[at + 1]];
  if (first !== undefined && first < 192) return [at + 1, first];
  if (first !== undefined && second !== undefined && (first < 224 || (ofSubpacket && first < 255))) {
    return [at + 2, ((first - 192) << 8) + second + 192];
  }
  if (first !== 255 || at + 5 > source.length) throw new DamagedKey('The key has a packet without an end.');
  return [at + 5, source.readUInt32BE(at + 1)];
}

/** A packet in the new format. */
export function packet(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const header = Buffer.from([0xc0 | tag, 255, 0, 0, 0, 0]);
  if (length < 192) return Buffer.concat([header.subarray(0, 1), Buffer.from([length]), ...parts]);
  header.writeUInt32BE(length, 2);
  return Buffer.concat([header, ...parts]);
}

/** Reads the fields of a packet one after another. @throws DamagedKey beyond its end */
export class Fields {
  readonly #source: Buffer;
  #at = 0;

  constructor(source: Buffer) {
    this.#source = source;
  }

  get position(): number {
    return this.#at;
  }

  bytes(length: number): Buffer {
    if (this.#at + length > this.#source.length) throw new DamagedKey('The key is cut off within a packet.');
    this.#at += length;
    return this.#source.subarray(this.#at - length, this.#at);
  }

  number(size: number): number {
    return this.bytes(size).readUIntBE(0, size);
  }

  rest(): Buffer {
    return this.bytes(this.#source.length - this.#at);
  }

  /** A whole number of any length: its bits are counted before it. */
  mpi(): Buffer {
    return this.bytes(Math.ceil(this.number(2) / 8));
  }
}

/** A whole number as packets have it. */
export function mpi(value: Uint8Array): Buffer {
  const begin = value.findIndex((byte) => byte !== 0);
  const digits = begin < 0 ? value.subarray(value.length) : value.subarray(begin);
  const bits = digits.length === 0 ? 0 : digits.length * 8 - Math.clz32(digits[0]!) + 24;
  return Buffer.concat([Buffer.from([bits >> 8, bits & 0xff]), digits]);
}
