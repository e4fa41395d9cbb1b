import { hash as digest } from 'node:crypto';
import type { Fault } from './csv/row.ts';
import { add, type Decimal, decimalText, parseDecimal, zero } from './decimal.ts';
import { decimalOf, keyText, type Values } from './mapping.ts';
import type { Mapping } from './mapping-schema.ts';
import { jsonValue } from './read-value.ts';

/** What a record is made of, as JSON. */
export type RecordData = { readonly [field: string]: unknown };

/** The lines of one key, put together. */
export interface GroupedRecord {
  readonly key: string;
  readonly customerNumber: string | null;
  /** `YYYY-MM-DD` */
  readonly date: string | null;
  readonly data: RecordData;
  /** The same as JSON text. */
  readonly json: string;
  /** Rows of the file that went in. */
  readonly lines: number;
  /** Rows with the same key that are in quarantine. */
  readonly held: number;
  /** Of everything above but `held`. */
  readonly hash: string;
  /** Line of the file of its first row. */
  readonly line: number;
}

interface Group {
  readonly header: Values;
  readonly customer: string | null;
  readonly line: number;
  readonly lines: object[];
  readonly sums: Decimal[];
  rows: number;
}

const conflict: Fault = {
  field: '',
  code: 'record-conflict',
  reason: 'The row has the key of a record of another customer',
  hint: 'Rows of one record must name the same customer; correct the key or the customer',
};
const repeated: Fault = {
  field: '',
  code: 'key-repeated',
  reason: 'The key was used by an earlier row of the same file',
  hint: 'Each row is a record of its own here; correct the key, or dismiss the row',
};

/** Puts rows of one file together into records, wherever in the file they stand. */
export class RecordGrouper {
  readonly #mapping: Mapping;
  readonly #sums: readonly [path: string, field: string][];
  readonly #groups = new Map<string, Group>();
  readonly #held = new Map<string, number>();

  constructor(mapping: Mapping) {
    this.#mapping = mapping;
    this.#sums = Object.entries(mapping.record.sums ?? {});
  }

  /** Takes a row. @returns what is wrong when it does not fit to the rows before */
  add(values: Values, line: number): Fault | undefined {
    const { record } = this.#mapping;
    const key = keyText(values[record.key]);
    const customer = record.customer === undefined || values[record.customer] === undefined ? null : keyText(values[record.customer]);
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = { header: values, customer, line, lines: [], sums: this.#sums.map(() => zero), rows: 0 };
      this.#groups.set(key, group);
    } else if (record.lines === undefined) return repeated;
    else if (group.customer !== customer) return conflict;
    group.rows++;
    if (record.lines) group.lines.push(lineOf(record.lines.fields, values));
    for (let i = 0; i < this.#sums.length; i++) group.sums[i] = add(group.sums[i]!, decimalOf(values[this.#sums[i]![1]]) ?? zero);
    return undefined;
  }

  /** A row of this key is in quarantine: its record is not complete. */
  hold(key: string): void {
    this.#held.set(key, (this.#held.get(key) ?? 0) + 1);
  }

  *records(): Generator<GroupedRecord> {
    for (const [key, group] of this.#groups) {
      const data = buildRecord(this.#mapping, (field) => jsonValue(group.header[field]), group.lines, group.sums.map(decimalText));
      const date = dateOf(this.#mapping, group.header);
      const held = this.#mapping.incomplete === 'accept' ? 0 : (this.#held.get(key) ?? 0);
      const json = JSON.stringify(data);
      const hash = hashOfRecord(group.customer, date, json);
      yield { key, customerNumber: group.customer, date, data, json, lines: group.rows, held, hash, line: group.line };
    }
  }
}

function lineOf(fields: readonly string[], values: Values): object {
  const line: Record<string, unknown> = {};
  for (const field of fields) {
    const value = jsonValue(values[field]);
    if (value !== undefined) line[field] = value;
  }
  return line;
}

/** Day of a row, where the mapping names a date. */
export function dateOf(mapping: Mapping, values: Values): string | null {
  const value = mapping.record.date === undefined ? undefined : values[mapping.record.date];
  return typeof value === 'string' ? value.slice(0, 10) : null;
}

/** Equal for equal content; `json` as `buildRecord` orders it. */
export function hashOfRecord(customer: string | null, date: string | null, json: string): string {
  return digest('sha256', `${customer ?? ''}\n${date ?? ''}\n${json}`);
}

/** A record as JSON; its parts always in the order of the mapping, so that equal records have equal hashes. */
function buildRecord(
  mapping: Mapping,
  header: (field: string, path: string) => unknown,
  lines: readonly object[],
  sums: readonly string[],
): RecordData {
  const data: Record<string, unknown> = {};
  for (const [path, field] of Object.entries(mapping.record.fields)) setPath(data, path, header(field, path));
  if (mapping.record.lines) setPath(data, mapping.record.lines.at, lines);
  Object.keys(mapping.record.sums ?? {}).forEach((path, i) => {
    setPath(data, path, sums[i]);
  });
  return data;
}

/** A record that is there already, with one more row: how a mended row finds its place. Its header stays as it is. */
export function withRow(mapping: Mapping, old: RecordData, values: Values): RecordData {
  const { lines: spec, sums = {} } = mapping.record;
  const oldLines = spec ? ((pathOf(old, spec.at) as RecordData[] | undefined) ?? []) : [];
  const ordered = oldLines.map((line) => Object.fromEntries((spec?.fields ?? []).filter((f) => f in line).map((f) => [f, line[f]])));
  const lines = spec ? [...ordered, lineOf(spec.fields, values)] : [];
  const totals = Object.entries(sums).map(([path, field]) => {
    const before = parseDecimal(String(pathOf(old, path) ?? '0')) ?? zero;
    return decimalText(add(before, decimalOf(values[field]) ?? zero));
  });
  return buildRecord(mapping, (_field, path) => pathOf(old, path), lines, totals);
}

/** A record of one row alone. */
export function recordOf(mapping: Mapping, values: Values, line: number): GroupedRecord {
  const grouper = new RecordGrouper(mapping);
  grouper.add(values, line);
  return grouper.records().next().value as GroupedRecord;
}

function setPath(target: Record<string, unknown>, path: string, value: unknown): void {
  if (value === undefined) return;
  const parts = path.split('.');
  let at = target;
  for (const part of parts.slice(0, -1)) {
    if (!Object.hasOwn(at, part)) at[part] = {};
    at = at[part] as Record<string, unknown>;
  }
  at[parts.at(-1)!] = value;
}

function pathOf(data: unknown, path: string): unknown {
  let at = data;
  for (const part of path.split('.'))
    at = typeof at === 'object' && at !== null && Object.hasOwn(at, part) ? (at as RecordData)[part] : undefined;
  return at;
}
