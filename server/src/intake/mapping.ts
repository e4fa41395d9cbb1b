import { createHash } from 'node:crypto';
import { Compile } from 'typebox/compile';
import { PosthornError } from '../platform/errors/index.ts';
import './errors.ts';
import type { Fault, Row } from './csv/row.ts';
import { type Decimal, multiply } from './decimal.ts';
import { type ColumnFieldSpec, type FieldSpec, type Mapping, MappingSchema } from './mapping-schema.ts';
import { type Value, type ValueReader, valueReader } from './read-value.ts';

/** Values of one row by field. */
export type Values = { readonly [field: string]: Value };

/** A mapping made ready for files with one header. */
export interface RowConverter {
  /** Exact values of a row, or the first thing that is wrong with it. */
  convert(row: Row): { readonly values: Values } | { readonly fault: Fault };
  /** The key of the row's record, also where other fields are faulty; undefined when it cannot be read. */
  keyOf(row: Row): string | undefined;
}

const schema = Compile(MappingSchema);

/**
 * Checks a mapping: its form, that every name refers to something, that regular expressions and date formats make sense.
 * @throws PosthornError `import.mapping-invalid` with the fields at fault
 */
export function checkMapping(value: unknown, name = 'The mapping'): Mapping {
  if (!schema.Check(value)) {
    const found = schema.Errors(value).filter((e) => e.message !== 'schema is false');
    const fields = found.slice(0, 5).map((e) => ({ field: e.instancePath || '/', message: messageOf(e) }));
    throw invalid(name, fields);
  }
  const problems = [...referenceProblems(value), ...specProblems(value)];
  if (problems.length > 0) throw invalid(name, problems);
  return value;
}

function messageOf(error: { message: string; params: object }): string {
  const extra = 'additionalProperties' in error.params ? `: ${String(error.params.additionalProperties)}` : '';
  return error.message + extra;
}

function invalid(name: string, fields: { field: string; message: string }[]): PosthornError {
  return new PosthornError('import.mapping-invalid', {
    detail: `${name} is invalid: ${fields.map((f) => `${f.field} ${f.message}`).join('; ')}.`,
    fields,
  });
}

function* referenceProblems(mapping: Mapping): Generator<{ field: string; message: string }> {
  const { record } = mapping;
  const used: [string, string | undefined][] = [
    ['/record/key', record.key],
    ['/record/customer', record.customer],
    ['/record/date', record.date],
    ...Object.entries(record.fields).map(([path, field]): [string, string] => [`/record/fields/${path}`, field]),
    ...(record.lines?.fields ?? []).map((field, i): [string, string] => [`/record/lines/fields/${i}`, field]),
    ...Object.entries(record.sums ?? {}).map(([path, field]): [string, string] => [`/record/sums/${path}`, field]),
  ];
  for (const [place, field] of used) {
    if (field !== undefined && !(field in mapping.fields)) yield { field: place, message: `there is no field "${field}"` };
  }
  for (const [path, field] of Object.entries(record.sums ?? {})) {
    if (!isNumeric(mapping.fields[field])) yield { field: `/record/sums/${path}`, message: 'only integers and decimals can be summed' };
    if (!record.lines?.fields.includes(field)) yield { field: `/record/sums/${path}`, message: 'the field must be one of the lines' };
  }
  if (record.date !== undefined && !isDate(mapping.fields[record.date]))
    yield { field: '/record/date', message: 'the field must be a date' };
}

const isNumeric = (spec: FieldSpec | undefined): boolean =>
  spec !== undefined && ('multiply' in spec || ('type' in spec && (spec.type === 'integer' || spec.type === 'decimal')));
const isDate = (spec: FieldSpec | undefined): boolean =>
  spec !== undefined && 'type' in spec && (spec.type === 'date' || spec.type === 'datetime');

function* specProblems(mapping: Mapping): Generator<{ field: string; message: string }> {
  const names = Object.keys(mapping.fields);
  for (const [name, spec] of Object.entries(mapping.fields)) {
    const place = `/fields/${name}`;
    if ('multiply' in spec) {
      for (const factor of spec.multiply) {
        if (!isNumeric(mapping.fields[factor])) yield { field: place, message: `"${factor}" is no integer or decimal field` };
        else if (names.indexOf(factor) > names.indexOf(name)) yield { field: place, message: `"${factor}" must stand before it` };
      }
    } else if ('column' in spec) {
      try {
        valueReader(spec);
      } catch (error) {
        yield { field: place, message: (error as Error).message };
      }
    }
  }
}

/** Names a mapping's content: files read with the same mapping before need not be read again. */
export function hashOfMapping(mapping: Mapping): string {
  return createHash('sha256').update(JSON.stringify(mapping)).digest('hex');
}

/**
 * Makes a mapping ready for files with this header.
 * @throws PosthornError `import.columns-missing`
 */
export function converterFor(mapping: Mapping, header: readonly string[], file: string): RowConverter {
  const columns = columnPlaces(mapping, header, file);
  const steps = Object.entries(mapping.fields).map(([name, spec]) => stepFor(name, spec, columns));
  const keySpec = mapping.fields[mapping.record.key]!;
  const readKey: ValueReader | undefined = 'column' in keySpec ? valueReader(keySpec) : undefined;
  const keyColumn = 'column' in keySpec ? columns.get(keySpec.column)! : -1;
  return {
    convert(row) {
      if (row.fault) return { fault: row.fault };
      if (row.fields.length !== header.length) return { fault: columnCountFault(header.length) };
      const values: Record<string, Value> = {};
      for (const step of steps) {
        const fault = step(row.fields, values);
        if (fault) return { fault };
      }
      return { values };
    },
    keyOf(row) {
      const text = row.fields[keyColumn];
      const read = row.fault || text === undefined ? undefined : readKey?.(text);
      return read && 'value' in read && read.value !== undefined ? keyText(read.value) : undefined;
    },
  };
}

/** Keys and customer numbers are text, whatever the column's type. */
export const keyText = (value: Value): string => (typeof value === 'object' ? String(value.units) : String(value));

const columnCountFault = (expected: number): Fault => ({
  field: '',
  code: 'columns-count',
  reason: 'The row has more or fewer fields than the header line',
  hint: `Expected ${expected} fields; put text that contains the delimiter in quotes`,
});

type Step = (fields: readonly string[], values: Record<string, Value>) => Fault | undefined;

function stepFor(name: string, spec: FieldSpec, columns: ReadonlyMap<string, number>): Step {
  if ('constant' in spec) {
    return (_fields, values) => {
      values[name] = spec.constant;
      return undefined;
    };
  }
  if ('multiply' in spec) {
    const [a, b] = spec.multiply;
    return (_fields, values) => {
      const x = decimalOf(values[a]);
      const y = decimalOf(values[b]);
      values[name] = x && y ? multiply(x, y) : undefined;
      return undefined;
    };
  }
  const column = columns.get(spec.column)!;
  const read = valueReader(spec);
  return (fields, values) => {
    const result = read(fields[column]!);
    if ('fault' in result) return result.fault;
    values[name] = result.value;
    return undefined;
  };
}

/** Integers and decimals as decimals; undefined for what is no number. */
export function decimalOf(value: Value): Decimal | undefined {
  if (typeof value === 'number') return { units: BigInt(value), scale: 0 };
  return typeof value === 'object' ? value : undefined;
}

function columnPlaces(mapping: Mapping, header: readonly string[], file: string): Map<string, number> {
  const places = new Map(header.map((column, i) => [column, i]));
  const wanted = Object.values(mapping.fields).filter((spec): spec is ColumnFieldSpec => 'column' in spec);
  const missing = [...new Set(wanted.map((spec) => spec.column))].filter((column) => !places.has(column));
  if (missing.length === 0) return places;
  const other = [';', '\t', '|', ','].find((sign) => header.length === 1 && header[0]!.includes(sign));
  throw new PosthornError('import.columns-missing', {
    detail: `${file} lacks ${missing.map((c) => `"${c}"`).join(', ')}; its header has ${header.map((c) => `"${c}"`).join(', ')}.`,
    hint: other
      ? `The header looks separated by "${other === '\t' ? '\\t' : other}": set "delimiter" in the mapping's "format".`
      : 'Compare the header line with the "column" names of the mapping; upper and lower case count.',
  });
}
