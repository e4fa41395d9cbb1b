/*
 * DER (ITU-T X.690), as far as certificates and CMS need it: elements with short tags and definite lengths.
 */

/** Whatever was given is no DER, or not what was expected there. */
export class DamagedDer extends Error {}

/** An element: its tag, its whole bytes, and what it holds. */
export interface Element {
  readonly tag: number;
  readonly bytes: Buffer;
  readonly content: Buffer;
}

/** The elements that stand one after another. @throws DamagedDer */
export function elementsIn(bytes: Uint8Array): Element[] {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const elements: Element[] = [];
  for (let at = 0; at < source.length; ) {
    const element = elementAt(source, at);
    elements.push(element);
    at += element.bytes.length;
  }
  return elements;
}

function elementAt(source: Buffer, at: number): Element {
  const tag = source[at]!;
  const first = source[at + 1];
  if (first === undefined || (tag & 0x1f) === 0x1f || first === 0x80) throw new DamagedDer('an element without tag or length');
  const digits = first < 0x80 ? 0 : first & 0x7f;
  const begin = at + 2 + digits;
  if (digits > 4 || begin > source.length) throw new DamagedDer('an element without length');
  const length = digits === 0 ? first : source.readUIntBE(at + 2, digits);
  if (begin + length > source.length) throw new DamagedDer('an element longer than what it stands in');
  return { tag, bytes: source.subarray(at, begin + length), content: source.subarray(begin, begin + length) };
}

/** An element of this tag. @param parts what it holds, one after another */
export function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from([tag]), lengthOf(length), ...parts]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const digits = length < 0x1_00 ? 1 : length < 0x1_00_00 ? 2 : length < 0x1_00_00_00 ? 3 : 4;
  const bytes = Buffer.alloc(1 + digits, 0x80 | digits);
  bytes.writeUIntBE(length, 1, digits);
  return bytes;
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => element(0x30, ...parts);
/** Members of a set stand in the order of their bytes. */
export const setOf = (...members: readonly Uint8Array[]): Buffer => element(0x31, ...members.toSorted(Buffer.compare));
export const octets = (bytes: Uint8Array): Buffer => element(0x04, bytes);
export const bits = (bytes: Uint8Array): Buffer => element(0x03, Buffer.from([0]), bytes);
export const nothing = (): Buffer => element(0x05);
/** A constructed element tagged by its context. */
export const tagged = (number: number, ...parts: readonly Uint8Array[]): Buffer => element(0xa0 | number, ...parts);

/** A whole number that is not negative, small or as bytes. */
export function integer(value: number | Uint8Array): Buffer {
  const bytes = typeof value === 'number' ? Buffer.from([value]) : withoutZeros(value);
  return (bytes[0] ?? 0) >= 0x80 ? element(0x02, Buffer.from([0]), bytes) : element(0x02, bytes.length === 0 ? Buffer.from([0]) : bytes);
}

export function withoutZeros(bytes: Uint8Array): Uint8Array {
  const begin = bytes.findIndex((byte) => byte !== 0);
  return begin < 0 ? bytes.subarray(bytes.length) : bytes.subarray(begin);
}

/** An object identifier such as `1.2.840.113549.1.7.1`. */
export function oid(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first! * 40 + second!, ...rest.flatMap(inSevenBits)]));
}

function inSevenBits(value: number): number[] {
  const digits = [value % 128];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left % 128) | 0x80);
  return digits;
}
