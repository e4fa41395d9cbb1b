const CLEAR = 256;
const END = 257;

/**
 * Undoes LZWDecode (ISO 32000-1, 7.4.4).
 * @param early codes grow one code early (the default of PDF)
 * @param limit longest result
 */
export function decodeLzw(bytes: Uint8Array, early: boolean, limit: number): Uint8Array {
  // An entry is the entry before it and one byte more; written from its end.
  const prefix = new Uint16Array(4096);
  const last = new Uint8Array(4096);
  const lengths = new Uint16Array(4096);
  for (let code = 0; code < 256; code++) {
    last[code] = code;
    lengths[code] = 1;
  }
  let out = new Uint8Array(Math.min(limit, Math.max(256, bytes.length * 4)));
  let length = 0;
  let next = 258;
  let width = 9;
  let previous = -1;
  let bits = 0;
  let held = 0;
  const first = (code: number): number => {
    let at = code;
    while (at > END) at = prefix[at]!;
    return last[at]!;
  };
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (held >>> bits) & ((1 << width) - 1);
    held &= (1 << bits) - 1;
    if (code === END) break;
    if (code === CLEAR) {
      next = 258;
      width = 9;
      previous = -1;
      continue;
    }
    if (code > next || (code === next && previous < 0)) break;
    if (previous >= 0 && next < 4096) {
      prefix[next] = previous;
      last[next] = first(code === next ? previous : code);
      lengths[next] = lengths[previous]! + 1;
      next++;
    }
    const size = lengths[code]!;
    if (length + size > limit) break;
    if (length + size > out.length) {
      const larger = new Uint8Array(Math.min(limit, Math.max(out.length * 2, length + size)));
      larger.set(out);
      out = larger;
    }
    for (let at = code, i = length + size - 1; i >= length; i--, at = prefix[at]!) out[i] = last[at]!;
    length += size;
    previous = code;
    width = next + (early ? 1 : 0) >= 2048 ? 12 : next + (early ? 1 : 0) >= 1024 ? 11 : next + (early ? 1 : 0) >= 512 ? 10 : 9;
  }
  return out.subarray(0, length);
}
