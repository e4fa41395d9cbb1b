import type { DataSchema } from '../template/model.ts';
import { at, type DataType, escapePointer, isPattern, mainType } from './data-type.ts';
import { isDate, isDateTime } from './dates.ts';
import { Decimal } from './decimal.ts';

export interface DataFault {
  readonly code: 'data.missing' | 'data.wrong-type' | 'data.not-allowed' | 'data.unknown-field';
  readonly pointer: string;
  readonly message: string;
  readonly hint?: string;
}

/** Turns a JSON value into what expressions work on; reports what violates the schema and gives undefined for it. */
export type Reader = (value: unknown, pointer: string, faults: DataFault[]) => unknown;

/**
 * Compiles a schema to a reader that checks and converts in one pass: decimals become exact, integers CEL's, objects
 * instances of their type's class, `null` becomes missing.
 */
export function compileReader(schema: unknown, type: DataType, root: unknown = schema): Reader {
  const s = resolveReference(schema, root);
  const base = readerOf(s, type, root);
  const checks = constraints(s);
  if (checks.length === 0) return base;
  return (value, pointer, faults) => {
    const before = faults.length;
    const result = base(value, pointer, faults);
    if (result === undefined || faults.length > before) return result;
    for (const check of checks) {
      const fault = check(value, result);
      if (fault !== undefined) faults.push({ code: 'data.not-allowed', pointer, message: `${nameOf(pointer)} ${fault}` });
    }
    return result;
  };
}

function resolveReference(schema: unknown, root: unknown): DataSchema {
  let s = schema;
  for (let i = 0; i < 32 && isObject(s) && typeof s.$ref === 'string'; i++) s = at(root, s.$ref.slice(1));
  return isObject(s) ? s : {};
}

function readerOf(schema: DataSchema, type: DataType, root: unknown): Reader {
  switch (type.kind) {
    case 'text':
      return textReader(schema.format);
    case 'integer':
      return readInteger;
    case 'decimal':
      return readDecimal;
    case 'boolean':
      return (value, pointer, faults) => (typeof value === 'boolean' ? value : wrong(value, pointer, 'true or false', faults));
    case 'list':
      return listReader(compileReader(schema.items, type.item, root));
    case 'object':
      return objectReader(schema, type, root);
    case 'any':
      return anyReader(mainType(schema));
  }
}

/** Text of any kind, which most fields are. */
const readText: Reader = (value, pointer, faults) => (typeof value === 'string' ? value : wrong(value, pointer, 'text', faults));

function textReader(format: unknown): Reader {
  if (format !== 'date' && format !== 'date-time') return readText;
  const valid = format === 'date' ? isDate : isDateTime;
  const wanted = format === 'date' ? 'a date like 2026-03-31' : 'a moment like 2026-03-31T14:30:00Z';
  return (value, pointer, faults) => {
    if (typeof value !== 'string') return wrong(value, pointer, 'text', faults);
    if (!valid(value)) return wrong(value, pointer, wanted, faults);
    return value;
  };
}

const readInteger: Reader = (value, pointer, faults) =>
  typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : wrong(value, pointer, 'a whole number', faults);

const readDecimal: Reader = (value, pointer, faults) => {
  const decimal = typeof value === 'string' ? Decimal.parse(value) : typeof value === 'number' ? Decimal.fromNumber(value) : undefined;
  return decimal ?? wrong(value, pointer, 'a decimal number like 12.50', faults);
};

function listReader(item: Reader): Reader {
  return (value, pointer, faults) => {
    if (!Array.isArray(value)) return wrong(value, pointer, 'a list', faults);
    const list = new Array<unknown>(value.length);
    for (let i = 0; i < value.length; i++) {
      const element = value[i];
      if (element === null || element === undefined) missing(`${pointer}/${i}`, faults);
      else list[i] = item(element, `${pointer}/${i}`, faults);
    }
    return list;
  };
}

function objectReader(schema: DataSchema, type: DataType & { kind: 'object' }, root: unknown): Reader {
  const properties = schema.properties as Record<string, unknown>;
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const fields = [...type.fields].map(([key, field]) => ({
    key,
    // A record is JSON: only these names does it have without having a field of theirs.
    inherited: key in Object.prototype,
    read: compileReader(properties[key], field, root),
    required: required.has(key),
    suffix: `/${escapePointer(key)}`,
  }));
  const closed = schema.additionalProperties === false;
  return (value, pointer, faults) => {
    if (!isObject(value)) return wrong(value, pointer, 'an object', faults);
    const result = new type.make();
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i]!;
      const element = field.inherited && !Object.hasOwn(value, field.key) ? undefined : value[field.key];
      if (typeof element === 'string' && field.read === readText) result[field.key] = element;
      else if (element !== undefined && element !== null) result[field.key] = field.read(element, pointer + field.suffix, faults);
      else {
        // Objects of a type have all its fields, in one order: access to them is then fast.
        result[field.key] = undefined;
        if (field.required) missing(pointer + field.suffix, faults);
      }
    }
    if (closed) reportUnknown(value, type, pointer, faults);
    return result;
  };
}

function reportUnknown(value: object, type: DataType & { kind: 'object' }, pointer: string, faults: DataFault[]): void {
  for (const key of Object.keys(value)) {
    if (type.fields.has(key)) continue;
    faults.push({
      code: 'data.unknown-field',
      pointer: `${pointer}/${escapePointer(key)}`,
      message: `The schema knows no field "${key}".`,
    });
  }
}

function anyReader(wanted: string | undefined): Reader {
  return (value, pointer, faults) => {
    if (wanted === 'object' && !isObject(value)) return wrong(value, pointer, 'an object', faults);
    return convert(value, 0);
  };
}

/** Values without a schema: whole numbers become integers, other numbers decimals. */
export function convert(value: unknown, depth: number): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : Decimal.fromNumber(value);
  if (value === null || typeof value !== 'object') return value ?? undefined;
  if (depth > 64) return undefined;
  if (Array.isArray(value)) return value.map((v) => convert(v, depth + 1)).filter((v) => v !== undefined);
  const result: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') continue;
    const converted = convert(field, depth + 1);
    if (converted !== undefined) result[key] = converted;
  }
  return result;
}

type Constraint = (value: unknown, converted: unknown) => string | undefined;

function constraints(s: DataSchema): Constraint[] {
  const checks: Constraint[] = [];
  if (Array.isArray(s.enum)) {
    const allowed = new Set(s.enum);
    checks.push((v) => (allowed.has(v) ? undefined : `must be one of ${[...allowed].join(', ')}, not ${show(v)}.`));
  }
  if (s.const !== undefined) checks.push((v) => (v === s.const ? undefined : `must be ${show(s.const)}.`));
  if (typeof s.pattern === 'string' && isPattern(s.pattern)) {
    const pattern = new RegExp(s.pattern, 'u');
    checks.push((v) => (typeof v !== 'string' || pattern.test(v) ? undefined : `does not match ${s.pattern}.`));
  }
  lengths(s, checks);
  bound(s.minimum, checks, (order) => order >= 0, 'at least');
  bound(s.maximum, checks, (order) => order <= 0, 'at most');
  bound(s.exclusiveMinimum, checks, (order) => order > 0, 'more than');
  bound(s.exclusiveMaximum, checks, (order) => order < 0, 'less than');
  return checks;
}

function lengths(s: DataSchema, checks: Constraint[]): void {
  const text = (v: unknown) => (typeof v === 'string' ? [...v].length : undefined);
  const list = (v: unknown) => (Array.isArray(v) ? v.length : undefined);
  const limit = (bound: unknown, size: (v: unknown) => number | undefined, least: boolean, unit: string) => {
    if (typeof bound !== 'number') return;
    checks.push((v) => {
      const n = size(v);
      if (n === undefined || (least ? n >= bound : n <= bound)) return undefined;
      return `must have ${least ? 'at least' : 'at most'} ${bound} ${unit}, not ${n}.`;
    });
  };
  limit(s.minLength, text, true, 'characters');
  limit(s.maxLength, text, false, 'characters');
  limit(s.minItems, list, true, 'items');
  limit(s.maxItems, list, false, 'items');
}

function bound(limit: unknown, checks: Constraint[], holds: (order: number) => boolean, words: string): void {
  const decimal = typeof limit === 'number' ? Decimal.fromNumber(limit) : undefined;
  if (decimal === undefined) return;
  checks.push((_, converted) => {
    const n = typeof converted === 'bigint' ? Decimal.fromInteger(converted) : converted;
    return n instanceof Decimal && !holds(n.compare(decimal)) ? `must be ${words} ${decimal}, not ${n}.` : undefined;
  });
}

function missing(pointer: string, faults: DataFault[]): undefined {
  faults.push({ code: 'data.missing', pointer, message: `${nameOf(pointer)} is missing.` });
}

function wrong(value: unknown, pointer: string, wanted: string, faults: DataFault[]): undefined {
  faults.push({ code: 'data.wrong-type', pointer, message: `${nameOf(pointer)} must be ${wanted}, not ${show(value)}.` });
}

/** `/invoice/lines/3/amount` → `invoice.lines[3].amount`. */
export function nameOf(pointer: string): string {
  if (pointer === '') return 'The record';
  const parts = pointer
    .slice(1)
    .split('/')
    .map((p) => p.replaceAll('~1', '/').replaceAll('~0', '~'));
  return parts.reduce((name, part) => (/^\d+$/.test(part) ? `${name}[${part}]` : name === '' ? part : `${name}.${part}`), '');
}

function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value !== null && typeof value === 'object') return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);
