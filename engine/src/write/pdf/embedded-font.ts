import { deflate, latin1, sha256 } from '#runtime';
import type { FontFace } from '../../text/font-face.ts';
import type { ShapedWord } from '../../text/shaper.ts';
import { type FontTable, packFont, subsetTrueType } from './font-subset.ts';
import { type GlyphPart, type JoinedFont, withJoinedGlyphs } from './joined-glyphs.ts';
import { streamObject } from './objects.ts';
import { utf16Hex } from './syntax.ts';
import { readTrueType, type TrueTypeFont } from './true-type.ts';

/** Objects that one embedded font takes: Type0 font, CID font, descriptor, font file, map to Unicode. */
export const OBJECTS_PER_FONT = 5;

const parsed = new WeakMap<FontFace, TrueTypeFont>();

/** The parsed file behind a face. */
export function trueTypeOf(face: FontFace): TrueTypeFont {
  let font = parsed.get(face);
  if (font === undefined) {
    font = readTrueType(face.data);
    parsed.set(face, font);
  }
  return font;
}

let joinedFonts = 0;

/**
 * A font with the glyphs of one face that are embedded together. Glyphs are renumbered from 1 in the order in which they are
 * added; the number is both the character code (Identity-H, two bytes) and the glyph id in the subset.
 */
export class EmbeddedFont {
  readonly face: FontFace;
  /** Name in the resources, e.g. `F1`. */
  readonly resource: string;
  #font: TrueTypeFont;
  #joined: JoinedFont | undefined;
  readonly #codes: Uint16Array;
  /** Codes of glyphs that are there with several texts, beside the first. */
  #others: Map<string, number> | undefined;
  readonly #glyphs: number[] = [0];
  readonly #texts: string[] = ['\uFFFD'];
  /** By code: the text where it is a single UTF-16 unit, else 0; and the width. Asked for every glyph that is written. */
  readonly #characters: number[] = [0xfffd];
  readonly #widths: number[] = [0];

  constructor(face: FontFace, resource: string) {
    this.face = face;
    this.resource = resource;
    this.#font = trueTypeOf(face);
    this.#codes = new Uint16Array(this.#font.glyphCount);
  }

  /** Equal for fonts of a face whose objects have the same bytes. Joined glyphs are rare; each font with them is its own. */
  get signature(): string {
    const joined = this.#joined === undefined ? '' : `joined ${++joinedFonts}`;
    return `${this.#glyphs.join(' ')}|${this.#texts.join('\u0000')}${joined}`;
  }

  /** The code of a glyph, 0 when it is not in this font. */
  codeOf(glyph: number): number {
    return this.#codes[glyph] ?? 0;
  }

  /** What text extraction makes of a glyph of this font. */
  textOf(glyph: number): string {
    return this.#texts[this.codeOf(glyph)]!;
  }

  /** Adds a glyph; the text given first stays. Returns its code. */
  add(glyph: number, text: string): number {
    const known = this.codeOf(glyph);
    if (known !== 0 || glyph === 0 || glyph >= this.#codes.length) return known;
    const code = this.#append(glyph, text);
    this.#codes[glyph] = code;
    return code;
  }

  /** The code by which a glyph stands for a text, 0 when it does not in this font. */
  codeAs(glyph: number, text: string): number {
    const code = this.codeOf(glyph);
    if (code !== 0 && this.#texts[code] === text) return code;
    return this.#others?.get(`${glyph} ${text}`) ?? 0;
  }

  /** Adds a glyph once more if it is there with another text. Returns its code for this text. */
  addAs(glyph: number, text: string): number {
    const known = this.codeAs(glyph, text);
    if (known !== 0 || glyph === 0) return known;
    if (this.codeOf(glyph) === 0) return this.add(glyph, text);
    const code = this.#append(glyph, text);
    this.#others ??= new Map();
    this.#others.set(`${glyph} ${text}`, code);
    return code;
  }

  /** The code of several glyphs that stand for a text together, 0 when they do not in this font. */
  codeOfJoined(parts: readonly GlyphPart[], advance: number, text: string): number {
    return this.#others?.get(joinedKey(parts, advance, text)) ?? 0;
  }

  /** Adds several glyphs that stand for a text together, drawn as one. Returns their code. */
  addJoined(parts: readonly GlyphPart[], advance: number, text: string): number {
    const key = joinedKey(parts, advance, text);
    let code = this.#others?.get(key);
    if (code === undefined) {
      this.#joined ??= withJoinedGlyphs(this.#font);
      this.#font = this.#joined.font;
      code = this.#append(this.#joined.join(parts, advance), text);
      this.#others ??= new Map();
      this.#others.set(key, code);
    }
    return code;
  }

  #append(glyph: number, text: string): number {
    const code = this.#glyphs.length;
    this.#glyphs.push(glyph);
    this.#texts.push(text);
    this.#characters.push(text.length === 1 ? text.charCodeAt(0) : 0);
    this.#widths.push(this.width(glyph));
    return code;
  }

  /** The text of a code where it is a single UTF-16 unit; 0 where it is more. */
  characterOf(code: number): number {
    return this.#characters[code]!;
  }

  /** Width of a code, thousandths of an em. */
  widthOf(code: number): number {
    return this.#widths[code]!;
  }

  /** Width of a glyph as the PDF states it, thousandths of an em. */
  width(glyph: number): number {
    return Math.round((this.#font.advance(glyph) * 100_000) / this.#font.unitsPerEm) / 100;
  }

  /** The objects, the first being the font itself, numbered from `first`; `tables` go into the font file beside its own. */
  objects(first: number, best: boolean, tables: readonly FontTable[] = []): Uint8Array[] {
    const subset = subsetTrueType(this.#font, this.#glyphs);
    const { glyphs } = subset;
    const file = tables.length === 0 ? subset.file : packFont(subset, tables);
    const name = `${subsetTag(file)}+${this.#font.postScriptName}`;
    const widths = glyphs.map((glyph) => this.width(glyph)).join(' ');
    const system = '/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>';
    return [
      latin1(
        `${first} 0 obj\n<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H/DescendantFonts[${first + 1} 0 R]/ToUnicode ${first + 4} 0 R>>\nendobj\n`,
      ),
      latin1(
        `${first + 1} 0 obj\n<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}${system}/FontDescriptor ${first + 2} 0 R/CIDToGIDMap/Identity/DW 0/W[0[${widths}]]>>\nendobj\n`,
      ),
      latin1(`${first + 2} 0 obj\n${this.#descriptor(name, first + 3)}\nendobj\n`),
      streamObject(first + 3, `/Length1 ${file.length}/Filter/FlateDecode`, deflate(file, best)),
      streamObject(first + 4, '/Filter/FlateDecode', deflate(latin1(toUnicode(this.#texts)), best)),
    ];
  }

  #descriptor(name: string, file: number): string {
    const font = this.#font;
    const scale = (units: number): number => Math.round((units * 1000) / font.unitsPerEm);
    const flags = 4 + (font.fixedPitch ? 1 : 0) + (font.italicAngle !== 0 ? 64 : 0);
    const { ascender, descender, capHeight, xHeight } = this.face;
    // No font tells its stem width; this is the usual estimate from the weight class.
    const stem = Math.round(50 + (font.weight / 65) ** 2);
    return (
      `<</Type/FontDescriptor/FontName/${name}/Flags ${flags}/FontBBox[${font.box.map(scale).join(' ')}]/ItalicAngle ${font.italicAngle}` +
      `/Ascent ${scale(ascender)}/Descent ${scale(descender)}/CapHeight ${scale(capHeight)}/XHeight ${scale(xHeight)}/StemV ${stem}/FontFile2 ${file} 0 R>>`
    );
  }
}

const joinedKey = (parts: readonly GlyphPart[], advance: number, text: string): string =>
  `${parts.map(({ glyph, x, y }) => `${glyph} ${x} ${y}`).join(' ')} ${advance} ${text}`;

/** Six capitals that tell subsets apart, made from their content. */
function subsetTag(file: Uint8Array): string {
  return [...sha256([file]).subarray(0, 6)].map((byte) => String.fromCharCode(65 + (byte % 26))).join('');
}

/** The map from codes to text (ISO 32000-1, 9.10.3). */
function toUnicode(texts: readonly string[]): string {
  const lines = texts.map((text, code) => `<${code.toString(16).padStart(4, '0')}><${utf16Hex(text)}>`).slice(1);
  const blocks: string[] = [];
  for (let i = 0; i < lines.length; i += 100) {
    const block = lines.slice(i, i + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
}

/**
 * The text that each glyph of a word stands for: the first glyph of a cluster has its text, further glyphs of the cluster have
 * none. Joined in logical order they are the word.
 */
export function textOfGlyphs(word: ShapedWord): string[] {
  const { clusters, text } = word;
  const starts = [...new Set(clusters)].sort((a, b) => a - b);
  const ends = new Map(starts.map((start, i) => [start, starts[i + 1] ?? text.length]));
  const seen = new Set<number>();
  return Array.from(clusters, (cluster) => {
    if (seen.has(cluster)) return '';
    seen.add(cluster);
    return text.slice(cluster, ends.get(cluster));
  });
}
