import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { DataRecord, DataSchema } from '@posthorn/engine';
import { type RepeatedName, repeatedNames } from '../../content/json-repeats.ts';
import { PosthornError } from '../../platform/errors/index.ts';

/** A record of a data file, or why it cannot be read; `place` says where in the file it stands. */
export interface InputRecord {
  readonly place: string;
  readonly record?: DataRecord;
  readonly problem?: string;
  /** Names that stand twice in an object of the record. Looked for where records are checked, not where they are composed. */
  readonly repeated?: readonly RepeatedName[];
}

/** A record as it comes out of the file: a line of JSON that nobody has read yet, or an object. */
export interface RawRecord {
  readonly place: string;
  readonly source?: string | DataRecord;
  readonly problem?: string;
}

/**
 * Records of a data file, one after the other: JSON Lines, a JSON array (or one object, `.json`), or CSV (`.csv`), whose columns are
 * fields, `invoice.number` standing for a field within a field.
 * @param schema of the template: tells which CSV texts are numbers
 * @throws PosthornError `data.invalid`
 */
export async function* readData(path: string, schema: DataSchema): AsyncGenerator<InputRecord> {
  for await (const { place, source, problem } of readRaw(path, schema)) {
    if (typeof source === 'string') yield parsed(source, place);
    else yield { place, ...(source === undefined ? {} : { record: source }), ...(problem === undefined ? {} : { problem }) };
  }
}

/** The same, lines of JSON as they are. */
export async function* readRaw(path: string, schema: DataSchema): AsyncGenerator<RawRecord> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new PosthornError('data.invalid', { detail: `There is no data file ${path}.` });
  const kind = extname(path).toLowerCase();
  if (kind === '.csv') yield* raw(fromCsv(path, schema));
  else if (kind === '.json') yield* raw(fromJson(path));
  else yield* fromLines(path);
}

async function* raw(records: AsyncIterable<InputRecord>): AsyncGenerator<RawRecord> {
  for await (const { place, record, problem } of records) {
    yield { place, ...(record === undefined ? {} : { source: record }), ...(problem === undefined ? {} : { problem }) };
  }
}

async function* fromLines(path: string): AsyncGenerator<RawRecord> {
  let number = 0;
  // Pieces of a line that goes on: joined once at its end, since a line may be as long as the file.
  let begun: string[] = [];
  const record = (line: string): RawRecord | undefined => {
    number++;
    const json = (number === 1 ? line.replace(/^\uFEFF/, '') : line).trim();
    return json === '' ? undefined : { place: `line ${number}`, source: json };
  };
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    const pieces = (chunk as string).split('\n');
    begun.push(pieces[0] as string);
    for (let i = 1; i < pieces.length; i++) {
      const found = record(begun.join(''));
      begun = [pieces[i] as string];
      if (found !== undefined) yield found;
    }
  }
  const last = record(begun.join(''));
  if (last !== undefined) yield last;
}

function parsed(json: string, place: string): InputRecord {
  try {
    const repeated = repeatedNames(json);
    return { ...checked(JSON.parse(json), place), ...(repeated.length === 0 ? {} : { repeated }) };
  } catch (error) {
    return { place, problem: `It is not valid JSON: ${(error as Error).message}.` };
  }
}

function checked(value: unknown, place: string): InputRecord {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? { place, record: value as DataRecord } : { place, problem: 'It is not a JSON object.' };
}

async function* fromJson(path: string): AsyncGenerator<InputRecord> {
  let value: unknown;
  try {
    value = JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new PosthornError('data.invalid', {
      detail: `${path} is not valid JSON: ${(cause as Error).message}.`,
      hint: 'One record per line is JSON Lines: name the file .jsonl.',
      cause,
    });
  }
  const records = Array.isArray(value) ? value : [value];
  for (let i = 0; i < records.length; i++) yield checked(records[i], `record ${i + 1}`);
}

async function* fromCsv(path: string, schema: DataSchema): AsyncGenerator<InputRecord> {
  const { openCsv } = await import('../../intake/csv/read-rows.ts');
  const { header, rows } = await openCsv(createReadStream(path, { highWaterMark: 256 * 1024 }), basename(path));
  const outer = header.find((name) => header.some((other) => other.startsWith(`${name}.`)));
  if (outer !== undefined) {
    const hint = `Name the column otherwise, or take it away: "${outer}." begins names of other columns.`;
    throw new PosthornError('data.invalid', { detail: `The column "${outer}" of ${path} would be a value and hold fields too.`, hint });
  }
  const columns = header.map((name) => ({ path: name.split('.'), isNumber: isNumber(schema, name.split('.')) }));
  for await (const batch of rows) {
    for (const row of batch) {
      const place = `line ${row.line}`;
      if (row.fault) yield { place, problem: `${row.fault.reason}.` };
      else if (row.fields.length !== header.length)
        yield { place, problem: `It has ${row.fields.length} fields instead of ${header.length}.` };
      else yield { place, record: recordOf(columns, row.fields) };
    }
  }
}

function recordOf(columns: readonly { path: readonly string[]; isNumber: boolean }[], fields: readonly string[]): DataRecord {
  const record = Object.create(null) as Record<string, unknown>;
  columns.forEach(({ path, isNumber: number }, i) => {
    const text = fields[i]!;
    if (text === '') return;
    let at = record;
    for (const part of path.slice(0, -1)) {
      at[part] ??= Object.create(null);
      at = at[part] as Record<string, unknown>;
    }
    at[path.at(-1)!] = number && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  });
  return record;
}

/** Decimals stay text: as floating-point numbers they would lose digits. */
function isNumber(schema: DataSchema, path: readonly string[]): boolean {
  let at: DataSchema | undefined = schema;
  for (const part of path) at = (at?.properties as { [field: string]: DataSchema } | undefined)?.[part];
  return (at?.type === 'integer' || at?.type === 'number') && at.format !== 'decimal';
}
