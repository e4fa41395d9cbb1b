import { describe, expect, it } from 'vitest';
import * as browser from './browser.ts';
import * as node from './node.ts';

const text = 'One envelope, two envelopes, three envelopes. '.repeat(200);
const bytes = new TextEncoder().encode(text);

describe.each([
  ['Node', node, browser],
  ['the browser', browser, node],
])('the runtime of %s', (_, own, other) => {
  it('compresses to what the other one can read', () => {
    for (const best of [false, true]) {
      const packed = own.deflate(bytes, best);
      expect(packed.length).toBeLessThan(bytes.length / 10);
      expect(Buffer.from(other.inflate(packed, bytes.length)).equals(bytes)).toBe(true);
    }
  });

  it('reads data of just the allowed length and refuses one byte more', () => {
    const packed = own.deflate(bytes);
    expect(own.inflate(packed, bytes.length)).toHaveLength(bytes.length);
    expect(() => own.inflate(packed, bytes.length - 1)).toThrow();
    expect(() => own.inflate(packed, 10)).toThrow();
  });

  it('compresses often as once, whatever came before', () => {
    const noise = Uint8Array.from({ length: 200_000 }, (_, i) => (Math.imul(i, 2_654_435_761) >>> 13) & 255);
    for (const input of [bytes, noise, new Uint8Array(0), bytes.subarray(0, 1), bytes]) {
      const packed = own.deflate(input);
      expect(Buffer.from(other.inflate(packed, input.length)).equals(Buffer.from(input))).toBe(true);
      expect(Buffer.from(own.deflate(input)).equals(Buffer.from(packed))).toBe(true);
    }
  });

  it('refuses damaged data', () => {
    const packed = own.deflate(bytes).slice();
    packed.fill(0xff, 4, 20);
    expect(() => own.inflate(packed, bytes.length)).toThrow();
  });

  it('hashes parts as the other one hashes the whole', () => {
    expect(Buffer.from(own.sha256([bytes.subarray(0, 1000), bytes.subarray(1000)])).equals(other.sha256([bytes]))).toBe(true);
  });

  it('hashes with every length of SHA-2 as the other one does', () => {
    for (const bits of [256, 384, 512] as const) expect([...own.sha2(bits, bytes)]).toEqual([...other.sha2(bits, bytes)]);
  });

  it('encrypts as the other one does', () => {
    for (const length of [16, 32]) {
      const key = Uint8Array.from({ length }, (_, i) => i * 7);
      const sealed = own.aesCbc(bytes.subarray(0, 160), key, bytes.subarray(0, 16));
      expect([...sealed]).toEqual([...other.aesCbc(bytes.subarray(0, 160), key, bytes.subarray(0, 16))]);
    }
  });

  it('tells the same bytes from others', () => {
    expect(own.sameBytes(bytes, bytes.slice())).toBe(true);
    expect(own.sameBytes(bytes, bytes.subarray(1))).toBe(false);
    expect(own.sameBytes(bytes, bytes.with(7, 0))).toBe(false);
  });

  it('turns strings of bytes into bytes', () => {
    expect([...own.latin1('A\0\u00ff(')]).toEqual([65, 0, 255, 40]);
  });
});
