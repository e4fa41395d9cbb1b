import { visualOrder } from './bidi.ts';
import { type LineEnd, lineWidth, type Measure, SLACK } from './first-fit.ts';
import type { Look } from './look.ts';
import type { ShapedWord, Shaper } from './shaper.ts';
import type { Justification } from './text-style.ts';
import { shapePart, type Word, widthOf } from './words.ts';

/** Words of one look on one line, a space between each two. */
export interface Segment {
  readonly look: Look;
  /** From left to right. */
  readonly words: readonly ShapedWord[];
  /** Left edge of each word, points from the line's left edge. */
  readonly xs: readonly number[];
  /** Right edge of the last word. */
  readonly right: number;
  /** Horizontal scale of the letters; 1 where they are as the font has them. */
  readonly stretch: number;
  /** Added between its glyphs beside what its look says, points: justified ideographs. */
  readonly tracking?: number;
  /** What the text goes on with: a space, the rest of a word (that the line break hyphenated, or not), or nothing: it ends. */
  readonly continues: 'space' | 'joined' | 'hyphenated' | 'nothing';
}

/** One line of a paragraph: its segments in reading order, which is from left to right but for other scripts. Empty for an empty line. */
export interface SetLine {
  readonly segments: readonly Segment[];
  /** Right edge of its text, points. */
  readonly right: number;
  /** Dots and the like between tab stops, which are not read. */
  readonly leaders?: readonly Segment[];
}

/** Where the text of a line goes. */
export interface Setting {
  readonly align: 'left' | 'right' | 'center' | 'justify';
  readonly justification: Justification;
  /** Whether the paragraph begins at the right. */
  readonly rightToLeft: boolean;
  /** Whether lines have to be reordered, or joined again where they were not broken. */
  readonly mixed: boolean;
}

/** Spaces of justified lines grow to this many times their width at most; a line that would need more stays ragged. */
const WIDEST_SPACE = 5;

/** Puts the words of every line in their places. */
export function setLines(words: readonly Word[], ends: readonly LineEnd[], measure: Measure, setting: Setting, shaper: Shaper): SetLine[] {
  const lines: SetLine[] = [];
  const indented = setting.align === 'left' || (setting.align === 'justify' && !setting.rightToLeft);
  let word = 0;
  let from = 0;
  for (const end of ends) {
    const width = lineWidth(measure, lines.length);
    const indent = lines.length === 0 && indented ? (measure.narrow?.width ?? measure.others) - measure.first : 0;
    const pieces = piecesOf(words, word, from, end, shaper);
    lines.push(setLine(setting.mixed ? joinEastAsian(pieces, shaper) : pieces, width, indent, setting));
    const whole = end.at >= (words[end.word] as Word).text.length;
    word = whole ? end.word + 1 : end.word;
    from = whole ? 0 : end.at;
  }
  return lines;
}

/** A word or a part of one, as it stands on a line. */
export interface Piece {
  readonly look: Look;
  readonly shaped: ShapedWord;
  readonly width: number;
  readonly space: number;
  readonly after: Word['after'] | 'hyphen';
  readonly spaceLevel: number | undefined;
  /** Joined of ideographs, which may be moved apart. */
  readonly ideographs?: boolean;
  readonly tracking?: number;
}

/** The pieces of a line that begins at `from` of word `first`. */
export function piecesOf(words: readonly Word[], first: number, from: number, end: LineEnd, shaper: Shaper): Piece[] {
  const pieces: Piece[] = [];
  for (let i = first; i <= end.word; i++) {
    const word = words[i] as Word;
    const start = i === first ? from : 0;
    const stop = i === end.word ? end.at : word.text.length;
    const partial = start > 0 || stop < word.text.length;
    const shaped = partial ? shapePart(shaper, word, start, stop, end.hyphen && i === end.word) : word.shaped;
    const after = stop < word.text.length ? (end.hyphen ? 'hyphen' : 'glue') : word.after;
    const width = partial ? widthOf(shaped, word.look) : word.width;
    pieces.push({ look: word.look, shaped, width, space: word.space, after, spaceLevel: word.spaceLevel });
  }
  return pieces;
}

/** Joins what lines might have been broken between without a space, so that it is shaped and drawn as one. */
function joinEastAsian(pieces: readonly Piece[], shaper: Shaper): readonly Piece[] {
  if (!pieces.some(({ after }) => after === 'opportunity')) return pieces;
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const whole = last?.after === 'opportunity' && last.look === piece.look ? joinedPiece(last, piece, shaper) : undefined;
    if (whole === undefined) joined.push(piece);
    else joined[joined.length - 1] = whole;
  }
  return joined;
}

/** Two pieces as one; undefined where that is wider, which the line was not broken for. */
function joinedPiece(last: Piece, piece: Piece, shaper: Shaper): Piece | undefined {
  const shaped = shaper.shape(piece.look.typeface, last.shaped.text + piece.shaped.text);
  const width = widthOf(shaped, piece.look);
  return width > last.width + piece.width + SLACK ? undefined : { ...piece, shaped, width, ideographs: true };
}

/** How the spaces and letters of a line are stretched, in parts of their natural width. */
interface Fit {
  readonly spaces: number;
  readonly glyphs: number;
}

const NATURAL: Fit = { spaces: 1, glyphs: 1 };

/** Justified ideographs move apart by this share of the size at most. */
const WIDEST_GAP = 0.25;

/** A justified line whose ideographs are moved apart until it fills the measure; as it is where there are none or too few. */
function spreadEastAsian(pieces: readonly Piece[], rest: number): readonly Piece[] {
  const after = pieces.at(-1)?.after;
  if (rest <= 0 || after === 'end' || after === 'line break') return pieces;
  let gaps = 0;
  for (const [i, { shaped, ideographs }] of pieces.entries()) {
    if (ideographs) gaps += shaped.glyphs.length - (i === pieces.length - 1 ? 1 : 0);
  }
  const tracking = rest / gaps;
  if (gaps < 1 || tracking > (pieces[0] as Piece).look.size * WIDEST_GAP) return pieces;
  return pieces.map((piece, i) => {
    if (!piece.ideographs) return piece;
    const count = piece.shaped.glyphs.length - (i === pieces.length - 1 ? 1 : 0);
    return { ...piece, width: piece.width + tracking * count, tracking };
  });
}

function setLine(natural: readonly Piece[], width: number, indent: number, { align, justification, rightToLeft, mixed }: Setting): SetLine {
  const pieces = mixed && align === 'justify' ? spreadEastAsian(natural, width - naturalWidth(natural)) : natural;
  let letters = 0;
  let spaces = 0;
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] as Piece;
    letters += piece.width;
    if (i < pieces.length - 1) spaces += piece.space;
  }
  const rest = width - letters - spaces;
  const fit = align === 'justify' ? fitOf(pieces.at(-1)?.after, letters, spaces, rest, justification) : NATURAL;
  let x = indent;
  if (align === 'right') x = rest;
  else if (align === 'center') x = rest / 2;
  else if (align === 'justify' && rightToLeft) x = width - letters * fit.glyphs - spaces * fit.spaces;
  return mixed ? placeMixed(pieces, x, fit) : place(pieces, x, fit);
}

/** Width of a line's letters and spaces. */
function naturalWidth(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { width, space }, i) => sum + width + (i < pieces.length - 1 ? space : 0), 0);
}

/** How a justified line is made as wide as the measure. */
function fitOf(after: Piece['after'] | undefined, letters: number, spaces: number, rest: number, limits: Justification): Fit {
  const last = after === 'end' || after === 'line break';
  if (spaces === 0 || (last && rest >= -SLACK)) return NATURAL;
  const { shrink, stretch, glyphs } = limits;
  let give = 0;
  if (glyphs > 0) {
    // Letters and spaces share what is to be gained, as their limits are to each other; beyond, spaces alone.
    const most = rest < 0 ? spaces * shrink + letters * glyphs : spaces * stretch + letters * glyphs;
    give = Math.max(-1, Math.min(1, rest / most)) * glyphs;
  }
  const factor = 1 + (rest - letters * give) / spaces;
  if (factor > WIDEST_SPACE) return NATURAL;
  return { spaces: Math.max(factor, 1 - shrink - 0.02), glyphs: 1 + give };
}

/** Puts the pieces of a line from left to right. */
export function place(pieces: readonly Piece[], start: number, fit: Fit = NATURAL): SetLine {
  const segments: Segment[] = [];
  let x = start;
  let look: Look | undefined;
  let words: ShapedWord[] = [];
  let xs: number[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] as Piece;
    look = piece.look;
    words.push(piece.shaped);
    xs.push(x);
    const right = x + piece.width * fit.glyphs;
    const next = pieces[i + 1];
    if (next === undefined || next.look !== look || piece.after !== 'space') {
      if (words.length > 1 || piece.shaped.glyphs.length > 0) {
        segments.push({ look, words, xs, right, stretch: fit.glyphs, continues: continuation(piece.after) });
      }
      words = [];
      xs = [];
    }
    x = right + (next === undefined ? 0 : piece.space * fit.spaces);
  }
  return { segments, right: x };
}

/** Puts the pieces of a line where the bidirectional algorithm wants them; the segments stay in reading order. */
export function placeMixed(pieces: readonly Piece[], start: number, fit: Fit = NATURAL): SetLine {
  const lefts = new Array<number>(pieces.length).fill(0);
  let x = start;
  // Every piece but the last is followed by its space, which has a level of its own.
  const levels: number[] = [];
  pieces.forEach(({ look, spaceLevel }, i) => {
    levels.push(look.level);
    if (i < pieces.length - 1) levels.push(spaceLevel ?? look.level);
  });
  for (const at of visualOrder(levels)) {
    const piece = pieces[at >> 1] as Piece;
    if (at % 2 === 0) {
      lefts[at >> 1] = x;
      x += piece.width * fit.glyphs;
    } else x += piece.space * fit.spaces;
  }
  const segments: Segment[] = [];
  let from = 0;
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] as Piece;
    const next = pieces[i + 1];
    if (next !== undefined && next.look === piece.look && next.tracking === piece.tracking && piece.after === 'space') continue;
    const segment = mixedSegment(pieces.slice(from, i + 1), lefts.slice(from, i + 1), fit);
    if (segment !== undefined) segments.push(segment);
    from = i + 1;
  }
  return { segments, right: x };
}

function mixedSegment(pieces: readonly Piece[], lefts: readonly number[], fit: Fit): Segment | undefined {
  const last = pieces.at(-1) as Piece;
  if (pieces.length === 1 && last.shaped.glyphs.length === 0) return undefined;
  const order = pieces.map((_, i) => i);
  if (last.look.level % 2 === 1) order.reverse();
  const rightmost = order.at(-1) as number;
  return {
    look: last.look,
    words: order.map((i) => (pieces[i] as Piece).shaped),
    xs: order.map((i) => lefts[i] as number),
    right: (lefts[rightmost] as number) + (pieces[rightmost] as Piece).width * fit.glyphs,
    stretch: fit.glyphs,
    ...(last.tracking === undefined ? undefined : { tracking: last.tracking }),
    continues: continuation(last.after),
  };
}

function continuation(after: Piece['after']): Segment['continues'] {
  if (after === 'space' || after === 'line break' || after === 'tab') return 'space';
  if (after === 'end') return 'nothing';
  return after === 'hyphen' ? 'hyphenated' : 'joined';
}

/** The text of a segment in reading order. */
export function textOfSegment({ look, words }: Segment): string {
  const texts = words.map((word) => word.text);
  return (look.level % 2 === 1 ? texts.reverse() : texts).join(' ');
}
