import type { FontFace } from './font-face.ts';
import type { ShapedWord } from './shaper.ts';

/** What amounts, dates and numbers are written with; the last two are the no-break spaces of French and Swiss numbers. */
const CHARACTERS = '0123456789.,-−/%€£$\u00A0\u202F';
const LAST = 0x20ac;
/** Index in `CHARACTERS` by character code, -1 for others. */
const INDEXES = new Int8Array(LAST + 1).fill(-1);
for (let i = 0; i < CHARACTERS.length; i++) INDEXES[CHARACTERS.charCodeAt(i)] = i;

const LONGEST = 24;
/** A face is examined when this many numbers were asked for: it takes some milliseconds, which one document would not repay. */
const EXAMINED_AFTER = 100;
/** Clusters of words whose glyphs are their characters: shared, because all begin alike. */
const CLUSTERS = Array.from({ length: LONGEST + 1 }, (_, length) => Uint16Array.from({ length }, (_, i) => i));

/** Glyph and advance by index in `CHARACTERS`; glyph -1 for a character that has to be shaped with its neighbours. */
interface Singles {
  readonly face: FontFace;
  readonly glyphs: Int32Array;
  readonly advances: Int16Array;
}

/**
 * Puts numbers together from digits shaped once. Amounts are most of the words of a table that were not seen before. Exact, not an
 * estimate: what a face kerns, joins or replaces among these characters is left to the full shaper.
 */
export class Figures {
  readonly #shape: (text: string) => ShapedWord;
  #singles: Singles | undefined;
  #asked = 0;

  /** @param shape the full shaper of a typeface. */
  constructor(shape: (text: string) => ShapedWord) {
    this.#shape = shape;
  }

  /** The shaped word; undefined when it is not only of characters that stand for themselves in this typeface. */
  compose(text: string): ShapedWord | undefined {
    const { length } = text;
    if (length < 2 || length > LONGEST || indexOf(text, length - 1) < 0 || indexOf(text, 0) < 0) return undefined;
    if (this.#asked++ < EXAMINED_AFTER) return undefined;
    this.#singles ??= examine(this.#shape);
    const singles = this.#singles;
    const glyphs = new Uint16Array(length);
    const advances = new Int16Array(length);
    let width = 0;
    for (let i = 0; i < length; i++) {
      const index = indexOf(text, i);
      const glyph = index < 0 ? -1 : singles.glyphs[index]!;
      if (glyph < 0) return undefined;
      glyphs[i] = glyph;
      advances[i] = singles.advances[index]!;
      width += advances[i]!;
    }
    return { face: singles.face, text, glyphs, advances, clusters: CLUSTERS[length]!, width };
  }
}

function indexOf(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code <= LAST ? INDEXES[code]! : -1;
}

/**
 * Shapes texts in which each character meets all others, and every two digits with each other character between them, and compares
 * each glyph with that of its character alone. One that differs anywhere is not trusted.
 */
function examine(shape: (text: string) => ShapedWord): Singles {
  const alone = [...CHARACTERS].map(shape);
  const trusted = alone.map(
    (word, i) => word.glyphs.length === 1 && word.text === CHARACTERS[i] && word.missing === undefined && !word.offsets,
  );
  for (const text of encounters()) {
    const word = shape(text);
    const oneToOne = word.glyphs.length === text.length && word.clusters.every((cluster, i) => cluster === i);
    for (let i = 0; i < text.length; i++) {
      const index = CHARACTERS.indexOf(text[i]!);
      const single = alone[index]!;
      const moved = word.offsets !== undefined && (word.offsets[i * 2] !== 0 || word.offsets[i * 2 + 1] !== 0);
      const same = word.glyphs[i] === single.glyphs[0] && word.advances[i] === single.advances[0];
      if (!oneToOne || moved || !same) trusted[index] = false;
    }
  }
  return {
    face: alone[0]!.face,
    glyphs: Int32Array.from(alone, (word, i) => (trusted[i] ? word.glyphs[0]! : -1)),
    advances: Int16Array.from(alone, (word) => word.advances[0] ?? 0),
  };
}

function encounters(): string[] {
  const all = [...CHARACTERS];
  const digits = all.slice(0, 10);
  const pairs = all.map((a) => all.map((b) => a + b).join(''));
  const parted = all.slice(10).map((mark) => digits.flatMap((a) => digits.map((b) => a + mark + b)).join(''));
  return [...pairs, ...parted, '12345678901234567890'];
}
