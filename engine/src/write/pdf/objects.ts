import { deflate, latin1 } from '#runtime';
import { ByteWriter } from './byte-writer.ts';
import { deflateCodes } from './deflate/codes.ts';
import { DeflateWriter } from './deflate/deflate-writer.ts';
import { REFERENCES } from './deflate/trained.ts';
import { Fragment, type PdfOutput } from './pdf-output.ts';

const endOfStream = latin1('\nendstream\nendobj\n');

const headOfStream = (number: number, entries: string, length: number): string =>
  `${number} 0 obj\n<<${entries}/Length ${length}>>\nstream\n`;

/** A stream object; `entries` are those of its dictionary but the length. */
export function streamObject(number: number, entries: string, data: Uint8Array): Uint8Array {
  return concat([latin1(headOfStream(number, entries, data.length)), data, endOfStream]);
}

/** The same, straight into a writer. */
export function writeStreamObject(out: ByteWriter, number: number, entries: string, data: Uint8Array): void {
  out.text(headOfStream(number, entries, data.length));
  out.bytes(data);
  out.bytes(endOfStream);
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Where objects without streams are written. */
export interface ObjectSink {
  add(number: number, text: string): void;
  /** Begins an object; its dictionary is then written here, and `end` called. */
  begin(number: number): PdfOutput;
  end(): void;
  /** Ends an object of which the `>>` is still to be written. */
  endDictionary(): void;
}

/** Collects small objects for one compressed object stream (ISO 32000-1, 7.5.7). */
export class ObjectStream implements ObjectSink {
  readonly numbers: number[] = [];
  /** Where each object begins in the body. */
  readonly offsets: number[] = [];
  readonly #body: ByteWriter;

  /** @param body where the objects are put together; cleared first. Writers of one document after the other use the same again. */
  constructor(body: ByteWriter = new ByteWriter()) {
    this.#body = body;
    body.clear();
  }

  add(number: number, text: string): void {
    this.begin(number).text(text);
    this.end();
  }

  begin(number: number): ByteWriter {
    this.numbers.push(number);
    this.offsets.push(this.#body.length);
    return this.#body;
  }

  end(): void {
    this.#body.byte(NEW_LINE);
  }

  endDictionary(): void {
    this.#body.put(END_DICTIONARY);
  }

  /** The stream object itself. */
  write(number: number): Uint8Array {
    const { entries, data } = this.compressed(new ByteWriter(this.#body.length + this.numbers.length * 16));
    return streamObject(number, entries, data);
  }

  /** What `streamObject` takes. @param all where index and objects are joined to be compressed; cleared first */
  compressed(all: ByteWriter): { readonly entries: string; readonly data: Uint8Array } {
    all.clear();
    for (let i = 0; i < this.numbers.length; i++) {
      all.integer(this.numbers[i]!);
      all.space().integer(this.offsets[i]!);
      all.space();
    }
    const entries = `/Type/ObjStm/N ${this.numbers.length}/First ${all.length}/Filter/FlateDecode`;
    all.bytes(this.#body.view());
    return { entries, data: deflate(all.view()) };
  }
}

const NEW_LINE = 0x0a;
export const END_DICTIONARY = new Fragment('>>\n');

/** Numbers of 31 bits for a stream and 22 for what is in it are exact together; no document has four million small objects. */
const MOST_IN_STREAM = 2 ** 22;

/** Places are kept in blocks of so many: one array that doubles would need three times the memory while it grows. */
const BLOCK_BITS = 17;
const BLOCK = 2 ** BLOCK_BITS;
/** Most documents have fewer objects. */
const FIRST_PLACES = 512;

/** Where each object is: in the file at an offset, or in an object stream. Eight bytes per object, since a print stream has millions. */
export class CrossReferences {
  /** Offset in the file where positive; `-(stream * MOST_IN_STREAM + index)` for an object in a stream; 0 for a free number. */
  readonly #blocks: Float64Array[] = [new Float64Array(FIRST_PLACES)];
  #size = 1;
  #lastIndex = 0;

  inFile(number: number, offset: number): void {
    this.#set(number, offset);
  }

  inStream(number: number, stream: number, index: number): void {
    if (index > this.#lastIndex) this.#lastIndex = index;
    this.#set(number, -(stream * MOST_IN_STREAM + index));
  }

  #set(number: number, place: number): void {
    const index = number & (BLOCK - 1);
    let block = this.#blocks[number >>> BLOCK_BITS];
    if (block === undefined || index >= block.length) block = this.#grow(number >>> BLOCK_BITS, index);
    block[index] = place;
    if (number >= this.#size) this.#size = number + 1;
  }

  /** Only the first block grows: a document of a few objects should not ask for room for many. */
  #grow(block: number, index: number): Float64Array {
    for (let i = this.#blocks.length; i <= block; i++) this.#blocks.push(new Float64Array(BLOCK));
    const former = this.#blocks[block]!;
    if (index < former.length) return former;
    const larger = new Float64Array(Math.min(BLOCK, Math.max(index + 1, former.length * 2)));
    larger.set(former);
    this.#blocks[block] = larger;
    return larger;
  }

  #place(number: number): number {
    return this.#blocks[number >>> BLOCK_BITS]![number & (BLOCK - 1)] ?? 0;
  }

  /** The cross-reference stream (7.5.8), with its number and the trailer's entries. It lists itself at `offset`. */
  write(number: number, offset: number, trailer: string): Uint8Array {
    this.inFile(number, offset);
    // Offsets grow, and this stream comes last: its own is the largest.
    const offsetBytes = offset >= 2 ** 32 ? 5 : 4;
    // Documents of some thousand pages have more small objects than two bytes count.
    const indexBytes = this.#lastIndex > 0xffff ? 3 : 2;
    const width = 1 + offsetBytes + indexBytes;
    const out = TABLE;
    out.begin();
    const row = ROWS.subarray(0, width * 2).fill(0);
    const differences = new Uint8Array(width);
    let [sum, weighted] = [0, 0];
    for (let i = 0; i < this.#size; i++) {
      // This row and the one above change places in `row`.
      const current = (i & 1) * width;
      fillRow(row, current, offsetBytes, indexBytes, i === 0 ? 0 : this.#place(i));
      // Each row as the difference to the one above (PNG predictor "up"): regular rows then repeat.
      const regular = takeDifferences(row, current, differences) && i > 0;
      if (regular && out.repeat(out.length - width - 1, width + 1, sum, weighted)) continue;
      const [sumBefore, weightedBefore] = [out.sum, out.weighted];
      out.byte(PREDICTOR_UP);
      out.bytes(differences);
      sum = out.sum - sumBefore;
      weighted = out.weighted - weightedBefore - (width + 1) * sumBefore;
    }
    const parms = `/DecodeParms<</Predictor 12/Columns ${width}>>`;
    const entries = `/Type/XRef/Size ${this.#size}/W[1 ${offsetBytes} ${indexBytes}]/Filter/FlateDecode${parms}${trailer}`;
    return streamObject(number, entries, out.finish());
  }
}

/** Room for two rows of the table, of nine bytes at most. */
const ROWS = new Uint8Array(18);
const TABLE = new DeflateWriter(deflateCodes(REFERENCES));
const PREDICTOR_UP = 2;

/** The differences of the row at `current` to the other one; returns whether they are what they were. */
function takeDifferences(row: Uint8Array, current: number, differences: Uint8Array): boolean {
  const width = differences.length;
  const above = width - current;
  let same = true;
  for (let c = 0; c < width; c++) {
    const difference = (row[current + c]! - row[above + c]!) & 255;
    if (difference !== differences[c]) same = false;
    differences[c] = difference;
  }
  return same;
}

/** Type, offset or stream, index or generation. Number 0 and free numbers are never used again: generation 65535. */
function fillRow(row: Uint8Array, at: number, offsetBytes: number, indexBytes: number, place: number): void {
  const inStream = place < 0;
  row[at] = place === 0 ? 0 : inStream ? 2 : 1;
  const second = inStream ? Math.floor(-place / MOST_IN_STREAM) : place;
  // Quotients instead of remainders, which take a hundred cycles of such numbers.
  const high = Math.floor(second / 2 ** 32);
  const low = second - high * 2 ** 32;
  if (offsetBytes === 5) row[at + 1] = high;
  const from = at + offsetBytes - 3;
  row[from] = low >>> 24;
  row[from + 1] = low >>> 16;
  row[from + 2] = low >>> 8;
  row[from + 3] = low;
  const third = place === 0 ? 65535 : inStream ? -place - second * MOST_IN_STREAM : 0;
  const end = at + offsetBytes + indexBytes;
  if (indexBytes === 3) row[end - 2] = third >> 16;
  row[end - 1] = third >> 8;
  row[end] = third;
}
