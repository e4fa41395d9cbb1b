import type { ShapedWord } from '../../text/shaper.ts';
import { ByteWriter } from './byte-writer.ts';
import { type EmbeddedFont, textOfGlyphs } from './embedded-font.ts';
import type { PdfOutput } from './pdf-output.ts';

/**
 * What is known of a word in a font once it was written; remembered on the shaped word. All figures are whole numbers, which stand in the
 * object itself, and the bytes are a string, which is one object where an array of bytes is three: of thousands of words few are in the
 * processor's cache when their turn comes, and fetching these objects is what writing a word costs.
 */
interface EncodedWord {
  readonly font: EmbeddedFont;
  /** How far the pen moves, thousandths of an em; `SPECIAL` when the word needs more than this one font. */
  readonly width: number;
  /** Place in the table of the words that the stream has. */
  readonly slot: number;
  /** How many bytes it is, and what they add to the checksum. */
  readonly count: number;
  readonly sum: number;
  readonly weighted: number;
  /** What stands between the parentheses, kept when the word comes a second time: most amounts of a table are drawn once. */
  bytes: string | undefined;
}

/** Instead of a width; a whole number like these, and none that a word has. */
export const SPECIAL = -1_000_000_000;

const CLOSE = 0x29;
const OPEN = 0x28;
const HYPHEN = 0x2d;
/** What text extraction is told of a hyphen that only a line's end puts there. */
export const SOFT_HYPHEN = '\u00ad';

const SLOTS = 1024;
/** The words that the streams being written had last, by their slots: which, in which stream, and where. */
const words: (ShapedWord | undefined)[] = new Array(SLOTS).fill(undefined);
/** For each slot the stream, and the place in it. */
const places = new Int32Array(SLOTS * 2);

/**
 * Writes a word in the base font as it stands between the parentheses of a `TJ` operator, kerning inside as `)-20(`. A word that the
 * stream has is told as its repetition. That it is the same is told by its glyphs: whether it is the same object hangs on what
 * the shaper remembers.
 * @returns how far the pen moves, thousandths of an em; `SPECIAL`, and nothing written, when the word needs more than this one font.
 */
export function writeWord(out: PdfOutput, font: EmbeddedFont, word: ShapedWord): number {
  let known = word.written as EncodedWord | undefined;
  const seen = known !== undefined && known.font === font;
  const slot = seen ? known!.slot : slotOf(word.glyphs);
  const other = places[slot * 2] === out.stream ? words[slot] : undefined;
  const at = out.length;
  if (other !== undefined && (other === word || sameGlyphs(word, other, font))) {
    known = other.written as EncodedWord;
    word.written = known;
    if (!out.repeat(places[slot * 2 + 1]!, known.count, known.sum, known.weighted)) writeKnown(out, font, word, known);
  } else if (seen) {
    if (known!.width === SPECIAL) return SPECIAL;
    writeKnown(out, font, word, known!);
  } else {
    known = encode(out, font, word, slot);
    word.written = known;
    if (known.width === SPECIAL) return SPECIAL;
  }
  words[slot] = word;
  places[slot * 2] = out.stream;
  places[slot * 2 + 1] = at;
  return known!.width;
}

function writeKnown(out: PdfOutput, font: EmbeddedFont, word: ShapedWord, known: EncodedWord): void {
  known.bytes ??= encodedBytes(font, word).bytes;
  out.text(known.bytes);
}

/** A word in the base font as it stands between the parentheses, a character for each byte; its width as `writeWord` gives it. */
export function encodedBytes(font: EmbeddedFont, word: ShapedWord): { readonly bytes: string; readonly width: number } {
  if (!isPlain(font, word)) return { bytes: '', width: SPECIAL };
  RUN.clear();
  const width = encodeRun(font, word, 0, word.glyphs.length, 0);
  return { bytes: String.fromCharCode(...RUN.view()), width };
}

function encode(out: PdfOutput, font: EmbeddedFont, word: ShapedWord, slot: number): EncodedWord {
  if (!isPlain(font, word)) return { font, width: SPECIAL, slot, count: 0, sum: 0, weighted: 0, bytes: undefined };
  RUN.clear();
  const width = encodeRun(font, word, 0, word.glyphs.length, 0);
  const bytes = RUN.memory;
  const count = RUN.length;
  let sum = 0;
  let weighted = 0;
  for (let i = 0; i < count; i++) {
    sum += bytes[i]!;
    weighted += sum;
  }
  out.bytes(bytes, count);
  return { font, width, slot, count, sum, weighted, bytes: undefined };
}

function slotOf(glyphs: ShapedWord['glyphs']): number {
  let hash = glyphs.length;
  for (let i = 0; i < glyphs.length; i++) hash = (Math.imul(hash, 31) + glyphs[i]!) | 0;
  return (hash ^ (hash >>> 10)) & (SLOTS - 1);
}

/** Whether another word, that was written in a font, is this one: glyph by glyph, in the same places. */
function sameGlyphs(word: ShapedWord, other: ShapedWord, font: EmbeddedFont): boolean {
  const { glyphs, advances, offsets } = word;
  if (other.glyphs.length !== glyphs.length || other.text !== word.text || (other.written as EncodedWord).font !== font) return false;
  for (let i = 0; i < glyphs.length; i++) if (glyphs[i] !== other.glyphs[i] || advances[i] !== other.advances[i]) return false;
  if (offsets === undefined || other.offsets === undefined) return offsets === other.offsets;
  return offsets.every((offset, i) => offset === other.offsets![i]);
}

/**
 * Writes a word whose last glyph is a hyphen that only the line's end puts there, as a soft one: readers then join what it parts.
 * @returns like `writeWord`
 */
export function writeHyphenated(out: PdfOutput, font: EmbeddedFont, word: ShapedWord): number {
  const glyph = word.glyphs.at(-1)!;
  const softHyphen = font.codeAs(glyph, SOFT_HYPHEN);
  // A base font gives the hyphen its number in ASCII, which stands in a string as it is.
  if (softHyphen === 0 || font.codeOf(glyph) !== HYPHEN || !isPlain(font, word)) return writeWord(out, font, word);
  RUN.clear();
  const width = encodeRun(font, word, 0, word.glyphs.length, 0);
  RUN.length -= font.isWide ? 2 : 1;
  encodeCode(font, softHyphen);
  out.bytes(RUN.memory, RUN.length);
  return width;
}

/** Writes a word that is not to be remembered, and is not told as a repetition. @returns like `writeWord` */
export const writeOnce = (out: PdfOutput, font: EmbeddedFont, word: ShapedWord): number =>
  isPlain(font, word) ? writeRun(out, font, word, 0, word.glyphs.length, 0) : SPECIAL;

/** Whether the base font has all glyphs, none is raised, and extracting their text gives the word. */
function isPlain(font: EmbeddedFont, word: ShapedWord): boolean {
  const { glyphs, text, offsets } = word;
  let spelled = glyphs.length === text.length;
  for (let i = 0; i < glyphs.length; i++) {
    const code = font.codeOf(glyphs[i]!);
    if (code === 0) return false;
    if (offsets !== undefined && offsets[i * 2 + 1] !== 0) return false;
    if (font.characterOf(code) !== text.charCodeAt(i)) spelled = false;
  }
  return spelled || extractsAs(word, (glyph) => font.textOf(glyph));
}

/** Whether the texts of the glyphs, left to right or right to left, are the word's text. */
export function extractsAs(word: ShapedWord, textOf: (glyph: number) => string): boolean {
  let forward = '';
  for (const glyph of word.glyphs) forward += textOf(glyph);
  if (forward === word.text) return true;
  const texts = Array.from(word.glyphs, textOf);
  const canonical = word.text.normalize('NFKC');
  return forward.normalize('NFKC') === canonical || texts.reverse().join('').normalize('NFKC') === canonical;
}

/**
 * Writes the glyphs from `from` to `to`, all in `font`. The pen (thousandths of an em from the word's start) goes in and out;
 * an adjustment is written only where a glyph does not stand where the widths of the font put it.
 */
export function writeRun(out: PdfOutput, font: EmbeddedFont, word: ShapedWord, from: number, to: number, pen: number): number {
  RUN.clear();
  const end = encodeRun(font, word, from, to, pen);
  out.bytes(RUN.memory, RUN.length);
  return end;
}

/** Where glyphs are encoded before they are written. */
const RUN = new ByteWriter(256);

function encodeRun(font: EmbeddedFont, word: ShapedWord, from: number, to: number, pen: number): number {
  const { glyphs, advances, offsets } = word;
  const scale = 1000 / word.face.unitsPerEm;
  let ideal = 0;
  for (let i = 0; i < from; i++) ideal += advances[i]!;
  for (let i = from; i < to; i++) {
    const target = (offsets === undefined ? ideal : ideal + offsets[i * 2]!) * scale;
    const adjustment = Math.round(pen - target);
    if (adjustment !== 0) {
      RUN.byte(CLOSE);
      RUN.integer(adjustment);
      RUN.byte(OPEN);
      pen -= adjustment;
    }
    const code = font.codeOf(glyphs[i]!);
    encodeCode(font, code);
    pen += font.widthOf(code);
    ideal += advances[i]!;
  }
  return pen;
}

function encodeCode(font: EmbeddedFont, code: number): void {
  if (font.isWide) RUN.stringByte(code >> 8);
  RUN.stringByte(code & 255);
}

/** Text of each glyph for a font that does not have it yet; a glyph without text of its own shares that of its cluster. */
export function textsToAdd(word: ShapedWord): string[] {
  const texts = textOfGlyphs(word);
  return texts.map((text, i) => text || textOfCluster(word, texts, i));
}

function textOfCluster(word: ShapedWord, texts: readonly string[], index: number): string {
  const first = word.clusters.indexOf(word.clusters[index]!);
  return texts[first] || '\uFFFD';
}
