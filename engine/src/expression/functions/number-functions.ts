import { Decimal } from '../decimal.ts';
import { makeNumberFormatter, type NumberFormatter } from '../number-format.ts';
import { type EngineFunction, FunctionError } from './engine-function.ts';

type Numeric = Decimal | bigint;

export const toDecimal = (value: Numeric): Decimal => (typeof value === 'bigint' ? Decimal.fromInteger(value) : value);

/** Formatting of numbers by locale, exact arithmetic and explicit rounding. */
export function numberFunctions(locale: string): EngineFunction[] {
  return [...formatting(locale), ...arithmetic];
}

function formatting(locale: string): EngineFunction[] {
  const currencies = new Map<string, NumberFormatter>();
  const money = (currency: string): NumberFormatter => {
    let formatter = currencies.get(currency);
    if (formatter === undefined) {
      if (!/^[A-Z]{3}$/.test(currency)) throw new FunctionError(`"${currency}" is not a currency.`, 'Use an ISO 4217 code such as EUR.');
      formatter = makeNumberFormatter(locale, { style: 'currency', currency });
      currencies.set(currency, formatter);
    }
    return formatter;
  };
  const plain = cachedByDigits((digits) => makeNumberFormatter(locale, digits === undefined ? {} : { digits }));
  const percent = cachedByDigits((digits) =>
    makeNumberFormatter(locale, { style: 'percent', ...(digits === undefined ? {} : { digits }) }),
  );
  return [
    {
      name: 'money',
      signatures: ['(decimal, string): string', '(int, string): string'],
      description: 'An amount with its currency, as the language writes it; rounded commercially to the digits of the currency.',
      example: "money(invoice.total, 'EUR')",
      call: (amount: Numeric, currency: string) => money(currency)(toDecimal(amount)),
    },
    {
      name: 'number',
      signatures: ['(decimal): string', '(decimal, int): string', '(int): string', '(int, int): string'],
      description: 'A number with the separators of the language, with all its digits or a given number of them behind the point.',
      example: 'number(line.quantity, 0)',
      call: (value: Numeric, digits?: bigint) => plain(digits)(toDecimal(value)),
    },
    {
      name: 'percent',
      signatures: ['(decimal): string', '(decimal, int): string', '(int): string', '(int, int): string'],
      description: 'A share as a percentage: 0.19 is 19 %.',
      example: 'percent(line.taxRate)',
      call: (value: Numeric, digits?: bigint) => percent(digits)(toDecimal(value)),
    },
  ];
}

function cachedByDigits(make: (digits: number | undefined) => NumberFormatter): (digits: bigint | undefined) => NumberFormatter {
  const cache = new Map<number | undefined, NumberFormatter>();
  return (digits) => {
    const key = digits === undefined ? undefined : places(digits);
    let formatter = cache.get(key);
    if (formatter === undefined) {
      formatter = make(key);
      cache.set(key, formatter);
    }
    return formatter;
  };
}

function places(digits: bigint): number {
  if (digits < 0n || digits > 20n) throw new FunctionError(`${digits} is not a number of digits from 0 to 20.`);
  return Number(digits);
}

function sum(list: readonly Numeric[]): Numeric {
  if (list.every((v) => typeof v === 'bigint')) return list.reduce<bigint>((total, v) => total + v, 0n);
  let total = Decimal.zero;
  for (const value of list) {
    if (typeof value !== 'bigint' && !(value instanceof Decimal)) throw new FunctionError('sum() only adds numbers.');
    total = total.plus(toDecimal(value));
  }
  return total;
}

function asDecimal(value: unknown): Decimal {
  const decimal = typeof value === 'string' ? Decimal.parse(value) : toDecimal(value as Numeric);
  if (decimal === undefined) throw new FunctionError(`"${value}" is not a decimal number.`);
  return decimal;
}

const order = (a: Numeric, b: Numeric): number => toDecimal(a).compare(toDecimal(b));

const ROUND = ['(decimal, int): decimal'];
const PAIRS = ['(decimal, decimal): decimal', '(int, int): int', '(decimal, int): decimal', '(int, decimal): decimal'];

/** The first where it is wanted, else the second; a decimal as soon as one of them is. */
function choose(a: Numeric, b: Numeric, first: boolean): Numeric {
  const chosen = first ? a : b;
  return typeof a === typeof b ? chosen : toDecimal(chosen);
}

const arithmetic: EngineFunction[] = [
  {
    name: 'sum',
    signatures: ['(list<decimal>): decimal', '(list<int>): int'],
    description: 'The exact sum of a list of numbers.',
    example: 'sum(invoice.lines.map(l, l.amount))',
    call: (list: Numeric[]) => {
      const total = sum(list);
      return list.length === 0 ? Decimal.zero : total;
    },
  },
  {
    name: 'round',
    signatures: ROUND,
    description: 'Rounds commercially: a tie goes away from zero.',
    example: 'round(net * 0.19, 2)',
    call: (value: Decimal, digits: bigint) => value.round(places(digits), 'half-up'),
  },
  {
    name: 'roundHalfEven',
    signatures: ROUND,
    description: "Banker's rounding: a tie goes to the even digit.",
    example: 'roundHalfEven(interest, 2)',
    call: (value: Decimal, digits: bigint) => value.round(places(digits), 'half-even'),
  },
  {
    name: 'roundDown',
    signatures: ROUND,
    description: 'Cuts digits off, towards zero.',
    example: 'roundDown(points, 0)',
    call: (value: Decimal, digits: bigint) => value.round(places(digits), 'down'),
  },
  {
    name: 'roundUp',
    signatures: ROUND,
    description: 'Rounds away from zero.',
    example: 'roundUp(hours, 0)',
    call: (value: Decimal, digits: bigint) => value.round(places(digits), 'up'),
  },
  {
    name: 'divide',
    signatures: [
      '(decimal, decimal, int): decimal',
      '(int, int, int): decimal',
      '(decimal, int, int): decimal',
      '(int, decimal, int): decimal',
    ],
    description: 'The quotient to a number of digits behind the point, rounded commercially.',
    example: 'divide(invoice.total, 3, 2)',
    call: (a: Numeric, b: Numeric, digits: bigint) => {
      if (toDecimal(b).unscaled === 0n) throw new FunctionError('Division by zero.');
      return toDecimal(a).dividedBy(toDecimal(b), places(digits), 'half-up');
    },
  },
  {
    name: 'abs',
    signatures: ['(decimal): decimal', '(int): int'],
    description: 'The number without its sign.',
    example: 'abs(invoice.total)',
    call: (value: Numeric) => (typeof value === 'bigint' ? (value < 0n ? -value : value) : value.absolute()),
  },
  {
    name: 'min',
    signatures: PAIRS,
    description: 'The smaller of two numbers.',
    example: 'min(invoice.total, limit)',
    call: (a: Numeric, b: Numeric) => choose(a, b, order(a, b) <= 0),
  },
  {
    name: 'max',
    signatures: PAIRS,
    description: 'The greater of two numbers.',
    example: "max(invoice.total, decimal('0'))",
    call: (a: Numeric, b: Numeric) => choose(a, b, order(a, b) >= 0),
  },
  {
    name: 'decimal',
    signatures: ['(string): decimal', '(int): decimal', '(decimal): decimal'],
    description: 'An exact decimal from text or a whole number.',
    example: "decimal('0.19')",
    call: asDecimal,
  },
  {
    name: 'string',
    signatures: ['(decimal): string'],
    description: 'A number in plain notation, for codes and references; people read number() or money().',
    example: 'string(invoice.total)',
    call: (value: unknown) => String(value),
  },
];
