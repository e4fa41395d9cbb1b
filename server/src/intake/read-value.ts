import type { Fault } from './csv/row.ts';
import { dateReader } from './date-format.ts';
import { type Decimal, decimalText, parseDecimal, withDigits } from './decimal.ts';
import type { ColumnFieldSpec } from './mapping-schema.ts';

/** A value of a row: text, dates as ISO 8601 text, numbers, exact decimals; undefined where the file has none. */
export type Value = string | number | boolean | Decimal | undefined;

/** The text of one column → its value, or what is wrong with it. */
export type ValueReader = (text: string) => { readonly value: Value } | { readonly fault: Fault };

type Convert = (text: string) => Value | Wrong;
/** What is wrong with a text, without the field. */
interface Wrong {
  readonly wrong: { readonly code: string; readonly reason: string; readonly hint?: string };
}
const wrong = (code: string, reason: string, hint?: string): Wrong => ({
  wrong: hint === undefined ? { code, reason } : { code, reason, hint },
});
const isWrong = (value: Value | Wrong): value is Wrong => typeof value === 'object' && 'wrong' in value;

/**
 * A reader for a column, made once per file.
 * @throws Error with a sentence when the specification itself makes no sense (a bad regular expression, an unknown date format)
 */
export function valueReader(spec: ColumnFieldSpec): ValueReader {
  const tidy = tidyText(spec);
  const convert = converter(spec);
  const checks = [...patternCheck(spec), ...lengthCheck(spec)];
  const fallback = spec.default ?? '';
  const missing = spec.missing ?? { code: 'value-missing', reason: 'A value is missing', hint: `Fill in the column ${spec.column}` };
  const read = (text: string): ReturnType<ValueReader> => {
    const tidied = tidy(text) || fallback;
    if (tidied === '') {
      if (spec.required) return { fault: { field: spec.column, ...missing } };
      return { value: spec.type === 'text' && spec.default !== undefined ? '' : undefined };
    }
    for (const check of checks) {
      const found = check(tidied);
      if (found) return { fault: { field: spec.column, ...found.wrong } };
    }
    const value = convert(tidied);
    return isWrong(value) ? { fault: { field: spec.column, ...value.wrong } } : { value };
  };
  return remembering(read);
}

/** Rows of one record repeat themselves: the last text is not read twice. */
function remembering(read: ValueReader): ValueReader {
  let last: string | undefined;
  let answer: ReturnType<ValueReader> = { value: undefined };
  return (text) => {
    if (text !== last) {
      answer = read(text);
      last = text;
    }
    return answer;
  };
}

function tidyText(spec: ColumnFieldSpec): (text: string) => string {
  const steps = (spec.replace ?? []).map((step) => ({ pattern: new RegExp(step.pattern, 'gu'), with: step.with }));
  const cases = spec.cases?.map((one) => ({ pattern: new RegExp(one.pattern, 'u'), value: one.value }));
  return (text) => {
    let tidied = text.trim();
    if (spec.collapse) tidied = tidied.replace(/\s+/g, ' ');
    for (const step of steps) tidied = tidied.replace(step.pattern, step.with);
    if (!cases) return tidied;
    return cases.find((one) => one.pattern.test(tidied))?.value ?? '';
  };
}

type Check = (text: string) => Wrong | undefined;

function patternCheck(spec: ColumnFieldSpec): Check[] {
  if (spec.pattern === undefined) return [];
  const pattern = new RegExp(spec.pattern, 'u');
  return [
    (text) => (pattern.test(text) ? undefined : wrong('pattern', 'The value does not have the expected form', `Expected: ${spec.pattern}`)),
  ];
}

function lengthCheck(spec: ColumnFieldSpec): Check[] {
  const most = spec.maxLength;
  if (most === undefined) return [];
  return [(text) => (text.length <= most ? undefined : wrong('too-long', `The text is longer than ${most} characters`))];
}

function converter(spec: ColumnFieldSpec): Convert {
  switch (spec.type) {
    case 'text':
      return (text) => text;
    case 'enum':
      return enumOf(spec);
    case 'boolean':
      return booleanOf(spec);
    case 'integer':
      return integerOf(spec);
    case 'decimal':
      return decimalOf(spec);
    default:
      return dateOf(spec);
  }
}

function enumOf(spec: ColumnFieldSpec): Convert {
  const values = new Set(spec.values);
  if (values.size === 0) throw new Error('an enum needs "values"');
  return (text) =>
    values.has(text) ? text : wrong('not-in-list', 'The value is none of those that there are', `One of: ${[...values].join(', ')}`);
}

function booleanOf(spec: ColumnFieldSpec): Convert {
  const yes = new Set(spec.true ?? ['true', 'yes', '1']);
  const no = new Set(spec.false ?? ['false', 'no', '0']);
  const hint = `Yes: ${[...yes].join(', ')}; no: ${[...no].join(', ')}`;
  return (text) => (yes.has(text) ? true : no.has(text) ? false : wrong('not-boolean', 'The value is neither yes nor no', hint));
}

/** `1.234,50` → `1234.50`, by the signs of the mapping. */
function plainNumber(spec: ColumnFieldSpec): (text: string) => string {
  const group = spec.groupSign;
  const sign = spec.decimalSign ?? '.';
  return (text) => {
    const joined = group === undefined ? text : text.replaceAll(group, '');
    return sign === '.' ? joined : joined.includes('.') ? '' : joined.replace(sign, '.');
  };
}

function integerOf(spec: ColumnFieldSpec): Convert {
  const plain = plainNumber(spec);
  const least = spec.min === undefined ? Number.MIN_SAFE_INTEGER : Number(spec.min);
  const most = spec.max === undefined ? Number.MAX_SAFE_INTEGER : Number(spec.max);
  if (Number.isNaN(least) || Number.isNaN(most)) throw new Error('"min" and "max" of an integer must be integers');
  return (text) => {
    const digits = plain(text);
    if (!/^[+-]?\d{1,16}$/.test(digits))
      return wrong('not-integer', 'The value is no whole number', 'Digits with an optional sign, e.g. 12 or -3');
    const value = Number(digits);
    return value >= least && value <= most ? value : wrong('out-of-range', 'The number is outside of what is allowed', rangeHint(spec));
  };
}

function decimalOf(spec: ColumnFieldSpec): Convert {
  const plain = plainNumber(spec);
  const bound = (text: string | undefined): Decimal | undefined => {
    const value = text === undefined ? undefined : parseDecimal(text);
    if (text !== undefined && value === undefined) throw new Error('"min" and "max" of a decimal must be decimals, like "0.01"');
    return value;
  };
  const least = bound(spec.min);
  const most = bound(spec.max);
  const hint = `Digits with an optional sign and "${spec.decimalSign ?? '.'}", e.g. ${spec.decimalSign === ',' ? '12,50' : '12.50'}`;
  return (text) => {
    const value = parseDecimal(plain(text));
    if (value === undefined) return wrong('not-decimal', 'The value is no number', hint);
    if ((least && compare(value, least) < 0) || (most && compare(value, most) > 0)) {
      return wrong('out-of-range', 'The number is outside of what is allowed', rangeHint(spec));
    }
    return withDigits(value, spec.digits ?? 0);
  };
}

function compare(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = withDigits(a, scale).units - withDigits(b, scale).units;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function dateOf(spec: ColumnFieldSpec): Convert {
  const format = spec.format ?? 'yyyy-MM-dd';
  const read = dateReader(format);
  if (!read) throw new Error(`"${format}" is no date format: it needs yyyy, MM (or M) and dd (or d)`);
  return (text) => {
    const moment = read(text);
    if (moment === undefined) return wrong('not-a-date', 'The value is no date of the expected form', `Expected: ${format}`);
    const value = spec.type === 'date' ? moment.slice(0, 10) : moment;
    if ((spec.min !== undefined && value < spec.min) || (spec.max !== undefined && value > spec.max)) {
      return wrong('out-of-range', 'The date is outside of what is allowed', rangeHint(spec));
    }
    return value;
  };
}

const rangeHint = (spec: ColumnFieldSpec): string => `Allowed: ${spec.min ?? '…'} to ${spec.max ?? '…'}`;

/** The value as JSON holds it: decimals as text with all their digits. */
export function jsonValue(value: Value): string | number | boolean | undefined {
  return typeof value === 'object' ? decimalText(value) : value;
}
