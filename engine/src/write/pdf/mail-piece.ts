import { latin1 } from '#runtime';
import { ForeignPdfError } from './read-own-pdf.ts';

/**
 * A mail piece on its way from the thread that composed it into a print stream: what belongs to one document alone, its objects
 * numbered from 1, and the name of the resources that it shares with others. Packed into bytes, which go from thread to thread at no
 * cost.
 */
export interface MailPiece {
  /** Names the shared resources. */
  readonly resources: string;
  readonly language: string;
  /** Pages have the first numbers, then come as many for their contents. */
  readonly pages: readonly PiecePage[];
  /** How many numbers the piece takes. */
  readonly count: number;
  /** The number that the elements take for the root of the structure. */
  readonly root: number;
  /** The number of the piece's part of the parent tree. */
  readonly tree: number;
  /** The topmost element of the structure. */
  readonly top: number;
  /** Structure elements and annotations: their numbers, and one dictionary after the other. */
  readonly numbers: Numbers;
  readonly objects: Texts;
  /** Values of the parent tree, whose keys are those from 0: `[7 0 R 8 0 R ]` for a page, `9 0 R` for an annotation. */
  readonly parents: Texts;
  /** Fonts of the piece's own, for glyphs that those of the program lack. */
  readonly fonts: readonly PieceFont[];
}

/** A list of numbers as it is made, or as it is read. */
type Numbers = readonly number[] | Uint32Array;

/** Several texts one after the other, with the index where each ends. */
export interface Texts {
  readonly bytes: Uint8Array;
  readonly ends: Numbers;
}

export interface PiecePage {
  readonly width: number;
  readonly height: number;
  /** Numbers of its annotations. */
  readonly annotations: Numbers;
  /** Its content, compressed. */
  readonly content: Uint8Array;
}

/** A font's objects, numbered in their order; `data` where they are streams. */
export interface PieceFont {
  readonly resource: string;
  readonly first: number;
  readonly objects: readonly { readonly text: Uint8Array; readonly data?: Uint8Array }[];
}

/** The first bytes: no PDF begins like this. Eight of them, so that the numbers behind them are aligned. */
const MAGIC = latin1('\x00piece 2');
/** Bytes of a number. */
const WORD = 4;

export const isMailPiece = (bytes: Uint8Array): boolean => bytes[0] === 0;

/**
 * After `MAGIC`: how many numbers come, these numbers (32 bits, lists with their length before them), then all bytes one after the other. Numbers instead of
 * JSON, which took a tenth of the time to append a piece.
 */
export function packPiece(piece: MailPiece): Uint8Array {
  const words: number[] = [];
  const parts: Uint8Array[] = [];
  const put = (bytes: Uint8Array): void => {
    words.push(bytes.length);
    parts.push(bytes);
  };
  const list = (numbers: Numbers): void => {
    words.push(numbers.length);
    for (const number of numbers) words.push(number);
  };
  put(latin1(piece.resources));
  put(latin1(piece.language));
  words.push(piece.count, piece.root, piece.tree, piece.top);
  list(piece.numbers);
  for (const { ends, bytes } of [piece.objects, piece.parents]) {
    list(ends);
    put(bytes);
  }
  words.push(piece.pages.length);
  for (const { width, height, annotations, content } of piece.pages) {
    put(latin1(`${width} ${height}`));
    list(annotations);
    put(content);
  }
  words.push(piece.fonts.length);
  for (const { resource, first, objects } of piece.fonts) {
    put(latin1(resource));
    words.push(first, objects.length);
    for (const { text, data } of objects) {
      words.push(data === undefined ? 0 : 1);
      put(text);
      if (data !== undefined) put(data);
    }
  }
  return joined(words, parts);
}

function joined(words: readonly number[], parts: readonly Uint8Array[]): Uint8Array {
  const head = MAGIC.length + WORD * (1 + words.length);
  let length = head;
  for (const part of parts) length += part.length;
  const all = new Uint8Array(length);
  all.set(MAGIC);
  const numbers = new Uint32Array(all.buffer, MAGIC.length, 1 + words.length);
  numbers[0] = words.length;
  numbers.set(words, 1);
  let at = head;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const decoder = new TextDecoder('latin1');

/** Reads numbers and bytes in the order in which `packPiece` put them. */
class PieceReader {
  readonly #bytes: Uint8Array;
  readonly #words: Uint32Array;
  #word = 0;
  #at: number;

  constructor(bytes: Uint8Array) {
    // Pieces that came together lie behind each other, wherever the one before ends.
    const aligned = bytes.byteOffset % WORD === 0 ? bytes : bytes.slice();
    const room = Math.max(0, Math.floor((aligned.length - MAGIC.length) / WORD));
    const count = room === 0 ? 0 : new Uint32Array(aligned.buffer, aligned.byteOffset + MAGIC.length, 1)[0]!;
    if (MAGIC.some((byte, i) => aligned[i] !== byte)) throw new ForeignPdfError('it is no mail piece of this version');
    if (room <= count) throw new ForeignPdfError('it is cut off');
    this.#bytes = aligned;
    this.#words = new Uint32Array(aligned.buffer, aligned.byteOffset + MAGIC.length + WORD, count);
    this.#at = MAGIC.length + WORD * (1 + count);
  }

  number(): number {
    const number = this.#words[this.#word++];
    if (number === undefined) throw new ForeignPdfError('it is cut off');
    return number;
  }

  /** As many as there are words left, at most: damaged bytes should not ask for all memory. */
  #count(): number {
    const count = this.number();
    if (count > this.#words.length - this.#word) throw new ForeignPdfError('it is cut off');
    return count;
  }

  numbers(): Uint32Array {
    const count = this.#count();
    this.#word += count;
    return this.#words.subarray(this.#word - count, this.#word);
  }

  bytes(): Uint8Array {
    const length = this.number();
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new ForeignPdfError('it is cut off');
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  text(): string {
    return decoder.decode(this.bytes());
  }

  list<T>(read: () => T): T[] {
    return Array.from({ length: this.#count() }, read);
  }

  end(): void {
    if (this.#at !== this.#bytes.length || this.#word !== this.#words.length) throw new ForeignPdfError('it is cut off');
  }
}

/** @throws ForeignPdfError when the bytes are none of `packPiece`, or cut off. */
export function readPiece(bytes: Uint8Array): MailPiece {
  const from = new PieceReader(bytes);
  const names = { resources: from.text(), language: from.text() };
  const places = { count: from.number(), root: from.number(), tree: from.number(), top: from.number() };
  const texts = (): Texts => ({ ends: from.numbers(), bytes: from.bytes() });
  const structure = { numbers: from.numbers(), objects: texts(), parents: texts() };
  const pages = from.list((): PiecePage => {
    const [width, height] = from.text().split(' ').map(Number);
    return { width: width!, height: height!, annotations: from.numbers(), content: from.bytes() };
  });
  const fonts = from.list((): PieceFont => {
    const facts = { resource: from.text(), first: from.number() };
    const object = () => (from.number() === 0 ? { text: from.bytes() } : { text: from.bytes(), data: from.bytes() });
    return { ...facts, objects: from.list(object) };
  });
  from.end();
  return { ...names, ...places, ...structure, pages, fonts };
}
