/** Fonts and paragraph styles of a brand. */
export interface FontFamily {
  /** Asset names of TrueType files. */
  readonly regular: string;
  readonly bold?: string;
  readonly italic?: string;
  readonly boldItalic?: string;
  /** CSS font stack for e-mail and web. */
  readonly web?: string;
  /** Families that lend the characters which this one lacks, the first that has them; the brand's `fallback` if absent. */
  readonly fallback?: readonly string[];
}

/** OpenType features by tag: 0 off, 1 on, or which alternative. */
export interface Features {
  readonly [tag: string]: number;
}

/** A place in the line that a tab (`\t`, or the inline node `tab`) goes on to. */
export interface TabStop {
  /** Millimetres from the start of the line. */
  readonly at: number;
  /** What stands at the place: the left or right edge of the text, its middle, or its decimal separator; `left` if absent. */
  readonly align?: 'left' | 'right' | 'center' | 'decimal';
  /** Repeated in the space that the tab leaves, such as `.`. */
  readonly leader?: string;
}

export interface ParagraphStyle {
  /** Another style that this one changes. */
  readonly basedOn?: string;
  readonly font?: string;
  /** Points. */
  readonly size?: number;
  /** Distance of baselines, points. */
  readonly leading?: number;
  readonly weight?: 'regular' | 'bold';
  readonly italic?: boolean;
  readonly color?: string;
  /** `start` and `end` follow the direction of the text, and `start` is the way if absent. */
  readonly align?: 'start' | 'end' | 'left' | 'right' | 'center' | 'justify';
  /**
   * Where text begins: `ltr` at the left, `rtl` at the right, `auto` (if absent) by its first letter, and in Arabic, Hebrew and
   * other languages written so at the right where it has any such letter or none at all.
   */
  readonly direction?: 'auto' | 'ltr' | 'rtl';
  /** Space before and after, points. */
  readonly spaceBefore?: number;
  readonly spaceAfter?: number;
  /** First-line and left indent, millimetres. */
  readonly firstIndent?: number;
  readonly indent?: number;
  readonly hyphenate?: boolean;
  /** `optimal` is Knuth–Plass, `fast` is first fit. */
  readonly lineBreaking?: 'optimal' | 'fast';
  /** Most lines in a row that end in a hyphen; 2 if absent. */
  readonly hyphensInARow?: number;
  /** Lines more (or, negative, fewer) than look best, where that is possible; with optimal breaking. */
  readonly looseness?: number;
  /** Least length of a paragraph's last line, millimetres, where that is possible; with optimal breaking. */
  readonly lastLine?: number;
  /** How narrow and how wide spaces of justified lines should be, in parts of their width; `[0.8, 1.5]` if absent. */
  readonly wordSpacing?: readonly [number, number];
  /** By how many per cent letters of justified lines may be narrowed or widened, to spare the spaces; 0 if absent. */
  readonly glyphScaling?: number;
  readonly tabStops?: readonly TabStop[];
  readonly keepWithNext?: boolean;
  /** Baselines stand on lines this many points apart, counted from the top of the page's body. */
  readonly baselineGrid?: number;
  /** Not broken over pages where it fits on one. */
  readonly keepTogether?: boolean;
  /** Least number of lines at the foot and the head of a page; 2 if absent. */
  readonly orphans?: number;
  readonly widows?: number;
  /** OpenType features, e.g. `{"tnum": 1}`. */
  readonly features?: Features;
  /** Letter spacing, thousandths of an em. */
  readonly tracking?: number;
}
