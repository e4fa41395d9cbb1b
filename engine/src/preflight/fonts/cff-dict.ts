/** The two containers of a CFF font: INDEX (items by number) and DICT (operands by operator). */

/** Items by number, cut from the font's bytes when asked for. */
export interface CffIndex {
  readonly count: number;
  /** Where the data after this index begin. */
  readonly end: number;
  /** @throws RangeError where the index points outside the font. */
  readonly item: (index: number) => Uint8Array;
}

/** Reads an INDEX. @throws RangeError where it lies outside the font. */
export function readIndex(view: DataView, at: number): CffIndex {
  const count = view.getUint16(at);
  if (count === 0) return { count, end: at + 2, item: outside };
  const size = view.getUint8(at + 2);
  if (size < 1 || size > 4) throw new RangeError('An INDEX has offsets of 1 to 4 bytes.');
  const data = at + 2 + (count + 1) * size;
  const offset = (index: number): number => {
    let value = 0;
    for (let step = 0; step < size; step++) value = value * 256 + view.getUint8(at + 3 + index * size + step);
    return data + value;
  };
  const end = offset(count);
  const item = (index: number): Uint8Array => {
    const from = offset(index);
    const to = offset(index + 1);
    if (index >= count || to < from || to > view.byteLength) throw new RangeError('An INDEX points outside the font.');
    return new Uint8Array(view.buffer, view.byteOffset + from, to - from);
  };
  return { count, end, item };
}

function outside(): never {
  throw new RangeError('An empty INDEX has no items.');
}

/**
 * Reads a DICT.
 * @returns operands by operator; two-byte operators are 0x0c00 + the second byte.
 */
export function readDict(bytes: Uint8Array): Map<number, number[]> {
  const dict = new Map<number, number[]>();
  let operands: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at]!;
    if (first <= 21) {
      const operator = first === 12 ? 0x0c00 + (bytes[at + 1] ?? 0) : first;
      dict.set(operator, operands);
      operands = [];
      at += first === 12 ? 2 : 1;
    } else {
      const [value, next] = readOperand(bytes, at);
      if (operands.length < 513) operands.push(value);
      at = next;
    }
  }
  return dict;
}

function readOperand(bytes: Uint8Array, at: number): [value: number, next: number] {
  const first = bytes[at]!;
  const byte = (step: number): number => bytes[at + step] ?? 0;
  if (first === 30) return readReal(bytes, at + 1);
  if (first === 28) return [((byte(1) << 24) | (byte(2) << 16)) >> 16, at + 3];
  if (first === 29) return [(byte(1) << 24) | (byte(2) << 16) | (byte(3) << 8) | byte(4), at + 5];
  if (first <= 246) return [first - 139, at + 1];
  if (first <= 250) return [(first - 247) * 256 + byte(1) + 108, at + 2];
  return [-(first - 251) * 256 - byte(1) - 108, at + 2];
}

const nibbles = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', 'E', 'E-', '', '-'];

function readReal(bytes: Uint8Array, at: number): [value: number, next: number] {
  let text = '';
  for (let next = at; next < bytes.length; next++) {
    for (const nibble of [bytes[next]! >> 4, bytes[next]! & 15]) {
      if (nibble === 15) return [Number(text) || 0, next + 1];
      text += nibbles[nibble];
    }
  }
  return [Number(text) || 0, bytes.length];
}
