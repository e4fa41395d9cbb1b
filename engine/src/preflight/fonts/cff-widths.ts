/**
 * Widths of the glyphs of a CFF font: a Type 2 charstring tells its width as an odd first operand before the first operator that takes
 * the stack, as difference from the private dictionary's `nominalWidthX`; without one it is `defaultWidthX` wide.
 */
import { type CffIndex, readDict, readIndex } from './cff-dict.ts';

/** What is needed of a font. */
export interface GlyphWidths {
  readonly view: DataView;
  readonly top: ReadonlyMap<number, readonly number[]>;
  readonly charstrings: CffIndex;
  readonly globals: CffIndex;
  /** Thousandths of text space per unit; null where the font dictionaries of a CID-keyed font tell it. */
  readonly scale: number | null;
}

interface Private {
  readonly defaultWidth: number;
  readonly nominalWidth: number;
  readonly locals: CffIndex | null;
  readonly scale: number;
}

/** @returns a function from glyph to width in thousandths, null where charstring or dictionary are broken. */
export function widthsOfCharstrings(font: GlyphWidths): (glyph: number) => number | null {
  let privates: Private[] | undefined;
  let select: ((glyph: number) => number) | undefined;
  return (glyph) => {
    try {
      privates ??= readPrivates(font);
      select ??= readSelect(font);
      const own = privates[select(glyph)];
      if (!own || glyph < 0 || glyph >= font.charstrings.count) return null;
      const told = widthOperand(font.charstrings.item(glyph), own.locals, font.globals);
      return (told === null ? own.defaultWidth : own.nominalWidth + told) * own.scale;
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  };
}

function readPrivates(font: GlyphWidths): Private[] {
  const fontDicts = font.top.get(0x0c24)?.[0];
  if (fontDicts === undefined) return [readPrivate(font.view, font.top, font.scale ?? 1)];
  const index = readIndex(font.view, fontDicts);
  return Array.from({ length: Math.min(index.count, 256) }, (_, number) => {
    const dict = readDict(index.item(number));
    const own = dict.get(0x0c07)?.[0];
    return readPrivate(font.view, dict, own ? own * (font.scale ?? 1000) : (font.scale ?? 1));
  });
}

function readPrivate(view: DataView, dict: ReadonlyMap<number, readonly number[]>, scale: number): Private {
  const [size, at] = dict.get(18) ?? [];
  if (!size || !at || at + size > view.byteLength) return { defaultWidth: 0, nominalWidth: 0, locals: null, scale };
  const own = readDict(new Uint8Array(view.buffer, view.byteOffset + at, size));
  const subroutines = own.get(19)?.[0];
  const locals = subroutines ? readIndex(view, at + subroutines) : null;
  return { defaultWidth: own.get(20)?.[0] ?? 0, nominalWidth: own.get(21)?.[0] ?? 0, locals, scale };
}

/** FDSelect: which font dictionary a glyph of a CID-keyed font belongs to. */
function readSelect({ view, top }: GlyphWidths): (glyph: number) => number {
  const at = top.get(0x0c25)?.[0];
  if (at === undefined) return () => 0;
  if (view.getUint8(at) === 0) return (glyph) => view.getUint8(at + 1 + glyph);
  const count = view.getUint16(at + 1);
  return (glyph) => {
    let low = 0;
    let high = count;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (view.getUint16(at + 3 + middle * 3) <= glyph) low = middle;
      else high = middle;
    }
    return view.getUint8(at + 5 + low * 3);
  };
}

const maxSteps = 2000;
/** Operators that clear the stack, with the number of operands they take; one more is the width. -1: even number of operands. */
const takers: Readonly<Record<number, number>> = { 1: -1, 3: -1, 18: -1, 23: -1, 19: -1, 20: -1, 4: 1, 22: 1, 21: 2, 14: 0 };

/** The operand that tells the width, or null where the charstring has none. */
function widthOperand(charstring: Uint8Array, locals: CffIndex | null, globals: CffIndex): number | null {
  const stack: number[] = [];
  const calls: { code: Uint8Array; at: number }[] = [{ code: charstring, at: 0 }];
  for (let step = 0; step < maxSteps; step++) {
    const frame = calls.at(-1);
    if (!frame) return null;
    const { code } = frame;
    if (frame.at >= code.length) {
      calls.pop();
      continue;
    }
    const first = code[frame.at]!;
    if (first >= 32 || first === 28) {
      frame.at = pushOperand(code, frame.at, stack);
      continue;
    }
    frame.at++;
    if (first === 11) calls.pop();
    else if (first === 10 || first === 29) {
      const routine = subroutine(first === 10 ? locals : globals, stack.pop());
      if (!routine || calls.length > 10) return null;
      calls.push({ code: routine, at: 0 });
    } else {
      const takes = takers[first];
      if (takes === undefined) return null;
      // `endchar` may take the four operands of an accented character.
      const tells = takes === -1 ? stack.length % 2 === 1 : first === 14 ? stack.length === 1 || stack.length === 5 : stack.length > takes;
      return tells ? stack[0]! : null;
    }
  }
  return null;
}

function subroutine(index: CffIndex | null, number: number | undefined): Uint8Array | null {
  if (!index || number === undefined) return null;
  const biased = number + (index.count < 1240 ? 107 : index.count < 33900 ? 1131 : 32768);
  return biased >= 0 && biased < index.count ? index.item(biased) : null;
}

function pushOperand(code: Uint8Array, at: number, stack: number[]): number {
  const first = code[at]!;
  const byte = (step: number): number => code[at + step] ?? 0;
  let value = first - 139;
  let next = at + 1;
  if (first === 28) [value, next] = [((byte(1) << 24) | (byte(2) << 16)) >> 16, at + 3];
  else if (first === 255) [value, next] = [((byte(1) << 24) | (byte(2) << 16) | (byte(3) << 8) | byte(4)) / 65536, at + 5];
  else if (first >= 251) [value, next] = [-(first - 251) * 256 - byte(1) - 108, at + 2];
  else if (first >= 247) [value, next] = [(first - 247) * 256 + byte(1) + 108, at + 2];
  if (stack.length < 192) stack.push(value);
  return next;
}
