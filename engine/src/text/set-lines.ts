import type { LineEnd, Measure } from './first-fit.ts';
import { SLACK } from './first-fit.ts';
import type { Look, TextStyle } from './look.ts';
import { SHRINK } from './optimal.ts';
import type { ShapedWord, Shaper } from './shaper.ts';
import { shapePart, type Word, widthOf } from './words.ts';

/** Words of one look on one line, a space between each two. */
export interface Segment {
  readonly look: Look;
  readonly words: readonly ShapedWord[];
  /** Left edge of each word, points from the line's left edge. */
  readonly xs: readonly number[];
  /** Right edge of the last word. */
  readonly right: number;
  /** What the text goes on with: a space, nothing, or the rest of a word that the line break hyphenated. */
  readonly continues: 'space' | 'nothing' | 'hyphenated';
}

/** One line of a paragraph, from left to right. Empty for an empty line. */
export interface SetLine {
  readonly segments: readonly Segment[];
  /** Right edge of its text, points. */
  readonly right: number;
}

/** Spaces of justified lines grow to this many times their width at most; a line that would need more stays ragged. */
const WIDEST_SPACE = 5;

/** Puts the words of every line in their places. */
export function setLines(
  words: readonly Word[],
  ends: readonly LineEnd[],
  measure: Measure,
  align: TextStyle['align'],
  shaper: Shaper,
): SetLine[] {
  const lines: SetLine[] = [];
  let word = 0;
  let from = 0;
  for (const end of ends) {
    const width = lines.length === 0 ? measure.first : measure.others;
    const indent = lines.length === 0 ? measure.others - measure.first : 0;
    const pieces = piecesOf(words, word, from, end, shaper);
    lines.push(setLine(pieces, width, align === 'right' || align === 'center' ? 0 : indent, align));
    const whole = end.at >= (words[end.word] as Word).text.length;
    word = whole ? end.word + 1 : end.word;
    from = whole ? 0 : end.at;
  }
  return lines;
}

/** A word or a part of one, as it stands on a line. */
interface Piece {
  readonly look: Look;
  readonly shaped: ShapedWord;
  readonly width: number;
  readonly space: number;
  readonly after: Word['after'] | 'hyphen';
}

function piecesOf(words: readonly Word[], first: number, from: number, end: LineEnd, shaper: Shaper): Piece[] {
  const pieces: Piece[] = [];
  for (let i = first; i <= end.word; i++) {
    const word = words[i] as Word;
    const start = i === first ? from : 0;
    const stop = i === end.word ? end.at : word.text.length;
    const partial = start > 0 || stop < word.text.length;
    const shaped = partial ? shapePart(shaper, word, start, stop, end.hyphen && i === end.word) : word.shaped;
    const after = stop < word.text.length ? (end.hyphen ? 'hyphen' : 'glue') : word.after;
    pieces.push({ look: word.look, shaped, width: partial ? widthOf(shaped, word.look) : word.width, space: word.space, after });
  }
  return pieces;
}

function setLine(pieces: readonly Piece[], width: number, indent: number, align: TextStyle['align']): SetLine {
  let natural = 0;
  let spaces = 0;
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] as Piece;
    natural += piece.width;
    if (i < pieces.length - 1) spaces += piece.space;
  }
  natural += spaces;
  const factor = align === 'justify' ? spaceFactor(pieces, width - natural, spaces) : 1;
  let x = indent;
  if (align === 'right') x = width - natural;
  else if (align === 'center') x = (width - natural) / 2;
  return segmentsOf(pieces, x, factor);
}

/** By how much the spaces of a justified line grow or shrink. */
function spaceFactor(pieces: readonly Piece[], rest: number, spaces: number): number {
  const after = pieces.at(-1)?.after;
  const last = after === 'end' || after === 'line break';
  if (spaces === 0 || (last && rest >= -SLACK)) return 1;
  const factor = 1 + rest / spaces;
  if (factor > WIDEST_SPACE) return 1;
  return Math.max(factor, 1 - SHRINK - 0.02);
}

function segmentsOf(pieces: readonly Piece[], start: number, factor: number): SetLine {
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
    const right = x + piece.width;
    const next = pieces[i + 1];
    if (next === undefined || next.look !== look || piece.after === 'glue') {
      if (words.length > 1 || piece.shaped.glyphs.length > 0) {
        segments.push({ look, words, xs, right, continues: continuation(piece.after) });
      }
      words = [];
      xs = [];
    }
    x = right + (next === undefined ? 0 : piece.space * factor);
  }
  return { segments, right: x };
}

function continuation(after: Piece['after']): Segment['continues'] {
  if (after === 'hyphen') return 'hyphenated';
  return after === 'glue' || after === 'end' ? 'nothing' : 'space';
}
