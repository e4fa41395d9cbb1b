import { bytesToText, hexValue, isDigit, isRegular, isSpace } from './characters.ts';
import { PdfArray, PdfDict, PdfName, PdfRef, PdfString, type PdfValue, type Resolver } from './values.ts';

/** A word that is no value: `obj`, `R`, `endstream`, an operator of a content stream. */
export class Keyword {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** How something is written that the value no longer tells; standards forbid or bound it. */
export interface LexicalNote {
  readonly kind:
    | 'hex-odd'
    | 'hex-digit'
    | 'integer-range'
    | 'real-range'
    | 'real-tiny'
    | 'name-length'
    | 'string-length'
    | 'nesting'
    | 'dict-key'
    | 'unclosed';
  /** Where, in the bytes that are read. */
  readonly offset: number;
  /** The number, length or text. */
  readonly detail: string;
}

export interface LexerOptions {
  readonly resolver: Resolver;
  /** The indirect object that is read. */
  readonly within?: PdfRef;
  /** Read `1 0 R` as a reference; not so in content streams. */
  readonly references?: boolean;
  /** Gets notes about how things are written. */
  readonly note?: (note: LexicalNote) => void;
  /** Decrypts the strings of the object that is read. */
  readonly decrypt?: (bytes: Uint8Array) => Uint8Array;
}

/** Deeper arrays and dictionaries are read as null. No honest file comes near. */
const DEEPEST = 200;
const LONGEST_STRING = 32767;
const LONGEST_NAME = 127;

const words: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Reads values and keywords one after the other; for objects and for content streams. */
export class Lexer {
  /** Offset of what is read next; may be set. */
  pos: number;
  readonly bytes: Uint8Array;
  readonly end: number;
  readonly #options: LexerOptions;
  #depth = 0;

  constructor(bytes: Uint8Array, options: LexerOptions, pos = 0, end: number = bytes.length) {
    this.bytes = bytes;
    this.#options = options;
    this.pos = pos;
    this.end = end;
  }

  /** Skips white space and comments. */
  skipSpace(): void {
    const { bytes, end } = this;
    while (this.pos < end) {
      const byte = bytes[this.pos]!;
      if (byte === 0x25) {
        while (this.pos < end && bytes[this.pos] !== 0x0a && bytes[this.pos] !== 0x0d) this.pos++;
      } else if (isSpace(byte)) this.pos++;
      else return;
    }
  }

  /** The next value or keyword; undefined at the end. `]`, `>>`, `}` and `)` without their beginning are keywords. */
  next(): PdfValue | Keyword | undefined {
    this.skipSpace();
    if (this.pos >= this.end) return undefined;
    const byte = this.bytes[this.pos]!;
    switch (byte) {
      case 0x2f:
        return this.#name();
      case 0x28:
        return this.#literal();
      case 0x3c:
        return this.bytes[this.pos + 1] === 0x3c ? this.#dict() : this.#hexString();
      case 0x5b:
        return this.#array();
      case 0x3e:
        this.pos += this.bytes[this.pos + 1] === 0x3e ? 2 : 1;
        return new Keyword('>>');
      case 0x5d:
      case 0x7b:
      case 0x7d:
      case 0x29:
        this.pos++;
        return new Keyword(String.fromCharCode(byte));
      default:
        return isDigit(byte) || byte === 0x2d || byte === 0x2b || byte === 0x2e ? this.#number() : this.#word();
    }
  }

  #note(kind: LexicalNote['kind'], offset: number, detail: string | number): void {
    this.#options.note?.({ kind, offset, detail: String(detail) });
  }

  #word(): PdfValue | Keyword {
    const start = this.pos++;
    while (this.pos < this.end && isRegular(this.bytes[this.pos])) this.pos++;
    const text = bytesToText(this.bytes.subarray(start, this.pos));
    const word = words.get(text);
    return word === undefined ? new Keyword(text) : word;
  }

  #number(): PdfValue | Keyword {
    const { bytes, end } = this;
    const start = this.pos;
    let negative = false;
    while (bytes[this.pos] === 0x2d || bytes[this.pos] === 0x2b) negative = bytes[this.pos++] === 0x2d || negative;
    let value = 0;
    let digits = 0;
    for (; this.pos < end && isDigit(bytes[this.pos]); this.pos++, digits++) value = value * 10 + bytes[this.pos]! - 0x30;
    if (bytes[this.pos] !== 0x2e) {
      if (digits === 0) return this.#oddNumber(start);
      if (negative) value = -value;
      if (value > 2147483647 || value < -2147483648) this.#note('integer-range', start, value);
      else if (this.#options.references && !negative) return this.#reference(value) ?? value;
      return value;
    }
    this.pos++;
    const decimals = this.pos;
    while (this.pos < end && isDigit(bytes[this.pos])) this.pos++;
    if (this.pos === decimals && digits === 0) return this.#oddNumber(start);
    return this.#real(start);
  }

  #real(start: number): number {
    const value = Number.parseFloat(bytesToText(this.bytes.subarray(start, this.pos)).replace(/^[+-]*(?=[+-])/, ''));
    const size = Math.abs(value);
    if (size > 3.403e38) this.#note('real-range', start, value);
    if (size < 1.175e-38 && size !== 0) this.#note('real-tiny', start, value);
    return Number.isFinite(value) ? value : 0;
  }

  /** A lone sign or point. */
  #oddNumber(start: number): PdfValue | Keyword {
    while (this.pos < this.end && isRegular(this.bytes[this.pos])) this.pos++;
    const text = bytesToText(this.bytes.subarray(start, this.pos));
    return /^[+-]*\.?$/.test(text) ? 0 : new Keyword(text);
  }

  /** `num` was read; is it the beginning of a reference? */
  #reference(num: number): PdfRef | undefined {
    const { bytes } = this;
    let at = this.pos;
    if (!isSpace(bytes[at])) return undefined;
    while (isSpace(bytes[at])) at++;
    if (!isDigit(bytes[at])) return undefined;
    let gen = 0;
    while (isDigit(bytes[at])) gen = gen * 10 + bytes[at++]! - 0x30;
    if (!isSpace(bytes[at])) return undefined;
    while (isSpace(bytes[at])) at++;
    if (bytes[at] !== 0x52 || isRegular(bytes[at + 1]) || at >= this.end) return undefined;
    this.pos = at + 1;
    return new PdfRef(num, gen);
  }

  #name(): PdfName {
    const { bytes, end } = this;
    const start = ++this.pos;
    let escaped = false;
    while (this.pos < end && isRegular(bytes[this.pos])) escaped = bytes[this.pos++] === 0x23 || escaped;
    const written = bytesToText(bytes.subarray(start, this.pos));
    const value = escaped
      ? written.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      : written;
    if (value.length > LONGEST_NAME) this.#note('name-length', start - 1, value.length);
    return new PdfName(value);
  }

  #string(bytes: Uint8Array, hex: boolean, start: number): PdfString {
    const plain = this.#options.decrypt ? this.#options.decrypt(bytes) : bytes;
    if (plain.length > LONGEST_STRING) this.#note('string-length', start, plain.length);
    return new PdfString(plain, hex);
  }

  #hexString(): PdfString {
    const { bytes, end } = this;
    const start = this.pos++;
    const close = bytes.indexOf(0x3e, this.pos);
    const last = close < 0 || close > end ? end : close;
    const out = new Uint8Array((last - this.pos + 1) >> 1);
    let digits = 0;
    let foreign = '';
    for (; this.pos < last; this.pos++) {
      const byte = bytes[this.pos]!;
      if (isSpace(byte)) continue;
      const value = hexValue(byte);
      if (value < 0) foreign ||= String.fromCharCode(byte);
      out[digits >> 1]! |= digits % 2 === 0 ? Math.max(0, value) << 4 : Math.max(0, value);
      digits++;
    }
    this.pos = Math.min(last + 1, end);
    if (digits % 2 === 1) this.#note('hex-odd', start, digits);
    if (foreign) this.#note('hex-digit', start, foreign);
    return this.#string(out.slice(0, (digits + 1) >> 1), true, start);
  }

  #literal(): PdfString {
    const { bytes, end } = this;
    const start = this.pos++;
    let open = 1;
    let plain = true;
    let at = this.pos;
    for (; at < end; at++) {
      const byte = bytes[at]!;
      if (byte === 0x29) {
        if (--open === 0) break;
      } else if (byte === 0x28) open++;
      else if (byte === 0x5c) {
        at++;
        plain = false;
      } else if (byte === 0x0d) plain = false;
    }
    const last = Math.min(at, end);
    const content = bytes.subarray(this.pos, last);
    if (open > 0) this.#note('unclosed', start, 'string');
    this.pos = Math.min(last + 1, end);
    return this.#string(plain ? content.slice() : withoutEscapes(content), false, start);
  }

  #array(): PdfArray | null {
    const start = this.pos++;
    if (++this.#depth > DEEPEST) return this.#tooDeep(start);
    const items: PdfValue[] = [];
    for (;;) {
      const before = this.pos;
      const item = this.next();
      if (item instanceof Keyword) {
        if (item.text === ']') break;
        if (ends(item.text)) {
          this.pos = before;
          this.#note('unclosed', start, 'array');
          break;
        }
      } else if (item === undefined) {
        this.#note('unclosed', start, 'array');
        break;
      } else items.push(item);
    }
    this.#depth--;
    return new PdfArray(items, this.#options.resolver, this.#options.within);
  }

  #dict(): PdfDict | null {
    const start = this.pos;
    this.pos += 2;
    if (++this.#depth > DEEPEST) return this.#tooDeep(start);
    const entries = new Map<string, PdfValue>();
    let key: string | undefined;
    for (;;) {
      const before = this.pos;
      const item = this.next();
      if (item === undefined || (item instanceof Keyword && ends(item.text))) {
        this.pos = item === undefined ? this.pos : before;
        this.#note('unclosed', start, 'dictionary');
        break;
      }
      if (item instanceof Keyword) {
        if (item.text === '>>') break;
        this.#note('dict-key', before, item.text);
      } else if (key !== undefined) {
        entries.set(key, item);
        key = undefined;
      } else if (item instanceof PdfName) key = item.value;
      else this.#note('dict-key', before, 'no name');
    }
    this.#depth--;
    return new PdfDict(entries, this.#options.resolver, this.#options.within);
  }

  /** Gives up on what is nested beyond reason: nothing after it is read. */
  #tooDeep(start: number): null {
    this.#note('nesting', start, DEEPEST);
    this.#depth--;
    this.pos = this.end;
    return null;
  }
}

/** Keywords that cannot stand within an array or dictionary: its end is missing. */
const ends = (word: string): boolean => word === 'endobj' || word === 'endstream' || word === 'stream' || word === 'obj' || word === 'xref';

/** Undoes escapes; an end of line in a string is one line feed, however it is written (ISO 32000-1, 7.3.4.2). */
function withoutEscapes(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at++]!;
    if (byte === 0x0d) {
      if (bytes[at] === 0x0a) at++;
      out[length++] = 0x0a;
    } else if (byte !== 0x5c) out[length++] = byte;
    else {
      const next = bytes[at++];
      if (next === undefined || next === 0x0a) continue;
      if (next === 0x0d) {
        if (bytes[at] === 0x0a) at++;
      } else if (next >= 0x30 && next <= 0x37) {
        let code = next - 0x30;
        for (let i = 0; i < 2 && bytes[at]! >= 0x30 && bytes[at]! <= 0x37; i++) code = code * 8 + bytes[at++]! - 0x30;
        out[length++] = code & 0xff;
      } else out[length++] = escapes.get(next) ?? next;
    }
  }
  return out.slice(0, length);
}

const escapes: ReadonlyMap<number, number> = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
]);
