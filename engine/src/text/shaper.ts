import { BoundedCache } from './bounded-cache.ts';
import { Figures, isFigure } from './figures.ts';
import type { FontFace } from './font-face.ts';
import { shape } from './shape.ts';

/**
 * A word (no spaces) shaped by HarfBuzz: shaped once per face and feature set, then shared by reference from a bounded cache. Its figures
 * stand in plain arrays: for so few a typed array takes three times the memory, and ten times as long to make.
 */
export interface ShapedWord {
  readonly face: FontFace;
  readonly text: string;
  /** Glyph ids of the original font, in visual order. */
  readonly glyphs: readonly number[];
  /** Advance of each glyph, font units, kerning included. */
  readonly advances: readonly number[];
  /** Offsets of each glyph, font units; absent when all are zero. Two entries per glyph: x, y. */
  readonly offsets?: readonly number[];
  /** For each glyph the index in `text` of the cluster it belongs to. */
  readonly clusters: readonly number[];
  /** Sum of the advances, font units. */
  readonly width: number;
  /** Characters that the font lacks; `text` and glyphs hold a stand-in for each. */
  readonly missing?: string;
  /** Whatever a writer wants to remember about the word (e.g. its encoded bytes). */
  written?: unknown;
}

/** OpenType features by tag, e.g. `{ tnum: 1, liga: 0 }`. */
export type Features = { readonly [tag: string]: number };

/** What a face is used with, beside its features. */
export interface TypefaceOptions {
  /** Text runs from right to left: glyphs stand in visual order, brackets are mirrored. */
  readonly rightToLeft?: boolean;
  /** Small letters are shown as capitals (of a smaller size: small capitals that the font does not have). */
  readonly capitals?: boolean;
}

/** A face with a set of features: what words are cached by. Made by `Shaper.typeface`, compared by identity. */
export interface Typeface {
  readonly face: FontFace;
  readonly features: Features;
  /** BCP 47 tag, for glyphs that differ by language. */
  readonly language: string;
  readonly options: TypefaceOptions;
  /** Width of a space, font units. */
  readonly space: number;
  readonly words: BoundedCache<string, ShapedWord>;
  /** Puts numbers together without HarfBuzz. */
  readonly figures: Figures;
}

/** Measures of the cache of shaped words, for benchmarks and monitoring. */
export interface ShaperStatistics {
  /** Faces by features, language and direction; each has a cache of its own. */
  readonly typefaces: number;
  /** Words held, at most 16,000 a typeface. */
  readonly words: number;
  readonly hits: number;
  readonly misses: number;
  /** Share of look-ups that hit, 0 … 1. */
  readonly hitRate: number;
}

const NO_OPTIONS: TypefaceOptions = {};

/** Words remembered per typeface. A shaped word weighs about 400 bytes. */
const WORDS_PER_TYPEFACE = 16_000;
/** Shapes words and remembers them. One per program; the cache outlives documents. */
export class Shaper {
  readonly #typefaces = new Map<string, Typeface>();
  readonly #faceIds = new Map<FontFace, number>();

  /** The typeface of a face with features; the same arguments give the same object. */
  typeface(face: FontFace, features: Features, language: string, options: TypefaceOptions = NO_OPTIONS): Typeface {
    let id = this.#faceIds.get(face);
    if (id === undefined) {
      id = this.#faceIds.size;
      this.#faceIds.set(face, id);
    }
    const tags = Object.keys(features).sort();
    const kind = `${options.rightToLeft ? 'r' : ''}${options.capitals ? 'c' : ''}`;
    const key = `${id}${kind} ${language} ${tags.map((tag) => `${tag}=${features[tag]}`).join(' ')}`;
    let typeface = this.#typefaces.get(key);
    if (typeface === undefined) {
      const words = new BoundedCache<string, ShapedWord>(WORDS_PER_TYPEFACE);
      const made = { face, features, language, options, words };
      const figures = new Figures((text) => shape(made, text));
      typeface = { ...made, space: shape(made, ' ').width, figures };
      this.#typefaces.set(key, typeface);
    }
    return typeface;
  }

  /** Shapes a word, puts it together, or finds it in the cache. */
  shape(typeface: Typeface, text: string): ShapedWord {
    const figure = isFigure(text) ? this.figure(typeface, text) : undefined;
    if (figure !== undefined) return figure;
    const cached = typeface.words.get(text);
    if (cached !== undefined) return cached;
    const word = shape(typeface, text);
    typeface.words.set(text, word);
    return word;
  }

  /** A number or reference (`isFigure`) put together from its characters; undefined where they have to be shaped together. */
  figure(typeface: Typeface, text: string): ShapedWord | undefined {
    return typeface.options === NO_OPTIONS ? typeface.figures.compose(text) : undefined;
  }

  /** How much the cache holds, and how often it helped since the shaper was made. */
  get statistics(): ShaperStatistics {
    let words = 0;
    let hits = 0;
    let misses = 0;
    for (const { words: cache } of this.#typefaces.values()) {
      words += cache.size;
      hits += cache.hits;
      misses += cache.misses;
    }
    const looked = hits + misses;
    return { typefaces: this.#typefaces.size, words, hits, misses, hitRate: looked === 0 ? 0 : hits / looked };
  }
}
