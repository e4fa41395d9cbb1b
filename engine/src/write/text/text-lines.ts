import { isBlankAtEnd, wrapLine, wrapNarrow } from './wrap.ts';

/** Lines up to so long stand close together in a panel or a column: a figure and what it is called. */
const SHORT = 50;

/** The lines of what is inside of a panel or a column, without empty ones at the end, and between short blocks of one line each. */
export function tightened(lines: readonly string[]): readonly string[] {
  const shown = lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
  const isTight = shown.every((line, i) => line.length <= SHORT && (line !== '') === (i % 2 === 0));
  return isTight ? shown.filter((line) => line !== '') : shown;
}

/** Lines of text while they are written; empty lines at the end are left out. */
export class TextLines {
  #text = '';
  /** Line breaks since the last line that is not empty. */
  #breaks = '';

  /** The lines of a block, with an empty line behind them. */
  block(lines: readonly string[]): void {
    const { length } = lines;
    if (length === 0) return;
    for (let i = 0; i < length; i++) this.line(lines[i] as string);
    if (lines[length - 1] !== '') this.end();
  }

  line(line: string): void {
    if (line !== '') {
      this.#text += this.#breaks + line;
      this.#breaks = '\n';
    } else this.#breaks += '\n';
  }

  /** Lines that are joined already, of which the last is not empty. */
  lines(joined: string): void {
    this.#text += this.#breaks + joined;
    this.#breaks = '\n';
  }

  /** The end of a block. */
  end(): void {
    this.#breaks += '\n';
  }

  /**
   * A block of running text whose characters take one column each.
   * @param last the end of the text: to look at the text itself, which is still in pieces, it would have to be put together
   */
  paragraph(text: string, last: string, width: number): void {
    if (text === '') {
      this.#breaks += '\n';
      return;
    }
    if (text.length > width) {
      const wrapped = wrapNarrow(text, width);
      if (wrapped === undefined) this.block(wrapLine(text, width, false, true));
      else {
        this.lines(wrapped);
        this.end();
      }
    } else if (isBlankAtEnd(last)) this.block([text.trimEnd()]);
    else {
      this.#text += this.#breaks + text;
      this.#breaks = '\n\n';
    }
  }

  /** All but the empty lines at the end. */
  get text(): string {
    return this.#text;
  }

  /** The whole text, which ends with a line break. */
  finish(): string {
    return `${this.#text}\n`;
  }
}
