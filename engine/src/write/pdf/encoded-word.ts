import type { ShapedWord } from '../../text/shaper.ts';
import { type EmbeddedFont, textOfGlyphs } from './embedded-font.ts';
import { escapeBytes } from './syntax.ts';

/** A word as it goes between the parentheses of a `TJ` operator, remembered on the shaped word. */
export interface EncodedWord {
  readonly font: EmbeddedFont;
  /** Without the outer parentheses; kerning inside as `)-20(`. `undefined` when the word needs more than this one font. */
  readonly text: string | undefined;
  /** How far the pen moves, thousandths of an em. */
  readonly width: number;
}

/** A word in the base font, encoded once and then remembered. */
export function encodeWord(font: EmbeddedFont, word: ShapedWord): EncodedWord {
  const known = word.written as EncodedWord | undefined;
  if (known !== undefined && known.font === font) return known;
  const encoded = isPlain(font, word) ? encodePlain(font, word) : { font, text: undefined, width: 0 };
  word.written = encoded;
  return encoded;
}

/** Whether the base font has all glyphs, none is raised, and extracting their text gives the word. */
function isPlain(font: EmbeddedFont, word: ShapedWord): boolean {
  for (let i = 0; i < word.glyphs.length; i++) {
    if (font.codeOf(word.glyphs[i]!) === 0) return false;
    if (word.offsets !== undefined && word.offsets[i * 2 + 1] !== 0) return false;
  }
  return extractsAs(word, (glyph) => font.textOf(glyph));
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

function encodePlain(font: EmbeddedFont, word: ShapedWord): EncodedWord {
  const run = encodeRun(font, word, 0, word.glyphs.length, 0);
  return { font, text: run.text, width: run.pen };
}

/**
 * Encodes the glyphs from `from` to `to`, all in `font`. The pen (thousandths of an em from the word's start) goes in and out;
 * an adjustment is written only where a glyph does not stand where the widths of the font put it.
 */
export function encodeRun(font: EmbeddedFont, word: ShapedWord, from: number, to: number, pen: number): { text: string; pen: number } {
  const scale = 1000 / word.face.unitsPerEm;
  let ideal = 0;
  for (let i = 0; i < from; i++) ideal += word.advances[i]!;
  let text = '';
  let bytes = '';
  for (let i = from; i < to; i++) {
    const glyph = word.glyphs[i]!;
    const target = (ideal + (word.offsets?.[i * 2] ?? 0)) * scale;
    const adjustment = Math.round(pen - target);
    if (adjustment !== 0) {
      text += `${escapeBytes(bytes)})${adjustment}(`;
      bytes = '';
      pen -= adjustment;
    }
    bytes += codeBytes(font.codeOf(glyph));
    pen += font.width(glyph);
    ideal += word.advances[i]!;
  }
  return { text: text + escapeBytes(bytes), pen };
}

/** A code as two bytes. */
export const codeBytes = (code: number): string => String.fromCharCode(code >> 8, code & 255);

/** Text of each glyph for a font that does not have it yet; a glyph without text of its own shares that of its cluster. */
export function textsToAdd(word: ShapedWord): string[] {
  const texts = textOfGlyphs(word);
  return texts.map((text, i) => text || textOfCluster(word, texts, i));
}

function textOfCluster(word: ShapedWord, texts: readonly string[], index: number): string {
  const first = word.clusters.indexOf(word.clusters[index]!);
  return texts[first] || '\uFFFD';
}
