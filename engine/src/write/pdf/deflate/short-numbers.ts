/** Numbers below this are written as one code: object numbers, numbers of marks, widths. */
export const SHORT_NUMBERS = 1000;
/** Bits of the digits of a number that are held together beside their count. */
const MOST_BITS = 27;

/** What the digits of each short number add to a checksum: `weighted << 10 | sum << 2 | digits`. */
export const NUMBER_SUMS = Int32Array.from({ length: SHORT_NUMBERS }, (_, value) => {
  let [sum, weighted] = [0, 0];
  const digits = String(value);
  for (let i = 0; i < digits.length; i++) {
    sum += digits.charCodeAt(i);
    weighted += sum;
  }
  return (weighted << 10) | (sum << 2) | digits.length;
});

/**
 * The digits of each short number one behind the other, `bits << 5 | count`; 0 for those that take too many bits.
 * @param symbols by byte, `bits << 4 | count`
 */
export function numberCodes(symbols: Uint16Array): Int32Array {
  return Int32Array.from({ length: SHORT_NUMBERS }, (_, value) => {
    let [bits, count] = [0, 0];
    for (const digit of String(value)) {
      const code = symbols[digit.charCodeAt(0)]!;
      bits += (code >> 4) * 2 ** count;
      count += code & 15;
    }
    return count > MOST_BITS ? 0 : (bits << 5) | count;
  });
}
