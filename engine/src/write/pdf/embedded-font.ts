import { deflate, latin1, sha256 } from '#runtime';
import { BoundedCache } from '../../text/bounded-cache.ts';
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

/** Codes below are for characters of ASCII. */
const BEHIND_ASCII = 0x7f;

/** Supplements of a face that are kept; each takes a kilobyte or a few. */
const SUPPLEMENTS_REMEMBERED = 256;
const supplements = new WeakMap<FontFace, BoundedCache<string, readonly Uint8Array[]>>();

let joinedFonts = 0;

/**
 * A font with the glyphs of one face that are embedded together, renumbered: the number is both the character code and the glyph id in
 * the subset. In a base font a character of ASCII has its own number where it can, so that a page compresses well, and the others
 * come behind; then codes have one byte if there are no more than 256. In a supplement they are numbered from 1, with two bytes.
 */
export class EmbeddedFont {
  readonly face: FontFace;
  /** Name in the resources, e.g. `F1`. */
  readonly resource: string;
  /** Whether codes have two bytes. A font that gets no more glyphs does with one, if it has no more than that tells apart. */
  #isWide = true;
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

  /** The next code for what has none of its own. */
  #next: number;
  readonly #isBase: boolean;

  constructor(face: FontFace, resource: string, isBase = false) {
    this.face = face;
    this.resource = resource;
    this.#isBase = isBase;
    this.#next = isBase ? BEHIND_ASCII : 1;
    this.#font = trueTypeOf(face);
    this.#codes = new Uint16Array(this.#font.glyphCount);
  }

  /** Equal for fonts of a face whose objects have the same bytes. Joined glyphs are rare; each font with them is its own. */
  get signature(): string {
    const joined = this.#joined === undefined ? '' : `joined ${++joinedFonts}`;
    return `${this.#glyphs.join(' ')}|${this.#texts.join('\u0000')}${joined}`;
  }

  get isWide(): boolean {
    return this.#isWide;
  }

  /** No glyphs will be added any more: before the first of its codes is written. */
  complete(): void {
    this.#isWide = this.#glyphs.length > 256;
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
    const character = text.length === 1 ? text.charCodeAt(0) : 0;
    const isFree = this.#isBase && character >= 0x20 && character < BEHIND_ASCII && (this.#glyphs[character] ?? 0) === 0;
    const code = isFree ? character : this.#next++;
    while (this.#glyphs.length <= code) {
      this.#glyphs.push(0);
      this.#texts.push('');
      this.#characters.push(0);
      this.#widths.push(0);
    }
    this.#glyphs[code] = glyph;
    this.#texts[code] = text;
    this.#characters[code] = character;
    this.#widths[code] = this.width(glyph);
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

  /**
   * The objects of a supplement, the first being the font itself, numbered from `first`. The same rare letters come again and again:
   * made once, they are kept.
   */
  supplementObjects(first: number): readonly Uint8Array[] {
    let known = supplements.get(this.face);
    if (known === undefined) {
      known = new BoundedCache(SUPPLEMENTS_REMEMBERED);
      supplements.set(this.face, known);
    }
    const key = `${this.resource} ${first} ${this.signature}`;
    let objects = known.get(key);
    if (objects === undefined) {
      objects = this.objects(first);
      known.set(key, objects);
    }
    return objects;
  }

  /** The objects, the first being the font itself, numbered from `first`. */
  objects(first: number, { best = false, byteCodes = 0, tables = [] }: FontOptions = {}): Uint8Array[] {
    const subset = subsetTrueType(this.#font, this.#glyphs);
    const { glyphs } = subset;
    const file = tables.length === 0 ? subset.file : packFont(subset, tables);
    const name = `${subsetTag(file)}+${this.#font.postScriptName}`;
    const widths = glyphs.map((glyph) => this.width(glyph)).join(' ');
    const encoding = this.#isWide ? '/Identity-H' : ` ${byteCodes} 0 R`;
    const system = '/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>';
    return [
      latin1(
        `${first} 0 obj\n<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding${encoding}/DescendantFonts[${first + 1} 0 R]/ToUnicode ${first + 4} 0 R>>\nendobj\n`,
      ),
      latin1(
        `${first + 1} 0 obj\n<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}${system}/FontDescriptor ${first + 2} 0 R/CIDToGIDMap/Identity/DW 0/W[0[${widths}]]>>\nendobj\n`,
      ),
      latin1(`${first + 2} 0 obj\n${this.#descriptor(name, first + 3)}\nendobj\n`),
      streamObject(first + 3, `/Length1 ${file.length}/Filter/FlateDecode`, deflate(file, best)),
      streamObject(first + 4, '/Filter/FlateDecode', deflate(latin1(toUnicode(this.#texts, this.#isWide)), best)),
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

interface FontOptions {
  /** Compresses with patience: for what is made once per program. */
  readonly best?: boolean;
  /** Number of the CMap for codes of one byte; needed where they are not wide. */
  readonly byteCodes?: number;
  /** Go into the font file beside its own. */
  readonly tables?: readonly FontTable[];
}

const joinedKey = (parts: readonly GlyphPart[], advance: number, text: string): string =>
  `${parts.map(({ glyph, x, y }) => `${glyph} ${x} ${y}`).join(' ')} ${advance} ${text}`;

/** Six capitals that tell subsets apart, made from their content. */
function subsetTag(file: Uint8Array): string {
  return [...sha256([file]).subarray(0, 6)].map((byte) => String.fromCharCode(65 + (byte % 26))).join('');
}

/** The CMap of codes of one byte, each the number of its glyph (ISO 32000-1, 9.7.5.4): an object that all fonts share. */
export function oneByteCodes(number: number): Uint8Array {
  const system = '/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>';
  const entries = `/Type/CMap/CMapName/Posthorn-Bytes-H${system}/WMode 0/Filter/FlateDecode`;
  return streamObject(number, entries, deflate(latin1(ONE_BYTE_CODES), true));
}

const ONE_BYTE_CODES = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo 3 dict dup begin
/Registry (Adobe) def
/Ordering (Identity) def
/Supplement 0 def
end def
/CMapName /Posthorn-Bytes-H def
/CMapType 1 def
/WMode 0 def
1 begincodespacerange
<00> <ff>
endcodespacerange
1 begincidrange
<00> <ff> 0
endcidrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;

/** The map from codes to text (ISO 32000-1, 9.10.3). */
function toUnicode(texts: readonly string[], isWide: boolean): string {
  const digits = isWide ? 4 : 2;
  const lines = texts.flatMap((text, code) =>
    code === 0 || text === '' ? [] : [`<${code.toString(16).padStart(digits, '0')}><${utf16Hex(text)}>`],
  );
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
${isWide ? '<0000><ffff>' : '<00><ff>'}
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
}

/** Where the cluster of glyph `i` ends, in glyphs whose clusters ascend. */
function endAfter(clusters: readonly number[], i: number, length: number): number {
  let next = i + 1;
  while (next < clusters.length && clusters[next] === clusters[i]) next++;
  return clusters[next] ?? length;
}

/**
 * The text that each glyph of a word stands for: the first glyph of a cluster has its text, further glyphs of the cluster have
 * none. Joined in logical order they are the word.
 */
export function textOfGlyphs(word: ShapedWord): string[] {
  const { clusters, text } = word;
  // As nearly all texts from left to right are: each glyph a cluster of its own or a further one of the last.
  if (clusters.every((cluster, i) => i === 0 || cluster >= clusters[i - 1]!)) {
    return clusters.map((cluster, i) =>
      i > 0 && cluster === clusters[i - 1] ? '' : text.slice(cluster, endAfter(clusters, i, text.length)),
    );
  }
  const starts = [...new Set(clusters)].sort((a, b) => a - b);
  const ends = new Map(starts.map((start, i) => [start, starts[i + 1] ?? text.length]));
  const seen = new Set<number>();
  return Array.from(clusters, (cluster) => {
    if (seen.has(cluster)) return '';
    seen.add(cluster);
    return text.slice(cluster, ends.get(cluster));
  });
}
