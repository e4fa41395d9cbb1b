/** Lines of text while they are written; empty lines at the end are left out. */
export class TextLines {
  #text = '';
  /** Line breaks since the last line that is not empty. */
  #breaks = '';

  /** The lines of a block, with an empty line behind them. */
  block(lines: readonly string[]): void {
    const { length } = lines;
    if (length === 0) return;
    for (let i = 0; i < length; i++) {
      const line = lines[i] as string;
      if (line !== '') {
        this.#text += this.#breaks + line;
        this.#breaks = '\n';
      } else this.#breaks += '\n';
    }
    if (lines[length - 1] !== '') this.#breaks += '\n';
  }

  /** The whole text, which ends with a line break. */
  finish(): string {
    return `${this.#text}\n`;
  }
}
