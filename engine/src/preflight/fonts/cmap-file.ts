/**
 * CMap files (Adobe technical note 5014): of composite fonts (codes to CIDs) and ToUnicode maps (codes to text). Only the operators that
 * define a CMap are understood; nothing of the PostScript around them is run. Ranges stay ranges.
 */
import { lazy } from '../lazy.ts';
import { Keyword, Lexer } from '../read/lexer.ts';
import { PdfArray, PdfDict, PdfName, PdfString, type PdfValue } from '../read/values.ts';

/** Codes of one length: each byte lies between that of `low` and that of `high`. */
export interface CodespaceRange {
  readonly length: number;
  readonly low: number;
  readonly high: number;
}

interface Range<T> {
  readonly length: number;
  readonly low: number;
  readonly high: number;
  readonly value: T;
}

/** A CMap as written. */
export interface CMapFile {
  readonly name: string | undefined;
  readonly wMode: number | undefined;
  /** Registry, ordering, supplement as the program itself tells them. */
  readonly registry: string | undefined;
  readonly ordering: string | undefined;
  readonly supplement: number | undefined;
  /** The CMap that is built upon, by `usecmap`. */
  readonly uses: string | undefined;
  readonly codespaces: readonly CodespaceRange[];
  /** CID of a code of the given length in bytes; undefined where this file maps it not. */
  readonly cidOf: (code: number, length: number) => number | undefined;
  /** Highest CID that a range of this file leads to; 0 where it has none. */
  readonly highestCid: number;
  /** Text of a code (`bfchar`, `bfrange`), of this length first, else of any; undefined where this file maps it not. */
  readonly textOf: (code: number, length: number) => string | undefined;
}

const maxRanges = 200_000;
/** Ranges that may lie over one another; no honest file has many. */
const maxOverlap = 1000;
/** Inside a CMap no reference can stand. */
const noReferences = { resolve: (value: PdfValue): PdfValue => value };

type Definition = { name?: string; wMode?: number; registry?: string; ordering?: string; supplement?: number; uses?: string };

/** Reads a CMap; what is broken is left out. */
export function parseCMapFile(bytes: Uint8Array): CMapFile {
  const found: Definition = {};
  const codespaces: CodespaceRange[] = [];
  const cids: Range<number>[] = [];
  const texts: Range<string | readonly string[]>[] = [];
  const lexer = new Lexer(bytes, { resolver: noReferences });
  let stack: PdfValue[] = [];
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
    if (!(token instanceof Keyword)) {
      if (stack.length < 1024) stack.push(token);
      continue;
    }
    if (token.text === 'def') define(found, stack);
    else if (token.text === 'usecmap') found.uses = nameIn(stack.at(-1)) ?? found.uses ?? '';
    else if (token.text === 'endcodespacerange') for (const range of pairs(stack)) codespaces.push(range);
    else if (token.text === 'endcidrange') cids.push(...ranges(stack, (value) => (typeof value === 'number' ? value : undefined)));
    else if (token.text === 'endcidchar') cids.push(...single(stack, (value) => (typeof value === 'number' ? value : undefined)));
    else if (token.text === 'endbfrange') texts.push(...ranges(stack, textIn));
    else if (token.text === 'endbfchar') texts.push(...single(stack, textIn));
    // Operators within a dictionary under construction leave their operands; only `def` and the ends consume them.
    if (/^(?:begin|end|def$|dup$|usecmap$|pop$)/.test(token.text)) stack = [];
    if (cids.length > maxRanges || texts.length > maxRanges) break;
  }
  return finish(found, codespaces, cids, texts);
}

function finish(
  found: Definition,
  codespaces: readonly CodespaceRange[],
  cids: Range<number>[],
  texts: Range<string | readonly string[]>[],
): CMapFile {
  const cidRange = finder(cids);
  const textRange = finder(texts);
  return {
    name: found.name,
    wMode: found.wMode,
    registry: found.registry,
    ordering: found.ordering,
    supplement: found.supplement,
    uses: found.uses,
    codespaces,
    highestCid: cids.reduce((highest, { low, high, value }) => Math.max(highest, value + high - low), 0),
    cidOf: (code, length) => {
      const range = cidRange(code, length);
      return range && range.value + code - range.low;
    },
    textOf: (code, length) => {
      // ToUnicode maps often write the codes of simple fonts with two bytes; readers take them all the same.
      const range = textRange(code, length) ?? textRange(code);
      return range && textAt(range.value, code - range.low);
    },
  };
}

function define(found: Definition, stack: readonly PdfValue[]): void {
  const key = nameIn(stack.at(-2));
  const value = stack.at(-1) ?? null;
  if (key === 'CMapName') found.name ??= nameIn(value);
  else if (key === 'WMode' && typeof value === 'number') found.wMode ??= value;
  else if (key === 'Registry' && value instanceof PdfString) found.registry ??= value.latin1;
  else if (key === 'Ordering' && value instanceof PdfString) found.ordering ??= value.latin1;
  else if (key === 'Supplement' && typeof value === 'number') found.supplement ??= value;
  else if (key === 'CIDSystemInfo' && value instanceof PdfDict) {
    found.registry ??= value.string('Registry')?.latin1;
    found.ordering ??= value.string('Ordering')?.latin1;
    found.supplement ??= value.number('Supplement');
  }
}

const nameIn = (value: PdfValue | undefined): string | undefined => (value instanceof PdfName ? value.value : undefined);

const numberIn = (bytes: Uint8Array): number => bytes.reduce((number, byte) => number * 256 + byte, 0);

function* pairs(stack: readonly PdfValue[]): Iterable<CodespaceRange> {
  for (let index = 0; index + 1 < stack.length; index += 2) {
    const [low, high] = [stack[index], stack[index + 1]];
    if (low instanceof PdfString && high instanceof PdfString && low.bytes.length >= 1 && low.bytes.length <= 4)
      yield { length: low.bytes.length, low: numberIn(low.bytes), high: numberIn(high.bytes) };
  }
}

function* ranges<T>(stack: readonly PdfValue[], read: (value: PdfValue) => T | undefined): Iterable<Range<T>> {
  for (let index = 0; index + 2 < stack.length; index += 3) {
    const [low, high] = [stack[index], stack[index + 1]];
    const value = read(stack[index + 2] ?? null);
    if (low instanceof PdfString && high instanceof PdfString && value !== undefined)
      yield { length: low.bytes.length, low: numberIn(low.bytes), high: numberIn(high.bytes), value };
  }
}

function* single<T>(stack: readonly PdfValue[], read: (value: PdfValue) => T | undefined): Iterable<Range<T>> {
  for (let index = 0; index + 1 < stack.length; index += 2) {
    const code = stack[index];
    const value = read(stack[index + 1] ?? null);
    if (code instanceof PdfString && value !== undefined)
      yield { length: code.bytes.length, low: numberIn(code.bytes), high: numberIn(code.bytes), value };
  }
}

/** UTF-16BE text, or one for each code of a range. */
function textIn(value: PdfValue): string | readonly string[] | undefined {
  if (value instanceof PdfString) return utf16(value.bytes);
  if (value instanceof PdfArray) return value.items.map((item) => (item instanceof PdfString ? utf16(item.bytes) : ''));
  return undefined;
}

function utf16(bytes: Uint8Array): string {
  if (bytes.length === 1) return String.fromCharCode(bytes[0]!);
  let text = '';
  for (let index = 0; index + 1 < bytes.length; index += 2) text += String.fromCharCode((bytes[index]! << 8) | bytes[index + 1]!);
  return text;
}

/** The text of the `step`-th code of a range: its last character counts up. */
function textAt(value: string | readonly string[], step: number): string | undefined {
  if (typeof value !== 'string') return value[step];
  if (step === 0 || value === '') return value;
  return value.slice(0, -1) + String.fromCharCode((value.charCodeAt(value.length - 1) + step) & 0xffff);
}

/** Finds the range of a code, of the given length or of any; where ranges overlap, the one written last counts. */
function finder<T>(all: Range<T>[]): (code: number, length?: number) => Range<T> | undefined {
  const sorted = lazy(() => withReach(all));
  return (code, length) => {
    const { ranges: list, reach } = sorted();
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle]!.low <= code) low = middle + 1;
      else high = middle;
    }
    for (let index = low - 1; index >= 0 && index >= low - maxOverlap && reach[index]! >= code; index--) {
      const range = list[index]!;
      if (range.high >= code && (length === undefined || range.length === length)) return range;
    }
    return undefined;
  };
}

function withReach<T>(all: Range<T>[]): { ranges: Range<T>[]; reach: number[] } {
  const list = all.map((range, index) => ({ range, index })).sort((a, b) => a.range.low - b.range.low || a.index - b.index);
  let furthest = -1;
  const reach = list.map(({ range }) => {
    furthest = Math.max(furthest, range.high);
    return furthest;
  });
  return { ranges: list.map(({ range }) => range), reach };
}
