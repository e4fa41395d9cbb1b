const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;

/** Bytes that a number may take: twenty digits, a sign, and two digits behind a point. */
export const LONGEST_NUMBER = 24;

/** Writes a whole number in decimal notation; returns where it ends. There must be room for `LONGEST_NUMBER` bytes. */
export function spellInteger(all: Uint8Array, at: number, value: number): number {
  if (value < 0) {
    all[at++] = MINUS;
    value = -value;
  }
  if (value < 10) {
    all[at] = ZERO + value;
    return at + 1;
  }
  let count = 2;
  for (let limit = 100; value >= limit; limit *= 10) count++;
  const end = at + count;
  let rest = value;
  for (let place = end - 1; place >= at; place--) {
    const next = Math.floor(rest / 10);
    all[place] = ZERO + rest - next * 10;
    rest = next;
  }
  return end;
}

/** Writes a number that is given in hundredths, a whole number, as PDF spells it: `70.87`, `-3.5`, `12`. */
export function spellHundredths(all: Uint8Array, at: number, value: number): number {
  if (value < 0) {
    all[at++] = MINUS;
    value = -value;
  }
  const whole = Math.floor(value / 100);
  at = spellInteger(all, at, whole);
  const fraction = value - whole * 100;
  if (fraction === 0) return at;
  const tenths = (fraction / 10) | 0;
  const rest = fraction - tenths * 10;
  all[at++] = POINT;
  all[at++] = ZERO + tenths;
  if (rest !== 0) all[at++] = ZERO + rest;
  return at;
}
