import type { FontFace } from './font-face.ts';

/** A word (no spaces) shaped by HarfBuzz: shaped once per face and feature set, then shared by reference from a bounded cache. */
export interface ShapedWord {
  readonly face: FontFace;
  readonly text: string;
  /** Glyph ids of the original font, in visual order. */
  readonly glyphs: Uint16Array;
  /** Advance of each glyph, font units, kerning included. */
  readonly advances: Int16Array;
  /** Offsets of each glyph, font units; absent when all are zero. */
  readonly offsets?: Int16Array;
  /** For each glyph the index in `text` of the cluster it belongs to. */
  readonly clusters: Uint16Array;
  /** Sum of the advances, font units. */
  readonly width: number;
  /** Whatever a writer wants to remember about the word (e.g. its encoded bytes). */
  written?: unknown;
}
