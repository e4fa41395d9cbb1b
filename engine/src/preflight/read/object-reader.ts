import { eolLength, isDigit, isEol, isRegular, isSpace, standsAt } from './characters.ts';
import { Keyword, Lexer, type LexicalNote } from './lexer.ts';
import { type DecodedStream, PdfDict, PdfRef, PdfStream, type PdfValue, type Resolver, type StreamSyntax } from './values.ts';

/** How an indirect object is written; ISO 19005-2, 6.1.9 wants all of these. */
export interface ObjectSyntax {
  /** Offset of the object number. */
  readonly offset: number;
  readonly eolBeforeNumber: boolean;
  /** Exactly one white-space character. */
  readonly oneSpaceAfterNumber: boolean;
  readonly oneSpaceAfterGeneration: boolean;
  readonly eolAfterObj: boolean;
  readonly eolBeforeEndobj: boolean;
  readonly eolAfterEndobj: boolean;
  /** `endobj` is there at all. */
  readonly closed: boolean;
}

/** An indirect object with its place. */
export interface PdfObject {
  readonly ref: PdfRef;
  readonly value: PdfValue;
  /** How it is written; undefined for objects in object streams. */
  readonly syntax: ObjectSyntax | undefined;
  /** Bytes that were read for it, without the data of a stream. */
  readonly cost: number;
  /** The object stream in which it is. */
  readonly container: number | undefined;
  readonly notes: readonly LexicalNote[];
}

/** What the reading of objects needs from the file. */
export interface ObjectContext extends Resolver {
  readonly bytes: Uint8Array;
  /** Offset of the first `endstream` or `endobj` at or after `from`, or -1. */
  next(keyword: 'endstream' | 'endobj', from: number): number;
  /** Decrypts strings of an object; undefined in files that are not encrypted. */
  stringDecryptor(ref: PdfRef): ((bytes: Uint8Array) => Uint8Array) | undefined;
  /** Data of a stream as they stand in the file, decrypted. */
  rawStream(dict: PdfDict, ref: PdfRef, syntax: StreamSyntax): Uint8Array;
  decodeStream(stream: PdfStream): DecodedStream;
}

/** Reads `num gen obj` at an offset (white space before it is skipped); undefined when there is no such thing. */
export function readObject(context: ObjectContext, at: number): PdfObject | undefined {
  const start = readStart(context.bytes, at);
  if (start === undefined) return undefined;
  const { ref } = start;
  const notes: LexicalNote[] = [];
  const decrypt = context.stringDecryptor(ref);
  const lexer = new Lexer(
    context.bytes,
    { resolver: context, within: ref, references: true, note: (note) => notes.push(note), ...(decrypt && { decrypt }) },
    start.end,
  );
  const first = lexer.next();
  if (first instanceof Keyword) lexer.pos = start.end;
  let value = first instanceof Keyword || first === undefined ? null : first;
  let cost = lexer.pos - at;
  if (value instanceof PdfDict) {
    const stream = readStream(context, value, ref, lexer);
    if (stream !== undefined) {
      value = stream.stream;
      cost = lexer.pos - at;
      lexer.pos = stream.end;
    }
  }
  return { ref, value, syntax: { ...start.syntax, ...readEnd(context.bytes, lexer) }, cost, container: undefined, notes };
}

interface ObjectStart {
  readonly ref: PdfRef;
  /** Behind `obj`. */
  readonly end: number;
  readonly syntax: Pick<ObjectSyntax, 'offset' | 'eolBeforeNumber' | 'oneSpaceAfterNumber' | 'oneSpaceAfterGeneration' | 'eolAfterObj'>;
}

/** Reads `num gen obj`. */
export function readStart(bytes: Uint8Array, from: number): ObjectStart | undefined {
  if (!(from >= 0)) return undefined;
  const offset = skipSpace(bytes, from);
  const afterNumber = skipDigits(bytes, offset);
  const generation = skipSpace(bytes, afterNumber);
  const afterGeneration = skipDigits(bytes, generation);
  const keyword = skipSpace(bytes, afterGeneration);
  if (offset === afterNumber || generation === afterGeneration || generation === afterNumber || !standsAt(bytes, keyword, 'obj'))
    return undefined;
  const end = keyword + 3;
  return {
    ref: new PdfRef(numberAt(bytes, offset, afterNumber), numberAt(bytes, generation, afterGeneration)),
    end,
    syntax: {
      offset,
      eolBeforeNumber: offset === 0 || isEol(bytes[offset - 1]),
      oneSpaceAfterNumber: generation - afterNumber === 1,
      oneSpaceAfterGeneration: keyword - afterGeneration === 1,
      eolAfterObj: isEol(bytes[end]),
    },
  };
}

const skipSpace = (bytes: Uint8Array, from: number): number => {
  let at = from;
  while (isSpace(bytes[at])) at++;
  return at;
};

const skipDigits = (bytes: Uint8Array, from: number): number => {
  let at = from;
  while (isDigit(bytes[at])) at++;
  return at;
};

function numberAt(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + bytes[at]! - 0x30;
  return value;
}

function readEnd(bytes: Uint8Array, lexer: Lexer): Pick<ObjectSyntax, 'eolBeforeEndobj' | 'eolAfterEndobj' | 'closed'> {
  lexer.skipSpace();
  const at = lexer.pos;
  if (!standsAt(bytes, at, 'endobj')) return { eolBeforeEndobj: false, eolAfterEndobj: false, closed: false };
  const end = at + 6;
  return { eolBeforeEndobj: isEol(bytes[at - 1]), eolAfterEndobj: end >= bytes.length || isEol(bytes[end]), closed: true };
}

/** Reads the stream that may follow a dictionary. */
function readStream(context: ObjectContext, dict: PdfDict, ref: PdfRef, lexer: Lexer): { stream: PdfStream; end: number } | undefined {
  const { bytes } = context;
  lexer.skipSpace();
  if (!standsAt(bytes, lexer.pos, 'stream') || isRegular(bytes[lexer.pos + 6])) return undefined;
  const { start, keywordEol } = readStreamStart(bytes, lexer.pos + 6);
  const declared = dict.number('Length');
  const found = findStreamEnd(context, start, declared);
  const syntax: StreamSyntax = { start, keywordEol, declaredLength: declared, ...found.syntax };
  const stream = new PdfStream(dict, ref, syntax, {
    raw: () => context.rawStream(dict, ref, syntax),
    decode: (self) => context.decodeStream(self),
  });
  return { stream, end: found.behind };
}

function readStreamStart(bytes: Uint8Array, at: number): Pick<StreamSyntax, 'start' | 'keywordEol'> {
  if (bytes[at] === 0x0a) return { start: at + 1, keywordEol: 'lf' };
  if (bytes[at] === 0x0d) return bytes[at + 1] === 0x0a ? { start: at + 2, keywordEol: 'crlf' } : { start: at + 1, keywordEol: 'cr' };
  // Blanks between the keyword and the end of the line are not meant as data.
  let end = at;
  while (bytes[end] === 0x20 || bytes[end] === 0x09) end++;
  return { start: end + eolLength(bytes, end), keywordEol: 'none' };
}

interface StreamEnd {
  readonly syntax: Pick<StreamSyntax, 'end' | 'lengthCorrect' | 'endstreamAfterEol'>;
  /** Behind `endstream`. */
  readonly behind: number;
}

function findStreamEnd(context: ObjectContext, start: number, length: number | undefined): StreamEnd {
  const { bytes } = context;
  if (length !== undefined && length >= 0 && Number.isInteger(length)) {
    const end = start + length;
    const eol = eolLength(bytes, end);
    if (standsAt(bytes, end + eol, 'endstream')) {
      // An end of line that the length counts is not the one that must stand before endstream.
      const counted = eol === 0 && isEol(bytes[end - 1]);
      return { syntax: { end, lengthCorrect: !counted, endstreamAfterEol: eol > 0 || counted }, behind: end + eol + 9 };
    }
    const keyword = skipSpace(bytes, end);
    if (end <= bytes.length && standsAt(bytes, keyword, 'endstream'))
      return { syntax: { end, lengthCorrect: false, endstreamAfterEol: isEol(bytes[keyword - 1]) }, behind: keyword + 9 };
  }
  return searchStreamEnd(context, start);
}

function searchStreamEnd(context: ObjectContext, start: number): StreamEnd {
  const { bytes } = context;
  const keyword = context.next('endstream', start);
  const stop = keyword >= 0 ? keyword : context.next('endobj', start);
  const behind = keyword >= 0 ? keyword + 9 : stop >= 0 ? stop : bytes.length;
  let end = stop >= 0 ? stop : bytes.length;
  const afterEol = keyword >= 0 && isEol(bytes[end - 1]);
  if (end > start && bytes[end - 1] === 0x0a) end--;
  if (end > start && bytes[end - 1] === 0x0d) end--;
  return { syntax: { end: Math.max(start, end), lengthCorrect: false, endstreamAfterEol: afterEol }, behind };
}
