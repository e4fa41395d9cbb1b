import { deflate, latin1 } from '#runtime';

const endOfStream = latin1('\nendstream\nendobj\n');

/** A stream object; `entries` are those of its dictionary but the length. */
export function streamObject(number: number, entries: string, data: Uint8Array): Uint8Array {
  const head = latin1(`${number} 0 obj\n<<${entries}/Length ${data.length}>>\nstream\n`);
  return concat([head, data, endOfStream]);
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

/** Collects small objects for one compressed object stream (ISO 32000-1, 7.5.7). */
export class ObjectStream {
  readonly numbers: number[] = [];
  #index = '';
  #body = '';

  add(number: number, text: string): void {
    this.numbers.push(number);
    this.#index += `${number} ${this.#body.length} `;
    this.#body += `${text}\n`;
  }

  /** The stream object itself. */
  write(number: number): Uint8Array {
    const entries = `/Type/ObjStm/N ${this.numbers.length}/First ${this.#index.length}/Filter/FlateDecode`;
    return streamObject(number, entries, deflate(latin1(this.#index + this.#body)));
  }
}

/** Where each object is: in the file at an offset, or in an object stream. */
export class CrossReferences {
  readonly #rows: number[] = [];
  readonly #width = 7;
  #size = 0;

  inFile(number: number, offset: number): void {
    this.#set(number, 1, offset, 0);
  }

  inStream(number: number, stream: number, index: number): void {
    this.#set(number, 2, stream, index);
  }

  #set(number: number, type: number, second: number, third: number): void {
    const at = number * 3;
    while (this.#rows.length < at) this.#rows.push(0, 0, 0);
    this.#rows[at] = type;
    this.#rows[at + 1] = second;
    this.#rows[at + 2] = third;
    this.#size = Math.max(this.#size, number + 1);
  }

  /** The cross-reference stream, with its number and the trailer's entries. It lists itself at `offset`. */
  write(number: number, offset: number, trailer: string): Uint8Array {
    this.inFile(number, offset);
    const width = this.#width;
    const rows = new Uint8Array(this.#size * (width + 1));
    const row = new Uint8Array(width);
    const previous = new Uint8Array(width);
    for (let i = 0; i < this.#size; i++) {
      const at = i * 3;
      fillRow(row, i === 0 ? 0 : this.#rows[at]!, this.#rows[at + 1]!, i === 0 ? 65535 : this.#rows[at + 2]!);
      // Each row as the difference to the one above (PNG predictor "up"): regular rows then compress to next to nothing.
      rows[i * (width + 1)] = 2;
      for (let c = 0; c < width; c++) {
        rows[i * (width + 1) + 1 + c] = row[c]! - previous[c]!;
        previous[c] = row[c]!;
      }
    }
    const entries = `/Type/XRef/Size ${this.#size}/W[1 4 2]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns ${width}>>${trailer}`;
    return streamObject(number, entries, deflate(rows));
  }
}

function fillRow(row: Uint8Array, type: number, second: number, third: number): void {
  row[0] = type;
  row[1] = second >>> 24;
  row[2] = second >>> 16;
  row[3] = second >>> 8;
  row[4] = second;
  row[5] = third >>> 8;
  row[6] = third;
}
