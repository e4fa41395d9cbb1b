import type { DataSchema } from '../template/model.ts';

/**
 * What a value of the record is, as expressions see it. Made from the template's JSON Schema; `null` and absent are the same
 * thing to a template: the value is missing.
 */
export type DataType =
  | { readonly kind: 'text' | 'integer' | 'decimal' | 'boolean' | 'any' }
  | { readonly kind: 'list'; readonly item: DataType }
  | ObjectType;

export interface ObjectType {
  readonly kind: 'object';
  /** Name of the type in expressions, e.g. `invoice.lines`. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, DataType>;
  /** Values are instances of a class of their own, so that expressions know their type and access is fast. */
  readonly make: new () => Record<string, unknown>;
}

export interface SchemaFault {
  readonly pointer: string;
  readonly message: string;
  readonly hint?: string;
}

/** Names that mean something else to JavaScript or to CEL; a field cannot be called so. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

const KEYWORDS = new Set([
  ...['$schema', '$id', '$defs', '$ref', '$comment', 'title', 'description', 'examples', 'default', 'deprecated', 'type', 'properties'],
  ...['required', 'additionalProperties', 'items', 'enum', 'const', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum'],
  ...['exclusiveMinimum', 'exclusiveMaximum', 'minItems', 'maxItems', 'format'],
]);

/** Turns a JSON Schema into the types that expressions are checked against. Faults are reported, never thrown. */
export function dataTypeOf(schema: unknown, name: string, report: (fault: SchemaFault) => void): DataType {
  return new SchemaReader(schema, report).read(schema, name, '', []);
}

/** The type of a constant, e.g. of the brand. */
export function dataTypeOfValue(value: unknown, name: string): DataType {
  if (typeof value === 'string') return { kind: 'text' };
  if (typeof value === 'boolean') return { kind: 'boolean' };
  if (typeof value === 'number') return { kind: Number.isInteger(value) ? 'integer' : 'decimal' };
  if (Array.isArray(value)) return { kind: 'list', item: value.length === 0 ? { kind: 'any' } : dataTypeOfValue(value[0], name) };
  if (value === null || typeof value !== 'object') return { kind: 'any' };
  const fields = new Map<string, DataType>();
  for (const [key, field] of Object.entries(value)) {
    if (!FORBIDDEN.has(key)) fields.set(key, dataTypeOfValue(field, `${name}.${typeName(key)}`));
  }
  return { kind: 'object', name, fields, make: name === '' ? makeRecordClass() : makeClass() };
}

/** The CEL name of a type. */
export function celTypeOf(type: DataType): string {
  switch (type.kind) {
    case 'text':
      return 'string';
    case 'integer':
      return 'int';
    case 'boolean':
      return 'bool';
    case 'decimal':
      return 'decimal';
    case 'any':
      return 'dyn';
    case 'list':
      return `list<${celTypeOf(type.item)}>`;
    case 'object':
      return type.name;
  }
}

/** A `$ref` may point to a definition; definitions may nest but not without end. */
const MAX_DEPTH = 32;

class SchemaReader {
  private readonly root: unknown;
  private readonly report: (fault: SchemaFault) => void;

  constructor(root: unknown, report: (fault: SchemaFault) => void) {
    this.root = root;
    this.report = report;
  }

  read(schema: unknown, name: string, pointer: string, refs: readonly string[]): DataType {
    if (schema === true || schema === undefined) return { kind: 'any' };
    if (schema === null || typeof schema !== 'object' || Array.isArray(schema)) {
      return this.fault(pointer, 'A schema must be an object.');
    }
    const s = schema as DataSchema;
    if (typeof s.$ref === 'string') return this.reference(s.$ref, name, pointer, refs);
    for (const keyword of Object.keys(s)) {
      if (!KEYWORDS.has(keyword)) this.fault(`${pointer}/${escapePointer(keyword)}`, `The schema keyword "${keyword}" is not supported.`);
    }
    if (typeof s.pattern === 'string' && !isPattern(s.pattern)) this.fault(`${pointer}/pattern`, 'The pattern is no regular expression.');
    if (pointer.split('/').length > MAX_DEPTH * 2) return this.fault(pointer, 'The schema is nested too deeply.');
    return this.ofType(s, mainType(s), name, pointer, refs);
  }

  private ofType(s: DataSchema, type: string | undefined, name: string, pointer: string, refs: readonly string[]): DataType {
    switch (type) {
      case 'string':
        return { kind: s.format === 'decimal' ? 'decimal' : 'text' };
      case 'number':
        return { kind: 'decimal' };
      case 'integer':
        return { kind: 'integer' };
      case 'boolean':
        return { kind: 'boolean' };
      case 'array':
        return { kind: 'list', item: this.read(s.items, name, `${pointer}/items`, refs) };
      case 'object':
        return this.object(s, name, pointer, refs);
      case undefined:
        if (s.format === 'decimal') return { kind: 'decimal' };
        return s.properties === undefined ? { kind: 'any' } : this.object(s, name, pointer, refs);
      default:
        return this.fault(
          `${pointer}/type`,
          `"${String(s.type)}" is not a type.`,
          'Use string, number, integer, boolean, array or object.',
        );
    }
  }

  private object(s: DataSchema, name: string, pointer: string, refs: readonly string[]): DataType {
    const properties = s.properties;
    if (properties === undefined) return { kind: 'any' };
    if (properties === null || typeof properties !== 'object' || Array.isArray(properties)) {
      return this.fault(`${pointer}/properties`, '"properties" must be an object.');
    }
    const fields = new Map<string, DataType>();
    for (const [key, field] of Object.entries(properties)) {
      const place = `${pointer}/properties/${escapePointer(key)}`;
      if (FORBIDDEN.has(key)) this.fault(place, `A field cannot be called "${key}".`);
      else fields.set(key, this.read(field, name === '' ? typeName(key) : `${name}.${typeName(key)}`, place, refs));
    }
    for (const key of Array.isArray(s.required) ? s.required : []) {
      if (fields.has(key)) continue;
      const name = typeof key === 'string' ? `"${key}"` : 'Something that is no name';
      this.fault(`${pointer}/required`, `${name} is required but not among the properties.`);
    }
    return { kind: 'object', name: name === '' ? 'record' : name, fields, make: name === '' ? makeRecordClass() : makeClass() };
  }

  private reference(ref: string, name: string, pointer: string, refs: readonly string[]): DataType {
    if (refs.includes(ref)) return this.fault(`${pointer}/$ref`, `"${ref}" refers to itself.`);
    const target = ref.startsWith('#/') ? at(this.root, ref.slice(1)) : undefined;
    if (target === undefined)
      return this.fault(`${pointer}/$ref`, `"${ref}" does not exist in this schema.`, 'References look like #/$defs/name.');
    return this.read(target, name, pointer, [...refs, ref]);
  }

  private fault(pointer: string, message: string, hint?: string): DataType {
    this.report(hint === undefined ? { pointer, message } : { pointer, message, hint });
    return { kind: 'any' };
  }
}

export function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'u').source !== '';
  } catch {
    return false;
  }
}

/** The one type of a schema beside `null`. */
export function mainType(schema: DataSchema): string | undefined {
  const type = schema.type;
  if (typeof type === 'string') return type;
  if (!Array.isArray(type)) return undefined;
  const others = type.filter((t) => t !== 'null');
  return others.length === 1 ? String(others[0]) : undefined;
}

/** The value at a JSON Pointer; undefined where there is none. */
export function at(root: unknown, pointer: string): unknown {
  let value = root;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

export const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** The expression library takes no type of one letter. */
const typeName = (key: string): string => key.replaceAll(/\W/g, '_').padEnd(2, '_');

/** Of a record, beside whose fields stand those that are in every scope. */
function makeRecordClass(): new () => Record<string, unknown> {
  return class {
    [key: string]: unknown;
    brand: unknown = undefined;
    now: unknown = undefined;
  };
}

function makeClass(): new () => Record<string, unknown> {
  return class {
    [key: string]: unknown;
  };
}
