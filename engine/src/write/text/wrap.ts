import { charCode } from '../../char-code.ts';

/** Characters that take two columns: East Asian wide and full-width, and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const ZERO = /[\p{M}\u200b-\u200f\u2060]/u;

/** Whether all characters take one column: Latin letters, and the dashes, quotation marks and currency signs that letters are full of. */
export function isNarrow(text: string): boolean {
  const { length } = text;
  for (let i = 0; i < length; i++) {
    const code = charCode(text, i);
    // Letters are told by one comparison; a loop is faster here than a regular expression, which short texts pay more for entering.
    if (code <= 0x2ff) {
      if (code < 0x20) return false;
    } else if (code < 0x2010 || code > 0x20bf || (code > 0x2027 && code < 0x2030) || (code > 0x203a && code < 0x20a0)) return false;
  }
  return true;
}

/** Columns that text takes in a fixed-width font. */
export function textWidth(text: string): number {
  if (isNarrow(text)) return text.length;
  let width = 0;
  for (const c of text) width += ZERO.test(c) ? 0 : WIDE.test(c) ? 2 : 1;
  return width;
}

/** Breaks text into lines of at most `width` columns; a longer word (an address) keeps a line of its own unless it is cut. */
export function wrap(text: string, width: number, cutWords = false): string[] {
  if (!text.includes('\n')) return wrapLine(text, width, cutWords);
  return text.split('\n').flatMap((line) => wrapLine(line, width, cutWords));
}

/**
 * A line of text broken into lines.
 * @param narrow whether all its characters take one column, where that is known already
 */
export function wrapLine(line: string, width: number, cutWords: boolean, narrow = isNarrow(line)): string[] {
  if ((narrow ? line.length : textWidth(line)) <= width) return [line.trimEnd()];
  return (narrow ? wrapNarrow(line, width)?.split('\n') : undefined) ?? wrapWords(line, width, cutWords);
}

const BLANK = 0x20;

/**
 * Lines cut out of a text of narrow characters that is longer than a line, joined by line breaks; undefined where a word is wider than
 * the line.
 */
export function wrapNarrow(text: string, width: number): string | undefined {
  const { length } = text;
  let lines = '';
  let start = 0;
  while (length - start > width) {
    let end = start + width;
    while (end > start && charCode(text, end) !== BLANK) end--;
    let next = end + 1;
    while (end > start && charCode(text, end - 1) === BLANK) end--;
    if (end === start) return undefined;
    while (next < length && charCode(text, next) === BLANK) next++;
    lines = start === 0 ? text.slice(0, end) : `${lines}\n${text.slice(start, end)}`;
    start = next;
  }
  const rest = text.slice(start).trimEnd();
  return rest === '' ? lines : `${lines}\n${rest}`;
}

/** Whether a text of narrow characters ends with a blank, or is none. */
export function isBlankAtEnd(text: string): boolean {
  if (text === '') return true;
  const code = charCode(text, text.length - 1);
  return code <= BLANK || code === 0xa0;
}

function wrapWords(line: string, width: number, cutWords: boolean): string[] {
  const lines: string[] = [];
  let current = '';
  let used = 0;
  for (const word of line.split(/[ \t]+/)) {
    const own = textWidth(word);
    if (current !== '' && used + 1 + own <= width) {
      current += ` ${word}`;
      used += 1 + own;
      continue;
    }
    if (current !== '') lines.push(current);
    current = cutWords && own > width ? cutInto(lines, word, width) : word;
    used = current === word ? own : textWidth(current);
  }
  return current === '' ? lines : [...lines, current];
}

/** Cuts a word that is wider than the line; whole lines of it go to `lines`, the rest is given back. */
function cutInto(lines: string[], word: string, width: number): string {
  let rest = word;
  while (textWidth(rest) > width) {
    const head = headOf(rest, width);
    lines.push(head);
    rest = rest.slice(head.length);
  }
  return rest;
}

/** As much of the text as fits; at least one character. */
function headOf(text: string, width: number): string {
  let head = '';
  let used = 0;
  for (const c of text) {
    used += textWidth(c);
    if (head !== '' && used > width) break;
    head += c;
  }
  return head;
}
