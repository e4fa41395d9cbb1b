/** A font file made ready for shaping, measuring and subsetting; one per asset and program. */
export interface FontFace {
  /** Asset name. */
  readonly name: string;
  readonly data: Uint8Array;
  readonly unitsPerEm: number;
  /** Font units, above the baseline positive. */
  readonly ascender: number;
  readonly descender: number;
  readonly capHeight: number;
  readonly xHeight: number;
  readonly underlinePosition: number;
  readonly underlineThickness: number;
  /** Whether a character has a glyph. */
  has(codePoint: number): boolean;
}
