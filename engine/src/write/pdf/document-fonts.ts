import { latin1 } from '#runtime';
import type { FontFace } from '../../text/font-face.ts';
import type { ShapedWord } from '../../text/shaper.ts';
import { type Cluster, clustersOf, isRightToLeft, SPACE_BETWEEN } from './clusters.ts';
import { EmbeddedFont, trueTypeOf } from './embedded-font.ts';
import { SOFT_HYPHEN, textsToAdd } from './encoded-word.ts';
import type { GlyphPart } from './joined-glyphs.ts';
import { escapeBytes } from './syntax.ts';

/** A character code of a font. */
export interface FontCode {
  readonly font: EmbeddedFont;
  readonly code: number;
}

/** A face of the program with its base font. */
export interface PreparedFace {
  readonly font: EmbeddedFont;
  /** The space as it stands in a literal string. */
  readonly space: Uint8Array;
  readonly spaceGlyph: number;
  /** Thousandths of an em. */
  readonly spaceWidth: number;
}

/** The base font of a face: the space, then the glyphs of the given words. */
export function prepareFace(face: FontFace, resource: string, words: Iterable<ShapedWord>): PreparedFace {
  const font = new EmbeddedFont(face, resource, true);
  const space = trueTypeOf(face).glyphOf(0x20);
  const spaceCode = font.add(space, ' ');
  for (const word of words) addGlyphs(font, word);
  const hyphen = trueTypeOf(face).glyphOf(0x2d);
  font.add(hyphen, '-');
  // Where only the line's end puts it, text extraction takes it for what it is.
  font.addAs(hyphen, SOFT_HYPHEN);
  font.complete();
  const code = String.fromCharCode(spaceCode >> 8, spaceCode & 255);
  const bytes = latin1(escapeBytes(font.isWide ? code : code.slice(1)));
  return { font, space: bytes, spaceGlyph: space, spaceWidth: font.width(space) };
}

function addGlyphs(font: EmbeddedFont, word: ShapedWord): void {
  if (isRightToLeft(word)) {
    font.addAs(trueTypeOf(font.face).glyphOf(0x20), SPACE_BETWEEN);
    for (const cluster of clustersOf(word)) addCluster(font, cluster);
    return;
  }
  if (word.glyphs.every((glyph) => font.codeOf(glyph) !== 0)) return;
  const texts = textsToAdd(word);
  for (let i = 0; i < word.glyphs.length; i++) font.add(word.glyphs[i]!, texts[i]!);
}

function addCluster(font: EmbeddedFont, { parts, advance, text }: Cluster): void {
  if (parts.length === 1) font.addAs(parts[0]!.glyph, text);
  else font.addJoined(parts, advance, text);
}

/** The fonts that one document uses: base fonts of the program, and supplements for glyphs that those lack. */
export class DocumentFonts {
  readonly #faces: ReadonlyMap<FontFace, PreparedFace>;
  readonly #used = new Set<PreparedFace>();
  readonly #supplements = new Map<FontFace, EmbeddedFont>();
  #last: PreparedFace | undefined;

  constructor(faces: ReadonlyMap<FontFace, PreparedFace>) {
    this.#faces = faces;
  }

  /** Base fonts used, in the order of the program. */
  get used(): PreparedFace[] {
    return [...this.#faces.values()].filter((face) => this.#used.has(face));
  }

  get supplements(): EmbeddedFont[] {
    return [...this.#supplements.values()];
  }

  /** The base font of a face, which the document then has. */
  use(face: FontFace): PreparedFace {
    if (this.#last?.font.face === face) return this.#last;
    const prepared = this.#faces.get(face);
    if (prepared === undefined) throw new Error(`Font face “${face.name}” was not prepared for this program`);
    this.#last = prepared;
    this.#used.add(prepared);
    return prepared;
  }

  /** The font of each glyph of a word: the base font where it has the glyph, otherwise the supplement, which then gets it. */
  fontsOf(base: EmbeddedFont, word: ShapedWord): (glyph: number) => EmbeddedFont {
    if (word.glyphs.every((glyph) => base.codeOf(glyph) !== 0)) return () => base;
    const extra = this.#supplement(base);
    const texts = textsToAdd(word);
    word.glyphs.forEach((glyph, i) => {
      if (base.codeOf(glyph) === 0) extra.add(glyph, texts[i]!);
    });
    return (glyph) => (base.codeOf(glyph) !== 0 ? base : extra);
  }
  /** The font and code by which a glyph stands for a text: the same glyph may stand for several letters. */
  codeFor(base: EmbeddedFont, glyph: number, text: string): FontCode {
    const code = base.codeAs(glyph, text);
    if (code !== 0) return { font: base, code };
    const font = this.#supplement(base);
    return { font, code: font.addAs(glyph, text) };
  }

  /** The font and code of several glyphs that stand for a text together. */
  codeForJoined(base: EmbeddedFont, parts: readonly GlyphPart[], advance: number, text: string): FontCode {
    const code = base.codeOfJoined(parts, advance, text);
    if (code !== 0) return { font: base, code };
    const font = this.#supplement(base);
    return { font, code: font.addJoined(parts, advance, text) };
  }

  #supplement(base: EmbeddedFont): EmbeddedFont {
    let supplement = this.#supplements.get(base.face);
    if (supplement === undefined) {
      supplement = new EmbeddedFont(base.face, `${base.resource}s`);
      this.#supplements.set(base.face, supplement);
    }
    return supplement;
  }
}
