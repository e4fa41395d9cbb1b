import { escapePointer } from '../expression/data-type.ts';
import { nearestName } from '../expression/nearest-name.ts';
import { definitions } from './schema.ts';
import type { Schema } from './schema-terms.ts';

/** A place where a document is not what the schema says. */
export interface StructureFault {
  readonly code:
    | 'structure.unknown-key'
    | 'structure.missing-key'
    | 'structure.wrong-type'
    | 'structure.not-allowed'
    | 'structure.too-deep';
  readonly pointer: string;
  readonly message: string;
  readonly hint?: string;
}

/** No sound template nests deeper; deeper input is hostile or broken. */
const MAX_DEPTH = 120;
/** After so many faults the rest tells nothing new. */
const MAX_FAULTS = 200;

/** Compares a document with a definition of `posthorn/1`. Works without `eval`, so also under a strict content security policy. */
export function validate(document: unknown, definition: 'template' | 'block' | 'brand'): StructureFault[] {
  const walker = new Walker();
  walker.walk(document, definitions[definition]!, '', 0);
  return walker.faults;
}

class Walker {
  readonly faults: StructureFault[] = [];

  walk(value: unknown, schema: Schema, pointer: string, depth: number): undefined {
    if (this.faults.length >= MAX_FAULTS) return;
    if (depth > MAX_DEPTH) return this.fault('structure.too-deep', pointer, `This is nested more than ${MAX_DEPTH} deep.`);
    if (schema.$ref !== undefined) return this.walk(value, definitions[schema.$ref.slice('#/$defs/'.length)]!, pointer, depth);
    if (schema.anyOf !== undefined) return this.alternatives(value, schema.anyOf, pointer, depth);
    if (schema.const !== undefined && value !== schema.const) {
      return this.fault('structure.not-allowed', pointer, `This must be "${schema.const}", not ${show(value)}.`);
    }
    if (schema.enum !== undefined && !schema.enum.includes(value as string)) return this.notAmong(value, schema.enum, pointer);
    if (schema.type === undefined) return;
    if (!isOfType(value, schema.type)) {
      return this.fault(
        'structure.wrong-type',
        pointer,
        `This must be ${A_TYPE[schema.type]}, not ${show(value)}.`,
        numberMeant(value, schema),
      );
    }
    if (typeof value === 'string') this.string(value, schema, pointer);
    else if (typeof value === 'number') this.number(value, schema, pointer);
    else if (Array.isArray(value)) this.array(value, schema, pointer, depth);
    else if (typeof value === 'object') this.object(value as Record<string, unknown>, schema, pointer, depth);
  }

  /** Says what is wrong with the alternative that was meant: that of the same `type`, else that of the same JSON type. */
  private alternatives(value: unknown, alternatives: readonly Schema[], pointer: string, depth: number): undefined {
    const resolved = alternatives.map((a) => (a.$ref === undefined ? a : definitions[a.$ref.slice('#/$defs/'.length)]!));
    const types = resolved.flatMap((a) => a.properties?.type?.const ?? []);
    if (types.length > 1 && isRecord(value)) {
      const meant = resolved.find((a) => a.properties?.type?.const === value.type);
      if (meant !== undefined) return this.walk(value, meant, pointer, depth);
      if (value.type === undefined) return this.fault('structure.missing-key', pointer, 'The key "type" is missing.');
      return this.notAmong(value.type, types, `${pointer}/type`);
    }
    const fitting = resolved.filter((a) => (a.const === undefined ? isOfType(value, a.type ?? 'object') : value === a.const));
    if (fitting.length === 0) {
      const wanted = new Set(resolved.map((a) => (a.const === undefined ? A_TYPE[a.type ?? 'object'] : `"${a.const}"`)));
      return this.fault('structure.wrong-type', pointer, `This must be ${[...wanted].join(' or ')}, not ${show(value)}.`);
    }
    // Among several objects the one that knows most of the keys is meant.
    const known = (a: Schema) => Object.keys(isRecord(value) ? value : {}).filter((key) => a.properties?.[key] !== undefined).length;
    const best = fitting.reduce((a, b) => (known(b) > known(a) ? b : a));
    this.walk(value, best, pointer, depth);
  }

  private notAmong(value: unknown, allowed: readonly (string | number)[], pointer: string): undefined {
    const near = typeof value === 'string' ? nearestName(value, allowed.map(String)) : undefined;
    const hint = near === undefined ? `Use ${allowed.join(', ')}.` : `Did you mean "${near}"?`;
    this.fault('structure.not-allowed', pointer, `${show(value)} is not allowed here.`, hint);
  }

  private string(value: string, schema: Schema, pointer: string): undefined {
    if (schema.minLength !== undefined && value.length < schema.minLength)
      this.fault('structure.not-allowed', pointer, 'This must not be empty.');
    if (schema.maxLength !== undefined && value.length > schema.maxLength) {
      this.fault('structure.not-allowed', pointer, `This has ${value.length} characters; ${schema.maxLength} are allowed.`);
    } else if (schema.pattern !== undefined && !patternOf(schema.pattern).test(value)) {
      this.fault(
        'structure.not-allowed',
        pointer,
        `${show(value)} is not allowed here.`,
        schema.description ?? `It must match ${schema.pattern}`,
      );
    }
  }

  private number(value: number, schema: Schema, pointer: string): undefined {
    const { minimum = -Infinity, maximum = Infinity } = schema;
    if (value < minimum || value > maximum) {
      this.fault('structure.not-allowed', pointer, `${value} is not allowed here.`, `It must be from ${minimum} to ${maximum}.`);
    }
  }

  private array(value: readonly unknown[], schema: Schema, pointer: string, depth: number): undefined {
    const { minItems = 0, maxItems = 10_000, items } = schema;
    if (value.length < minItems || value.length > maxItems) {
      this.fault('structure.not-allowed', pointer, `This list has ${value.length} items.`, `It must have from ${minItems} to ${maxItems}.`);
    } else if (items !== undefined) {
      for (let i = 0; i < value.length; i++) this.walk(value[i], items, `${pointer}/${i}`, depth + 1);
    }
  }

  private object(value: Record<string, unknown>, schema: Schema, pointer: string, depth: number): undefined {
    const { properties = {}, patternProperties, additionalProperties, required = [], minProperties = 0 } = schema;
    for (const key of required) {
      if (value[key] === undefined || !Object.hasOwn(value, key))
        this.fault('structure.missing-key', pointer, `The key "${key}" is missing.`, HOW_TO_ADD[key]);
    }
    const keys = Object.keys(value);
    if (keys.length < minProperties) this.fault('structure.missing-key', pointer, 'This must not be empty.');
    for (const key of keys) {
      const place = `${pointer}/${escapePointer(key)}`;
      const own = Object.hasOwn(properties, key) ? properties[key] : undefined;
      const byPattern = own ?? Object.entries(patternProperties ?? {}).find(([pattern]) => patternOf(pattern).test(key))?.[1];
      if (value[key] === undefined) continue;
      if (byPattern !== undefined) this.walk(value[key], byPattern, place, depth + 1);
      else if (additionalProperties === false) this.unknownKey(key, Object.keys(properties), place);
    }
  }

  private unknownKey(key: string, known: readonly string[], pointer: string): undefined {
    const near = nearestName(key, known);
    const list = known.length === 0 || known.length > 15 ? undefined : `Known keys are ${known.join(', ')}.`;
    this.fault(
      'structure.unknown-key',
      pointer,
      `The key "${key}" is not known here.`,
      near === undefined ? list : `Did you mean "${near}"?`,
    );
  }

  private fault(code: StructureFault['code'], pointer: string, message: string, hint?: string): undefined {
    this.faults.push(hint === undefined ? { code, pointer, message } : { code, pointer, message, hint });
  }
}

const A_TYPE: Readonly<Record<NonNullable<Schema['type']>, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
};

/** Keys of which what to write is not plain from their names. */
const HOW_TO_ADD: { readonly [key: string]: string } = {
  alt: 'Write what the picture tells to who cannot see it, "alt": "…"; or "alt": "" where it only decorates.',
};

/** For those who write lengths as style sheets have them. */
function numberMeant(value: unknown, { type }: Schema): string | undefined {
  const number = typeof value === 'string' && type === 'number' ? /^\s*(-?\d*\.?\d+)\s*[a-z%]*\s*$/i.exec(value)?.[1] : undefined;
  if (number === undefined) return undefined;
  return `Write a number without quotation marks and unit, such as ${Number(number)}: lengths are millimetres, sizes of type points.`;
}

const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);

function isOfType(value: unknown, type: NonNullable<Schema['type']>): boolean {
  switch (type) {
    case 'object':
      return isRecord(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'null';
  if (typeof value === 'object') return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

const patterns = new Map<string, RegExp>();

function patternOf(source: string): RegExp {
  let pattern = patterns.get(source);
  if (pattern === undefined) {
    pattern = new RegExp(source, 'u');
    patterns.set(source, pattern);
  }
  return pattern;
}
