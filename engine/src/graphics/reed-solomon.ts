/** Arithmetic in the field of 256 elements that QR codes use (polynomial 0x11d). */
const exponents = new Uint8Array(512);
const logarithms = new Uint8Array(256);
for (let i = 0, value = 1; i < 255; i++) {
  exponents[i] = value;
  exponents[i + 255] = value;
  logarithms[value] = i;
  value = value << 1 >= 256 ? (value << 1) ^ 0x11d : value << 1;
}

const generators = new Map<number, Uint8Array>();

/** Logarithms of the coefficients of the generator polynomial of a degree, without the leading one. */
function generator(degree: number): Uint8Array {
  let logs = generators.get(degree);
  if (logs === undefined) {
    const polynomial = new Uint8Array(degree);
    polynomial[degree - 1] = 1;
    for (let i = 0; i < degree; i++) {
      for (let j = 0; j < degree; j++) {
        polynomial[j] = (polynomial[j] === 0 ? 0 : exponents[logarithms[polynomial[j]!]! + i]!) ^ (polynomial[j + 1] ?? 0);
      }
    }
    logs = polynomial.map((coefficient) => logarithms[coefficient]!);
    generators.set(degree, logs);
  }
  return logs;
}

/** The error-correction codewords of a block. */
export function errorCorrection(data: Uint8Array, degree: number): Uint8Array {
  const logs = generator(degree);
  const remainder = new Uint8Array(degree);
  for (const byte of data) {
    const factor = byte ^ remainder[0]!;
    remainder.copyWithin(0, 1);
    remainder[degree - 1] = 0;
    if (factor === 0) continue;
    const log = logarithms[factor]!;
    for (let i = 0; i < degree; i++) remainder[i]! ^= exponents[logs[i]! + log]!;
  }
  return remainder;
}
