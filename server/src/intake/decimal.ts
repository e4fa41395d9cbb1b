/** An exact decimal number: `units` · 10^-`scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

export const zero: Decimal = { units: 0n, scale: 0 };

/** Reads `-12.50`; undefined for anything else. No exponents, no blanks, at most 40 characters. */
export function parseDecimal(text: string): Decimal | undefined {
  if (text.length > 40 || !/^[+-]?\d+(\.\d+)?$/.test(text)) return undefined;
  const point = text.indexOf('.');
  if (point < 0) return { units: BigInt(text), scale: 0 };
  return { units: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 };
}

/** The same number with at least so many digits after the point. */
export function withDigits(number: Decimal, digits: number): Decimal {
  return digits > number.scale ? { units: number.units * 10n ** BigInt(digits - number.scale), scale: digits } : number;
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

export function add(a: Decimal, b: Decimal): Decimal {
  if (a.scale === b.scale) return { units: a.units + b.units, scale: a.scale };
  const scale = Math.max(a.scale, b.scale);
  return { units: withDigits(a, scale).units + withDigits(b, scale).units, scale };
}

/** Digits with all places: `-12.50`. */
export function decimalText(number: Decimal): string {
  const { units, scale } = number;
  if (scale === 0) return String(units);
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
