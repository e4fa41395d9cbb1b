import type { Look } from './look.ts';
import type { SetLine } from './set-lines.ts';
import type { ShapedWord, Shaper } from './shaper.ts';
import { widthOf } from './words.ts';

/** Longer texts mostly take more than a line: trying would be in vain. */
const LONGEST = 80;

/** Where a text is put that stands alone on a line. */
export interface Place {
  readonly align: 'left' | 'right' | 'center' | 'justify';
  /** Width of the line without its indent, and the indent, points. */
  readonly width: number;
  readonly indent: number;
}

/**
 * Sets words of one look, a space between each two, on one line: the labels and postings of which the cells of a table are full. The same
 * as cutting, breaking and setting them as a paragraph, without an object for each step. Undefined where that has to be done: the text
 * needs more than a line, or has anything but words and single spaces.
 */
export function setOneLine(text: string, look: Look, { align, width, indent }: Place, shaper: Shaper): SetLine | undefined {
  const count = plainWords(text);
  if (count === 0 || look.small !== undefined) return undefined;
  const words = new Array<ShapedWord>(count);
  const xs = new Array<number>(count);
  const { space, typeface } = look;
  let pen = 0;
  let letters = 0;
  let start = 0;
  for (let i = 0; i < count; i++) {
    const end = i === count - 1 ? text.length : text.indexOf(' ', start);
    const word = shaper.shape(typeface, text.slice(start, end));
    if (word.missing !== undefined || word.glyphs.length === 0) return undefined;
    const advance = widthOf(word, look);
    pen += advance;
    if (pen > width) return undefined;
    pen += space;
    letters += advance;
    words[i] = word;
    start = end + 1;
  }
  let spaces = 0;
  for (let i = 1; i < count; i++) spaces += space;
  const rest = width - letters - spaces;
  let x = align === 'right' ? rest : align === 'center' ? rest / 2 : indent;
  let right = x;
  for (let i = 0; i < count; i++) {
    xs[i] = x;
    right = x + widthOf(words[i] as ShapedWord, look);
    x = right + space;
  }
  return { segments: [{ look, words, xs, right, stretch: 1, continues: 'nothing' }], right };
}

/** The number of words; 0 where there is anything but words of scripts from left to right and single spaces between them. */
function plainWords(text: string): number {
  const { length } = text;
  if (length === 0 || length > LONGEST) return 0;
  let count = 1;
  let afterSpace = true;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x20) {
      if (afterSpace) return 0;
      count++;
      afterSpace = true;
    } else if (isPlainLetter(code)) afterSpace = false;
    else return 0;
  }
  return afterSpace ? 0 : count;
}

/** Letters of European scripts, and dashes, quotation marks and currencies: no controls, nothing that breaks lines or turns text round. */
export function isPlainLetter(code: number): boolean {
  if (code < 0x590) return code > 0x20 && (code < 0x7f || code > 0x9f);
  return (code >= 0x2010 && code <= 0x2027) || (code >= 0x2030 && code <= 0x205e) || (code >= 0x20a0 && code <= 0x20cf) || code === 0x2212;
}
