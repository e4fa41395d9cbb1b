import type { BaseDirection } from './bidi.ts';
import type { FontFace } from './font-face.ts';
import type { Features } from './shaper.ts';

/** The faces of a font family; where a family lacks one, the nearest stands in. */
export interface FaceSet {
  readonly regular: FontFace;
  readonly bold: FontFace;
  readonly italic: FontFace;
  readonly boldItalic: FontFace;
  /** Families that lend the characters which this one lacks, the first that has them. */
  readonly fallbacks?: readonly FaceSet[];
}

/** `start` and `end` follow the direction of the text. */
export type TextAlign = 'start' | 'end' | 'left' | 'right' | 'center' | 'justify';

/** How far a justified line may be drawn out or pressed together, in parts of what is natural. */
export interface Justification {
  /** What a space may give, and what it should take at most, in parts of its width. */
  readonly shrink: number;
  readonly stretch: number;
  /** What letters may be narrowed or widened by, in parts of their width; 0 for not at all. */
  readonly glyphs: number;
}

/** Rules of breaking a paragraph into lines. */
export interface BreakRules {
  /** Lines more (or, negative, fewer) than would look best, where that is possible. */
  readonly looseness: number;
  /** Most lines in a row that end in a hyphen. */
  readonly hyphensInARow: number;
  /** Least length of the last line, points; 0 for what looks right. */
  readonly lastLine: number;
}

/** A place in the line that a tab goes on to. */
export interface TabStop {
  /** Points from the start of the line. */
  readonly at: number;
  readonly align: 'left' | 'right' | 'center' | 'decimal';
  /** Repeated in the space that the tab leaves, such as `.`; '' for none. */
  readonly leader: string;
}

/** How the text of a paragraph is set: a paragraph style with all inherited values filled in. Lengths in points. */
export interface TextStyle {
  readonly faces: FaceSet;
  readonly size: number;
  /** Distance of baselines. */
  readonly leading: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly color: string;
  readonly align: TextAlign;
  readonly direction: BaseDirection;
  readonly firstIndent: number;
  readonly hyphenate: boolean;
  readonly lineBreaking: 'optimal' | 'fast';
  readonly justification: Justification;
  readonly breaking: BreakRules;
  readonly features: Features;
  /** Letter spacing, thousandths of an em. */
  readonly tracking: number;
  /** Ascending. Without any, a tab counts as a space. */
  readonly tabStops: readonly TabStop[];
}

/** Text fonts have narrow spaces, so that less can be taken from them than TeX does (1/3). */
export const JUSTIFICATION: Justification = { shrink: 0.2, stretch: 0.5, glyphs: 0 };
export const BREAK_RULES: BreakRules = { looseness: 0, hyphensInARow: 2, lastLine: 0 };
