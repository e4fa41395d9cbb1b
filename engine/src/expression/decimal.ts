/** Upper bound for the digits behind the point; keeps hostile data from growing numbers without end. */
const MAX_SCALE = 400;

const POWERS: bigint[] = Array.from({ length: 40 }, (_, i) => 10n ** BigInt(i));
const power = (n: number): bigint => POWERS[n] ?? 10n ** BigInt(n);

/** What to do with digits that are cut off: `half-up` is commercial rounding (ties away from zero), `half-even` the banker's. */
export type Rounding = 'half-up' | 'half-even' | 'down' | 'up';

/**
 * An exact decimal number: an integer and how many of its digits stand behind the point. Money is counted in these, never in
 * floating point. Values are immutable; `1.50` and `1.5` are equal, the number of digits is kept for display.
 */
export class Decimal {
  static readonly zero: Decimal = new Decimal(0n, 0);

  /** The number times ten to the power of `scale`. */
  readonly unscaled: bigint;
  /** Digits behind the point, 0 or more. */
  readonly scale: number;

  constructor(unscaled: bigint, scale: number) {
    this.unscaled = unscaled;
    this.scale = scale;
  }

  /** Reads plain decimal notation (`-12.50`); undefined where the text is none. */
  static parse(text: string): Decimal | undefined {
    if (text.length <= SHORT) return parseShort(text);
    if (!/^[+-]?\d{1,200}(\.\d{1,200})?$/.test(text)) return undefined;
    const point = text.indexOf('.');
    if (point < 0) return new Decimal(BigInt(text.charCodeAt(0) === 43 ? text.slice(1) : text), 0);
    const start = text.charCodeAt(0) === 43 ? 1 : 0;
    return new Decimal(BigInt(text.slice(start, point) + text.slice(point + 1)), text.length - point - 1);
  }

  /** The decimal that a JavaScript number is written as (0.1 is one tenth); undefined for NaN and infinities. */
  static fromNumber(value: number): Decimal | undefined {
    if (!Number.isFinite(value)) return undefined;
    if (Number.isSafeInteger(value)) return new Decimal(BigInt(value), 0);
    const [digits = '', exponent] = String(value).split('e');
    const plain = Decimal.parse(digits)!;
    if (exponent === undefined) return plain;
    const scale = plain.scale - Number(exponent);
    return scale >= 0 ? new Decimal(plain.unscaled, scale) : new Decimal(plain.unscaled * power(-scale), 0);
  }

  static fromInteger(value: bigint): Decimal {
    return new Decimal(value, 0);
  }

  plus(other: Decimal): Decimal {
    if (this.scale === other.scale) return new Decimal(this.unscaled + other.unscaled, this.scale);
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.unscaledAt(scale) + other.unscaledAt(scale), scale);
  }

  minus(other: Decimal): Decimal {
    return this.plus(other.negated());
  }

  times(other: Decimal): Decimal {
    const scale = this.scale + other.scale;
    if (scale > MAX_SCALE) throw new RangeError('A number has too many digits behind the point.');
    return new Decimal(this.unscaled * other.unscaled, scale);
  }

  /** The quotient to `digits` behind the point. @throws RangeError on division by zero */
  dividedBy(other: Decimal, digits: number, rounding: Rounding): Decimal {
    if (other.unscaled === 0n) throw new RangeError('Division by zero.');
    const shift = digits + other.scale - this.scale;
    const numerator = shift >= 0 ? this.unscaled * power(shift) : this.unscaled;
    const denominator = shift >= 0 ? other.unscaled : other.unscaled * power(-shift);
    return new Decimal(divide(numerator, denominator, rounding), digits);
  }

  /** The number with exactly `digits` digits behind the point. */
  round(digits: number, rounding: Rounding): Decimal {
    if (digits === this.scale) return this;
    if (digits > this.scale) return new Decimal(this.unscaledAt(digits), digits);
    return new Decimal(divide(this.unscaled, power(this.scale - digits), rounding), digits);
  }

  negated(): Decimal {
    return new Decimal(-this.unscaled, this.scale);
  }

  absolute(): Decimal {
    return this.unscaled < 0n ? this.negated() : this;
  }

  /** Negative, zero or positive, as this is less than, equal to or greater than the other. */
  compare(other: Decimal): number {
    const scale = Math.max(this.scale, other.scale);
    const a = this.unscaledAt(scale);
    const b = other.unscaledAt(scale);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  equals(other: Decimal): boolean {
    return this.compare(other) === 0;
  }

  /** Plain notation with all its digits, e.g. `-12.50`. */
  toString(): string {
    if (this.scale === 0) return this.unscaled.toString();
    const digits = (this.unscaled < 0n ? -this.unscaled : this.unscaled).toString().padStart(this.scale + 1, '0');
    const point = digits.length - this.scale;
    return `${this.unscaled < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
  }

  toJSON(): string {
    return this.toString();
  }

  private unscaledAt(scale: number): bigint {
    return scale === this.scale ? this.unscaled : this.unscaled * power(scale - this.scale);
  }
}

/** Whole numbers of so many digits are exact as doubles. */
const SHORT = 15;
const POINT = 0x2e;

/** Amounts are short: reading them digit by digit takes a third of what a regular expression and a `BigInt` of text do. */
function parseShort(text: string): Decimal | undefined {
  const { length } = text;
  const first = text.charCodeAt(0);
  const negative = first === 0x2d;
  const start = negative || first === 0x2b ? 1 : 0;
  let value = 0;
  let point = -1;
  for (let i = start; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code === POINT && point < 0 && i > start) point = i;
    else if (code >= 0x30 && code <= 0x39) value = value * 10 + code - 0x30;
    else return undefined;
  }
  if (length === start || point === length - 1) return undefined;
  return new Decimal(BigInt(negative ? -value : value), point < 0 ? 0 : length - point - 1);
}

function divide(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const a = numerator < 0n ? -numerator : numerator;
  const b = denominator < 0n ? -denominator : denominator;
  const quotient = a / b;
  const rest = a % b;
  const rounded = rest === 0n || !awayFromZero(quotient, rest * 2n, b, rounding) ? quotient : quotient + 1n;
  return negative ? -rounded : rounded;
}

function awayFromZero(quotient: bigint, twiceRest: bigint, divisor: bigint, rounding: Rounding): boolean {
  if (rounding === 'up') return true;
  if (rounding === 'down') return false;
  if (twiceRest !== divisor) return twiceRest > divisor;
  return rounding === 'half-up' || quotient % 2n === 1n;
}
