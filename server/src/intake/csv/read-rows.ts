import { PosthornError } from '../../platform/errors/index.ts';
import '../errors.ts';
import type { CsvFormat, Row } from './row.ts';
import { RowSplitter } from './split-rows.ts';

/** The rows of a file after its header, in batches of what one read brought. */
export interface CsvContent {
  /** Names of the columns, trimmed, in order. */
  readonly header: readonly string[];
  readonly rows: AsyncIterable<readonly Row[]>;
}

/**
 * Opens delimited text: reads its header and gives its rows as they come.
 * @param name of the file, for messages
 * @throws PosthornError `import.file-empty`, `import.not-text`, `import.header-unreadable`
 */
export async function openCsv(bytes: AsyncIterable<Uint8Array>, name: string, format: CsvFormat = {}): Promise<CsvContent> {
  const batches = splitBatches(bytes, name, format);
  for (;;) {
    const next = await batches.next();
    if (next.done) throw new PosthornError('import.file-empty', { detail: `${name} has no header line.` });
    const [first, ...others] = next.value;
    if (first) return { header: headerOf(first, name), rows: following(others, batches) };
  }
}

async function* following(first: readonly Row[], rest: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  if (first.length > 0) yield first;
  yield* rest;
}

/** Bytes that are looked at before anything is read. */
const beginning = 1024;

async function* splitBatches(bytes: AsyncIterable<Uint8Array>, name: string, format: CsvFormat): AsyncGenerator<readonly Row[]> {
  const splitter = new RowSplitter(format);
  let start: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of bytes) {
    let buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (start) {
      // The beginning tells what kind of file this is.
      buffer = Buffer.concat([start, buffer]);
      start = buffer.length < beginning ? buffer : undefined;
      if (start) continue;
      buffer = withoutMark(buffer, name);
    }
    yield splitter.push(buffer.toString('latin1'));
  }
  if (start) yield splitter.push(withoutMark(start, name).toString('latin1'));
  yield splitter.end();
}

/** Without the byte order mark of UTF-8; other marks and NUL bytes at the beginning tell that this is another kind of file. */
function withoutMark(buffer: Buffer, name: string): Buffer {
  const [a, b, c] = buffer;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    throw new PosthornError('import.not-text', { detail: `${name} is written in UTF-16.`, hint: 'Save the file as UTF-8.' });
  }
  if (buffer.subarray(0, beginning).includes(0))
    throw new PosthornError('import.not-text', { detail: `${name} has NUL bytes: it is no text file.` });
  return a === 0xef && b === 0xbb && c === 0xbf ? buffer.subarray(3) : buffer;
}

function headerOf(row: Row, name: string): readonly string[] {
  if (row.fault) {
    throw new PosthornError('import.header-unreadable', {
      detail: `${name}, line ${row.line}: ${row.fault.reason}.`,
      hint: row.fault.hint!,
    });
  }
  const header = row.fields.map((column) => column.trim());
  const twice = header.find((column, i) => column !== '' && header.indexOf(column) !== i);
  if (twice !== undefined) {
    throw new PosthornError('import.header-unreadable', {
      detail: `${name}: the column "${twice}" is there twice.`,
      hint: 'Give every column a name of its own.',
    });
  }
  return header;
}
