import { hexValue, isSpace } from './characters.ts';

/** Undoes ASCIIHexDecode (ISO 32000-1, 7.4.2). */
export function decodeAsciiHex(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array((bytes.length + 1) >> 1);
  let digits = 0;
  for (const byte of bytes) {
    if (byte === 0x3e) break;
    const value = hexValue(byte);
    if (value < 0) continue;
    out[digits >> 1]! |= digits % 2 === 0 ? value << 4 : value;
    digits++;
  }
  return out.subarray(0, (digits + 1) >> 1);
}

/** Undoes ASCII85Decode (ISO 32000-1, 7.4.3). */
export function decodeAscii85(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  const flush = (): void => {
    if (group.length < 2) return;
    const size = group.length - 1;
    while (group.length < 5) group.push(84);
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let i = 0; i < size; i++) out.push(Math.floor(value / 256 ** (3 - i)) & 0xff);
    group = [];
  };
  for (const byte of bytes) {
    if (byte === 0x7e) break;
    if (isSpace(byte)) continue;
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else if (byte >= 0x21 && byte <= 0x75) {
      group.push(byte - 0x21);
      if (group.length === 5) flush();
    }
  }
  flush();
  return Uint8Array.from(out);
}

/** Undoes RunLengthDecode (ISO 32000-1, 7.4.5). */
export function decodeRunLength(bytes: Uint8Array, limit: number): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < bytes.length && out.length < limit; ) {
    const length = bytes[at++]!;
    if (length === 128) break;
    if (length < 128) {
      for (let i = 0; i <= length && at < bytes.length; i++) out.push(bytes[at++]!);
    } else if (at < bytes.length) {
      for (let i = 0; i < 257 - length; i++) out.push(bytes[at]!);
      at++;
    }
  }
  return Uint8Array.from(out);
}
