import { Decimal } from './decimal.ts';
import { toDecimal } from './functions/number-functions.ts';

/** What operators and list macros of CEL do with values, as the closures use them. Types are checked before; errors here are of data without a schema. */

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Decimal);
}

export function bool(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new TypeError('A condition must be true or false.');
  return value;
}

type Macro = (items: readonly unknown[], body: (item: unknown) => unknown) => unknown;

export const MACROS: Record<string, Macro> = {
  map: (items, body) => items.map((item) => body(item)),
  filter: (items, body) => items.filter((item) => bool(body(item))),
  exists: (items, body) => quantify(items, body, true),
  all: (items, body) => quantify(items, body, false),
};

/** Like `||` and `&&` over a list: an error only counts where no other item decides. */
function quantify(items: readonly unknown[], body: (item: unknown) => unknown, decides: boolean): boolean {
  let failure: unknown;
  for (const item of items) {
    try {
      if (bool(body(item)) === decides) return decides;
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  return !decides;
}

export function iterable(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (isRecord(value)) return Object.keys(value).filter((key) => value[key] !== undefined);
  throw new TypeError('Only a list can be gone through.');
}

export function negated(value: unknown): unknown {
  if (value instanceof Decimal) return value.negated();
  if (typeof value === 'bigint') return -value;
  throw new TypeError('Only a number has an opposite.');
}

const MAX_INT = 2n ** 63n - 1n;
const MIN_INT = -(2n ** 63n);

function checkedInteger(value: bigint): bigint {
  if (value > MAX_INT || value < MIN_INT) throw new RangeError('The whole number is too large.');
  return value;
}

function arithmetic(integers: (a: bigint, b: bigint) => bigint, decimals: (a: Decimal, b: Decimal) => Decimal) {
  return (a: unknown, b: unknown): unknown => {
    if (typeof a === 'bigint' && typeof b === 'bigint') return checkedInteger(integers(a, b));
    return decimals(decimalOf(a), decimalOf(b));
  };
}

function decimalOf(value: unknown): Decimal {
  if (value instanceof Decimal) return value;
  if (typeof value === 'bigint') return toDecimal(value);
  throw new TypeError('Only numbers can be calculated with.');
}

const add = arithmetic(
  (a, b) => a + b,
  (a, b) => a.plus(b),
);

function ordered(test: (order: number) => boolean) {
  return (a: unknown, b: unknown): boolean => {
    if (typeof a === 'string' && typeof b === 'string') return test(a < b ? -1 : a > b ? 1 : 0);
    if (typeof a === 'bigint' && typeof b === 'bigint') return test(a < b ? -1 : a > b ? 1 : 0);
    if (typeof a === 'boolean' && typeof b === 'boolean') return test(Number(a) - Number(b));
    return test(decimalOf(a).compare(decimalOf(b)));
  };
}

function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Decimal || b instanceof Decimal) {
    const numbers = (v: unknown) => v instanceof Decimal || typeof v === 'bigint';
    return numbers(a) && numbers(b) && decimalOf(a).equals(decimalOf(b));
  }
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((v, i) => equal(v, b[i]));
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}

/** Operators with two operands. */
export const BINARY: Record<string, (a: unknown, b: unknown) => unknown> = {
  '+': (a, b) => {
    if (typeof a === 'string' && typeof b === 'string') return a + b;
    return Array.isArray(a) && Array.isArray(b) ? [...a, ...b] : add(a, b);
  },
  '-': arithmetic(
    (a, b) => a - b,
    (a, b) => a.minus(b),
  ),
  '*': arithmetic(
    (a, b) => a * b,
    (a, b) => a.times(b),
  ),
  '==': equal,
  '!=': (a, b) => !equal(a, b),
  '<': ordered((o) => o < 0),
  '<=': ordered((o) => o <= 0),
  '>': ordered((o) => o > 0),
  '>=': ordered((o) => o >= 0),
  in: (a, b) =>
    Array.isArray(b) ? b.some((v) => equal(a, v)) : isRecord(b) && typeof a === 'string' && Object.hasOwn(b, a) && b[a] !== undefined,
};
