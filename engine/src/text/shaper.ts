import type { Buffer, GlyphInfo, GlyphPosition } from 'harfbuzzjs';
import { BoundedCache } from './bounded-cache.ts';
import { Figures } from './figures.ts';
import { type FontFace, harfBuzzFont } from './font-face.ts';
import { harfBuzz } from './harfbuzz.ts';

/** A word (no spaces) shaped by HarfBuzz: shaped once per face and feature set, then shared by reference from a bounded cache. */
export interface ShapedWord {
  readonly face: FontFace;
  readonly text: string;
  /** Glyph ids of the original font, in visual order. */
  readonly glyphs: Uint16Array;
  /** Advance of each glyph, font units, kerning included. */
  readonly advances: Int16Array;
  /** Offsets of each glyph, font units; absent when all are zero. Two entries per glyph: x, y. */
  readonly offsets?: Int16Array;
  /** For each glyph the index in `text` of the cluster it belongs to. */
  readonly clusters: Uint16Array;
  /** Sum of the advances, font units. */
  readonly width: number;
  /** Characters that the font lacks; `text` and glyphs hold a stand-in for each. */
  readonly missing?: string;
  /** Whatever a writer wants to remember about the word (e.g. its encoded bytes). */
  written?: unknown;
}

/** OpenType features by tag, e.g. `{ tnum: 1, liga: 0 }`. */
export type Features = { readonly [tag: string]: number };

/** A face with a set of features: what words are cached by. Made by `Shaper.typeface`, compared by identity. */
export interface Typeface {
  readonly face: FontFace;
  readonly features: Features;
  /** BCP 47 tag, for glyphs that differ by language. */
  readonly language: string;
  /** Width of a space, font units. */
  readonly space: number;
  readonly words: BoundedCache<string, ShapedWord>;
  /** Puts numbers together without HarfBuzz. */
  readonly figures: Figures;
}

/** Words remembered per typeface. A shaped word weighs about 400 bytes. */
const WORDS_PER_TYPEFACE = 16_000;
/** Longer "words" are shaped in pieces: HarfBuzz gets slow, and clusters are held in 16 bits. */
const LONGEST_WORD = 4_000;

/** Shapes words and remembers them. One per program; the cache outlives documents. */
export class Shaper {
  readonly #typefaces = new Map<string, Typeface>();
  readonly #faceIds = new Map<FontFace, number>();

  /** The typeface of a face with features; the same arguments give the same object. */
  typeface(face: FontFace, features: Features, language: string): Typeface {
    let id = this.#faceIds.get(face);
    if (id === undefined) {
      id = this.#faceIds.size;
      this.#faceIds.set(face, id);
    }
    const tags = Object.keys(features).sort();
    const key = `${id} ${language} ${tags.map((tag) => `${tag}=${features[tag]}`).join(' ')}`;
    let typeface = this.#typefaces.get(key);
    if (typeface === undefined) {
      const words = new BoundedCache<string, ShapedWord>(WORDS_PER_TYPEFACE);
      const figures = new Figures((text) => shape(face, features, language, text));
      typeface = { face, features, language, space: shape(face, features, language, ' ').width, words, figures };
      this.#typefaces.set(key, typeface);
    }
    return typeface;
  }

  /** Shapes a word, or finds it in the cache. */
  shape(typeface: Typeface, text: string): ShapedWord {
    const cached = typeface.words.get(text);
    if (cached !== undefined) return cached;
    const { face, features, language, figures } = typeface;
    const word = figures.compose(text) ?? shape(face, features, language, text);
    typeface.words.set(text, word);
    return word;
  }

  /** Share of words found in the caches, 0 … 1. */
  get hitRate(): number {
    let hits = 0;
    let misses = 0;
    for (const { words } of this.#typefaces.values()) {
      hits += words.hits;
      misses += words.misses;
    }
    return hits + misses === 0 ? 0 : hits / (hits + misses);
  }
}

/** Characters that are not drawn, so that a font need not have them: controls, joiners, marks of direction, variation selectors. */
const UNDRAWN = /[\p{Cc}\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]|\p{Variation_Selector}/u;
/** Spaces that a font may lack, drawn as its ordinary space. */
const OTHER_SPACES = /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/;

/** One buffer for all words: making one registers a finaliser each time. */
let buffer: Buffer | undefined;

function shape(face: FontFace, features: Features, language: string, source: string): ShapedWord {
  const { text, missing } = substituteMissing(face, source);
  const hb = harfBuzz();
  buffer ??= new hb.Buffer();
  const font = harfBuzzFont(face);
  const hbFeatures = Object.entries(features).map(([tag, value]) => new hb.Feature(tag, value));
  const glyphs: number[] = [];
  const advances: number[] = [];
  const offsets: number[] = [];
  const clusters: number[] = [];
  let width = 0;
  for (let start = 0; start < text.length; start += LONGEST_WORD) {
    buffer.clearContents();
    buffer.addText(text.slice(start, start + LONGEST_WORD));
    buffer.setLanguage(language);
    buffer.guessSegmentProperties();
    hb.shape(font, buffer, hbFeatures);
    const infos = buffer.getGlyphInfos();
    const positions = buffer.getGlyphPositions();
    for (let i = 0; i < infos.length; i++) {
      const { codepoint, cluster } = infos[i] as GlyphInfo;
      const { xAdvance, xOffset, yOffset } = positions[i] as GlyphPosition;
      glyphs.push(codepoint);
      advances.push(xAdvance);
      offsets.push(xOffset, yOffset);
      clusters.push(start + cluster);
      width += xAdvance;
    }
  }
  return {
    face,
    text,
    glyphs: Uint16Array.from(glyphs),
    advances: Int16Array.from(advances),
    ...(offsets.some((offset) => offset !== 0) ? { offsets: Int16Array.from(offsets) } : {}),
    clusters: Uint16Array.from(clusters),
    width,
    ...(missing === '' ? {} : { missing }),
  };
}

/** Puts a visible stand-in for every character that the face lacks, and drops those that are never drawn. */
function substituteMissing(face: FontFace, source: string): { text: string; missing: string } {
  let text = '';
  let missing = '';
  for (const character of source) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (UNDRAWN.test(character)) {
      // Joiners shape the letters around them, so they are kept where the font knows them.
      if ((codePoint === 0x200c || codePoint === 0x200d) && face.has(codePoint)) text += character;
    } else if (face.has(codePoint)) text += character;
    else if (OTHER_SPACES.test(character)) text += ' ';
    else {
      const standIn = standInFor(face, character);
      if (standIn === undefined) missing += character;
      text += standIn ?? '?';
    }
  }
  return { text, missing };
}

/** A character of the same meaning that the face has: hyphens of other code points, composed or decomposed letters. */
function standInFor(face: FontFace, character: string): string | undefined {
  if ((character === '\u2010' || character === '\u2011') && face.has(0x2d)) return '-';
  for (const form of [character.normalize('NFD'), character.normalize('NFKC')]) {
    if (form !== character && [...form].every((part) => face.has(part.codePointAt(0) ?? 0))) return form;
  }
  return undefined;
}
