import { ByteWriter } from './byte-writer.ts';
import { deflateCodes } from './deflate/codes.ts';
import { DeflateWriter } from './deflate/deflate-writer.ts';
import { INDEX, OBJECTS } from './deflate/trained.ts';
import { type CrossReferences, END_DICTIONARY, type ObjectSink, streamObject } from './objects.ts';

const INDEX_WRITER = new DeflateWriter(deflateCodes(INDEX));
const OBJECT_WRITER = new DeflateWriter(deflateCodes(OBJECTS));
const INDEX_TEXT = new ByteWriter(16_384);
const NEW_LINE = 0x0a;
const SPACE = 0x20;

/**
 * The small objects of one document (pages, structure, annotations), which are compressed together in one object stream (ISO 32000-1,
 * 7.5.7) while they come. Documents are written one after the other: all use the same memory.
 */
export class SmallObjects implements ObjectSink {
  readonly #numbers: number[] = [];
  readonly #offsets: number[] = [];

  constructor() {
    OBJECT_WRITER.begin();
  }

  add(number: number, text: string): void {
    this.begin(number).text(text);
    this.end();
  }

  begin(number: number): DeflateWriter {
    this.#numbers.push(number);
    this.#offsets.push(OBJECT_WRITER.length);
    return OBJECT_WRITER;
  }

  end(): void {
    OBJECT_WRITER.byte(NEW_LINE);
  }

  endDictionary(): void {
    OBJECT_WRITER.put(END_DICTIONARY);
  }

  /** Notes where the objects are, in the stream of a number; returns the stream object. */
  write(number: number, references: CrossReferences): Uint8Array {
    const count = this.#numbers.length;
    // Put together first: a call for every number takes longer than the numbers.
    INDEX_TEXT.clear();
    for (let i = 0; i < count; i++) {
      references.inStream(this.#numbers[i]!, number, i);
      INDEX_TEXT.integer(this.#numbers[i]!);
      INDEX_TEXT.byte(SPACE);
      INDEX_TEXT.integer(this.#offsets[i]!);
      INDEX_TEXT.byte(SPACE);
    }
    INDEX_WRITER.begin();
    INDEX_WRITER.bytes(INDEX_TEXT.memory, INDEX_TEXT.length);
    const entries = `/Type/ObjStm/N ${count}/First ${INDEX_WRITER.length}/Filter/FlateDecode`;
    return streamObject(number, entries, INDEX_WRITER.finishWith(OBJECT_WRITER));
  }
}
