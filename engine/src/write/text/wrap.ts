/** Characters that take two columns: East Asian wide and full-width, and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const ZERO = /[\p{M}\u200b-\u200f\u2060]/u;
const NARROW = /^[\u0020-\u02ff]*$/;

/** Columns that text takes in a fixed-width font. */
export function textWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  let width = 0;
  for (const c of text) width += ZERO.test(c) ? 0 : WIDE.test(c) && c > '\u00ff' ? 2 : 1;
  return width;
}

/** Breaks text into lines of at most `width` columns; a longer word (an address) keeps a line of its own unless it is cut. */
export function wrap(text: string, width: number, cutWords = false): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width, cutWords));
}

function wrapLine(line: string, width: number, cutWords: boolean): string[] {
  if (textWidth(line) <= width) return [line.trimEnd()];
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/[ \t]+/)) {
    const joined = current === '' ? word : `${current} ${word}`;
    if (textWidth(joined) <= width) current = joined;
    else {
      if (current !== '') lines.push(current);
      current = word;
      while (cutWords && textWidth(current) > width) {
        const head = headOf(current, width);
        lines.push(head);
        current = current.slice(head.length);
      }
    }
  }
  return current === '' ? lines : [...lines, current];
}

/** As much of the text as fits; at least one character. */
function headOf(text: string, width: number): string {
  let head = '';
  for (const c of text) {
    if (head !== '' && textWidth(head + c) > width) break;
    head += c;
  }
  return head;
}
