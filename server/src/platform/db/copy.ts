import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** What COPY takes: objects and arrays become JSON, dates ISO 8601, bytes bytea; undefined is null. */
export type CopyValue = string | number | bigint | boolean | null | undefined | Date | Uint8Array | object;

const batchBytes = 128 * 1024;

/**
 * Loads rows by COPY, the fastest way into PostgreSQL. Within a Kysely transaction: `withClient(trx, (client) => copyRows(client,
 * 'production.communications', ['id', 'month'], rows))`. Rows are taken from the iterable as fast as the database takes them.
 * PostgreSQL arrays (text[]) want their text form: `{a,b}`.
 * @param table with its schema; a name of ours, never from outside
 * @returns the number of rows
 */
export async function copyRows(
  client: ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
): Promise<number> {
  const name = table.split('.').map(quoted).join('.');
  const stream = client.query(copyFrom(`copy ${name} (${columns.map(quoted).join(', ')}) from stdin`));
  const batches = Symbol.iterator in rows ? encodeBatches(rows) : encodeAsyncBatches(rows);
  await pipeline(Readable.from(batches, { objectMode: false }), stream);
  return stream.rowCount;
}

/** Apart from the asynchronous one: awaiting every row would cost more than encoding it. */
function* encodeBatches(rows: Iterable<readonly CopyValue[]>): Generator<Buffer> {
  let batch = '';
  for (const row of rows) {
    batch += encodeRow(row);
    if (batch.length >= batchBytes) {
      yield Buffer.from(batch);
      batch = '';
    }
  }
  if (batch !== '') yield Buffer.from(batch);
}

async function* encodeAsyncBatches(rows: AsyncIterable<readonly CopyValue[]>): AsyncGenerator<Buffer> {
  let batch = '';
  for await (const row of rows) {
    batch += encodeRow(row);
    if (batch.length >= batchBytes) {
      yield Buffer.from(batch);
      batch = '';
    }
  }
  if (batch !== '') yield Buffer.from(batch);
}

/** One line of COPY's text format. */
export function encodeRow(row: readonly CopyValue[]): string {
  let line = '';
  for (let i = 0; i < row.length; i++) {
    if (i > 0) line += '\t';
    line += encodeValue(row[i]);
  }
  return `${line}\n`;
}

function encodeValue(value: CopyValue): string {
  switch (typeof value) {
    case 'string':
      return escaped(value);
    case 'number':
    case 'bigint':
      return String(value);
    case 'boolean':
      return value ? 't' : 'f';
    case 'object':
      if (value === null) return '\\N';
      if (value instanceof Date) return value.toISOString();
      if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
      return escaped(jsonOf(value));
    default:
      return '\\N';
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that COPY's text format gives a meaning
const special = /[\\\t\n\r\b\f\v\u0000]/;
const names: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
  // PostgreSQL has no place for NUL in text: the replacement character stands for it.
  '\u0000': '\ufffd',
};

function escaped(text: string): string {
  if (!special.test(text)) return text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
  return text.replace(/[\\\t\n\r\b\f\v\u0000]/g, (character) => names[character]!);
}

/** JSON that jsonb takes: it refuses NUL even as an escape. */
function jsonOf(value: object): string {
  const json = JSON.stringify(value);
  if (!json.includes('\\u0000')) return json;
  return JSON.stringify(value, (_key, part) => (typeof part === 'string' ? part.replaceAll('\0', '\ufffd') : part));
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
