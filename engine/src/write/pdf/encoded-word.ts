import type { ShapedWord } from '../../text/shaper.ts';
import type { ByteWriter } from './byte-writer.ts';
import { type EmbeddedFont, textOfGlyphs } from './embedded-font.ts';

/** What is known of a word in a font once it was written; remembered on the shaped word. */
interface EncodedWord {
  readonly font: EmbeddedFont;
  /** How far the pen moves, thousandths of an em; NaN when the word needs more than this one font. */
  readonly width: number;
  /** What stands between the parentheses, kept when the word comes a second time: most amounts of a table are drawn once. */
  bytes: Uint8Array | undefined;
}

const CLOSE = 0x29;
const OPEN = 0x28;

/**
 * Writes a word in the base font as it stands between the parentheses of a `TJ` operator, kerning inside as `)-20(`.
 * @returns how far the pen moves, thousandths of an em; NaN, and nothing written, when the word needs more than this one font.
 */
export function writeWord(out: ByteWriter, font: EmbeddedFont, word: ShapedWord): number {
  const known = word.written as EncodedWord | undefined;
  if (known !== undefined && known.font === font) {
    if (known.bytes !== undefined) out.put(known.bytes);
    else if (!Number.isNaN(known.width)) {
      const from = out.length;
      writeRun(out, font, word, 0, word.glyphs.length, 0);
      known.bytes = out.copy(from);
    }
    return known.width;
  }
  const width = isPlain(font, word) ? writeRun(out, font, word, 0, word.glyphs.length, 0) : Number.NaN;
  word.written = { font, width, bytes: undefined } satisfies EncodedWord;
  return width;
}

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
export function writeRun(out: ByteWriter, font: EmbeddedFont, word: ShapedWord, from: number, to: number, pen: number): number {
  const { glyphs, advances, offsets } = word;
  const scale = 1000 / word.face.unitsPerEm;
  let ideal = 0;
  for (let i = 0; i < from; i++) ideal += advances[i]!;
  for (let i = from; i < to; i++) {
    const target = (offsets === undefined ? ideal : ideal + offsets[i * 2]!) * scale;
    const adjustment = Math.round(pen - target);
    if (adjustment !== 0) {
      out.byte(CLOSE);
      out.integer(adjustment);
      out.byte(OPEN);
      pen -= adjustment;
    }
    const code = font.codeOf(glyphs[i]!);
    out.stringByte(code >> 8);
    out.stringByte(code & 255);
    pen += font.widthOf(code);
    ideal += advances[i]!;
  }
  return pen;
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
