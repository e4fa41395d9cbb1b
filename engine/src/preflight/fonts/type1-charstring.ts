/** The cipher of Type 1 fonts, and the width at the start of their charstrings. */

/** Undoes eexec and charstring encryption (Adobe Type 1 Font Format, chapter 7); the first `skip` bytes are random and dropped. */
export function decryptType1(bytes: Uint8Array, key: number, skip: number): Uint8Array {
  const plain = new Uint8Array(bytes.length);
  let state = key;
  for (let index = 0; index < bytes.length; index++) {
    const cipher = bytes[index]!;
    plain[index] = cipher ^ (state >> 8);
    state = ((cipher + state) * 52845 + 22719) & 0xffff;
  }
  return plain.subarray(Math.min(skip, plain.length));
}

const maxSteps = 1000;

/**
 * Runs a charstring as far as `hsbw` or `sbw`, which begin each of them.
 * @returns the horizontal width in glyph units, or null where none is told.
 */
export function widthOfType1(charstring: Uint8Array, subroutines: ReadonlyMap<number, Uint8Array>): number | null {
  const stack: number[] = [];
  const calls: { code: Uint8Array; at: number }[] = [{ code: charstring, at: 0 }];
  for (let step = 0; step < maxSteps; step++) {
    const frame = calls.at(-1);
    if (!frame) return null;
    if (frame.at >= frame.code.length) {
      calls.pop();
      continue;
    }
    const first = frame.code[frame.at]!;
    if (first >= 32) {
      frame.at = pushNumber(frame.code, frame.at, stack);
      continue;
    }
    const operator = first === 12 ? 0x0c00 + (frame.code[frame.at + 1] ?? 0) : first;
    frame.at += first === 12 ? 2 : 1;
    if (operator === 13) return stack.length >= 2 ? stack.at(-1)! : null;
    if (operator === 0x0c07) return stack.length >= 4 ? stack.at(-2)! : null;
    if (operator === 0x0c0c) {
      const divisor = stack.pop() ?? 1;
      stack.push((stack.pop() ?? 0) / (divisor || 1));
    } else if (operator === 10) {
      const routine = subroutines.get(stack.pop() ?? -1);
      if (!routine || calls.length > 10) return null;
      calls.push({ code: routine, at: 0 });
    } else if (operator === 11) calls.pop();
    else return null;
  }
  return null;
}

function pushNumber(code: Uint8Array, at: number, stack: number[]): number {
  const first = code[at]!;
  const byte = (step: number): number => code[at + step] ?? 0;
  let value = first - 139;
  let next = at + 1;
  if (first === 255) [value, next] = [(byte(1) << 24) | (byte(2) << 16) | (byte(3) << 8) | byte(4), at + 5];
  else if (first >= 251) [value, next] = [-(first - 251) * 256 - byte(1) - 108, at + 2];
  else if (first >= 247) [value, next] = [(first - 247) * 256 + byte(1) + 108, at + 2];
  if (stack.length < 64) stack.push(value);
  return next;
}
