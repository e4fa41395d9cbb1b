import { Decimal } from './decimal.ts';

/** Writes a decimal as a locale does. */
export type NumberFormatter = (value: Decimal) => string;

/**
 * A formatter for exact decimals. Intl is asked once what the locale's signs are and where they stand; the digits are then put
 * in by hand, which is some ten times faster than `Intl.NumberFormat.format` and never goes through floating point.
 * The value is rounded commercially to the number of digits.
 */
export function makeNumberFormatter(locale: string, options: Intl.NumberFormatOptions & { digits?: number }): NumberFormatter {
  const { digits, ...rest } = options;
  const fixed = digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const intl = new Intl.NumberFormat(locale, { ...rest, ...fixed });
  const signs = readSigns(intl);
  const percent = options.style === 'percent';
  const places = digits ?? (options.style === 'currency' ? intl.resolvedOptions().maximumFractionDigits : undefined);
  return (value) => {
    const shown = percent ? value.times(HUNDRED) : value;
    const rounded = places === undefined ? trimZeros(shown) : shown.round(places, 'half-up');
    return write(rounded, signs);
  };
}

const HUNDRED = new Decimal(100n, 0);

interface Signs {
  readonly positive: readonly [before: string, after: string];
  readonly negative: readonly [before: string, after: string];
  readonly decimal: string;
  readonly group: string;
  /** Size of the group next to the point, and of the others (3 and 2 in Hindi). */
  readonly primary: number;
  readonly secondary: number;
  /** Least number of digits before grouping starts (5 in Spanish: 1234, but 12.345). */
  readonly groupFrom: number;
  /** Digits of the locale's script where they are not 0 to 9. */
  readonly digits: readonly string[] | undefined;
}

const NUMERIC = new Set(['integer', 'group', 'decimal', 'fraction']);

function readSigns(intl: Intl.NumberFormat): Signs {
  // Percent formatters multiply by a hundred; the sample then only has two more digits.
  const parts = intl.formatToParts(1234567890.123);
  const integers = parts.filter((p) => p.type === 'integer').map((p) => p.value);
  const fraction = new Intl.NumberFormat(intl.resolvedOptions().locale, {
    minimumFractionDigits: 1,
    numberingSystem: intl.resolvedOptions().numberingSystem,
  } as Intl.NumberFormatOptions);
  const shortest = [1000, 10_000, 100_000].findIndex((n) => fraction.formatToParts(n).some((p) => p.type === 'group'));
  const zero = fraction.formatToParts(0).find((p) => p.type === 'integer')!.value;
  const decimalOf = (f: Intl.NumberFormat) => f.formatToParts(1.5).find((p) => p.type === 'decimal')?.value;
  return {
    positive: around(parts),
    negative: around(intl.formatToParts(-1234567890.123)),
    decimal: decimalOf(intl) ?? decimalOf(fraction) ?? '.',
    group: parts.find((p) => p.type === 'group')?.value ?? '',
    primary: integers.at(-1)!.length,
    secondary: integers.length > 2 ? integers.at(-2)!.length : integers.at(-1)!.length,
    groupFrom: shortest < 0 ? Number.POSITIVE_INFINITY : 4 + shortest,
    digits: zero === '0' ? undefined : Array.from({ length: 10 }, (_, i) => String.fromCodePoint(zero.codePointAt(0)! + i)),
  };
}

function around(parts: readonly Intl.NumberFormatPart[]): [string, string] {
  const first = parts.findIndex((p) => NUMERIC.has(p.type));
  const last = parts.findLastIndex((p) => NUMERIC.has(p.type));
  const text = (some: readonly Intl.NumberFormatPart[]) => some.map((p) => p.value).join('');
  return [text(parts.slice(0, first)), text(parts.slice(last + 1))];
}

function write(value: Decimal, signs: Signs): string {
  const plain = value.toString();
  const negative = plain.charCodeAt(0) === 45;
  const point = value.scale === 0 ? plain.length : plain.length - value.scale - 1;
  let integer = grouped(plain.slice(negative ? 1 : 0, point), signs);
  let fraction = value.scale === 0 ? '' : plain.slice(point + 1);
  if (signs.digits) {
    integer = localDigits(integer, signs.digits);
    fraction = localDigits(fraction, signs.digits);
  }
  const [before, after] = negative ? signs.negative : signs.positive;
  return before + integer + (fraction === '' ? '' : signs.decimal + fraction) + after;
}

function grouped(integer: string, signs: Signs): string {
  if (integer.length < signs.groupFrom || integer.length <= signs.primary) return integer;
  let end = integer.length - signs.primary;
  let result = integer.slice(end);
  while (end > 0) {
    const start = Math.max(0, end - signs.secondary);
    result = integer.slice(start, end) + signs.group + result;
    end = start;
  }
  return result;
}

const localDigits = (text: string, digits: readonly string[]): string => text.replace(/\d/g, (d) => digits[Number(d)]!);

function trimZeros(value: Decimal): Decimal {
  let { unscaled, scale } = value;
  while (scale > 0 && unscaled % 10n === 0n) {
    unscaled /= 10n;
    scale -= 1;
  }
  return scale === value.scale ? value : new Decimal(unscaled, scale);
}
