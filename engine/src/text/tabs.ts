import { breakFirstFit, type Measure } from './first-fit.ts';
import type { Look } from './look.ts';
import { type Piece, piecesOf, place, placeMixed, type Segment, type SetLine } from './set-lines.ts';
import type { Shaper } from './shaper.ts';
import type { TabStop } from './text-style.ts';
import { partWidth, type Word } from './words.ts';

/** How lines with tabs are set. */
export interface TabSetting {
  readonly stops: readonly TabStop[];
  readonly measure: Measure;
  /** Whether the paragraph begins at the right; stops are then counted from there. */
  readonly rightToLeft: boolean;
  readonly mixed: boolean;
  /** What parts a number's fraction from its whole. */
  readonly decimalSeparator: string;
}

/** Room that a cell needs to be broken beside what stands before it; else it goes to the next line. Share of the measure. */
const NARROWEST = 0.15;
/** Most times that a leader is repeated on a line. */
const MOST_LEADERS = 2_000;

/**
 * Sets the lines of a paragraph with tabs: what stands between two tabs is a cell, which goes to the next stop behind the cell
 * before it. A cell that is too long for the line is broken into lines below its start.
 */
export function setTabbed(words: readonly Word[], setting: TabSetting, shaper: Shaper): SetLine[] {
  const setter = new TabSetter(setting, shaper);
  for (const cells of hardLines(words)) setter.add(cells);
  return setter.lines;
}

/** The cells of each line between forced breaks. */
function hardLines(words: readonly Word[]): Word[][][] {
  const lines: Word[][][] = [];
  let cells: Word[][] = [];
  let cell: Word[] = [];
  for (const word of words) {
    cell.push(word);
    if (word.after !== 'tab' && word.after !== 'line break' && word.after !== 'end') continue;
    cells.push(cell);
    cell = [];
    if (word.after === 'tab') continue;
    lines.push(cells);
    cells = [];
  }
  if (cells.length > 0) lines.push(cells);
  return lines;
}

class TabSetter {
  readonly lines: SetLine[] = [];
  readonly #setting: TabSetting;
  readonly #shaper: Shaper;
  #segments: Segment[] = [];
  #leaders: Segment[] = [];
  /** Where the line's text ends so far, counted from its start. */
  #x = 0;

  constructor(setting: TabSetting, shaper: Shaper) {
    this.#setting = setting;
    this.#shaper = shaper;
  }

  add(cells: readonly Word[][]): void {
    const { first, others } = this.#setting.measure;
    this.#x = this.lines.length === 0 ? others - first : 0;
    cells.forEach((cell, i) => {
      this.#addCell(cell, i === 0 ? undefined : (cells[i - 1] as Word[]));
    });
    this.#endLine();
  }

  #addCell(cell: readonly Word[], before: readonly Word[] | undefined): void {
    const width = this.#setting.measure.others;
    const natural = naturalWidth(cell);
    let left = this.#x;
    if (before !== undefined) {
      left = this.#goTo(cell, natural, (before.at(-1) as Word).look);
      if (left + natural > width && width - left < width * NARROWEST) {
        this.#endLine();
        left = 0;
      }
    }
    if (left + natural <= width || cell.every(({ text }) => text === '')) {
      this.#place(
        piecesOf(cell, 0, 0, { word: cell.length - 1, at: (cell.at(-1) as Word).text.length, hyphen: false }, this.#shaper),
        left,
      );
    } else this.#placeBroken(cell, left, width);
  }

  /** Goes on to the next stop, or by a space where there is none; returns where the cell begins. */
  #goTo(cell: readonly Word[], natural: number, look: Look): number {
    const from = this.#x;
    const stop = this.#setting.stops.find(({ at }) => at > from + 0.01);
    if (stop === undefined) return from + look.space;
    const before = stop.align === 'decimal' ? this.#widthToSeparator(cell, natural) : stop.align === 'center' ? natural / 2 : natural;
    const left = stop.align === 'left' ? stop.at : stop.at - before;
    if (left < from) return from + look.space;
    if (stop.leader !== '') this.#addLeader(stop.leader, from, left, look);
    return left;
  }

  /** Width up to the decimal separator of the cell's last number; of a whole number up to its end. */
  #widthToSeparator(cell: readonly Word[], natural: number): number {
    const { decimalSeparator } = this.#setting;
    let x = natural;
    for (let i = cell.length - 1; i >= 0; i--) {
      const word = cell[i] as Word;
      if (i < cell.length - 1) x -= word.space;
      x -= word.width;
      const end = /\d(?!.*\d)/s.exec(word.text);
      if (end === null) continue;
      const separator = word.text.lastIndexOf(decimalSeparator);
      const at = separator >= 0 && /\d/.test(word.text[separator + 1] ?? '') ? separator : end.index + 1;
      return x + (at === 0 ? 0 : partWidth(this.#shaper, word, 0, at, false));
    }
    return natural;
  }

  /** Dots and the like stand on a grid of their own width, so that those of several lines are one below the other. */
  #addLeader(leader: string, from: number, to: number, look: Look): void {
    const one = this.#shaper.shape(look.typeface, leader);
    const width = one.width * look.scale;
    if (width <= 0) return;
    const start = Math.ceil((from + look.space) / width) * width;
    const count = Math.min(MOST_LEADERS, Math.floor((to - look.space - start) / width));
    if (count < 1) return;
    const words = Array.from({ length: count }, () => one);
    const xs = words.map((_, i) => this.#across(start + i * width, width));
    if (this.#setting.rightToLeft) xs.reverse();
    const right = (xs.at(-1) as number) + width;
    this.#leaders.push({
      look: { ...look, tracking: 0, underline: false, strike: false },
      words,
      xs,
      right,
      stretch: 1,
      continues: 'nothing',
    });
  }

  #placeBroken(cell: readonly Word[], left: number, width: number): void {
    const hang = width - left >= width * NARROWEST ? left : 0;
    const ends = breakFirstFit(cell, { first: width - left, others: width - hang }, false, this.#shaper);
    let word = 0;
    let from = 0;
    ends.forEach((end, i) => {
      this.#place(piecesOf(cell, word, from, end, this.#shaper), i === 0 ? left : hang);
      const whole = end.at >= (cell[end.word] as Word).text.length;
      word = whole ? end.word + 1 : end.word;
      from = whole ? 0 : end.at;
      if (i < ends.length - 1) this.#endLine();
    });
  }

  #place(pieces: readonly Piece[], left: number): void {
    const set = this.#setting.mixed ? placeMixed(pieces, 0) : place(pieces, 0);
    const shift = this.#across(left, set.right);
    for (const segment of set.segments) {
      this.#segments.push({ ...segment, xs: segment.xs.map((x) => x + shift), right: segment.right + shift });
    }
    this.#x = left + set.right;
  }

  /** The left edge of something `width` wide that begins at a place counted from the line's start. */
  #across(start: number, width: number): number {
    return this.#setting.rightToLeft ? this.#setting.measure.others - start - width : start;
  }

  #endLine(): void {
    const segments = this.#segments;
    const right = Math.max(0, ...segments.map((segment) => segment.right));
    this.lines.push(this.#leaders.length === 0 ? { segments, right } : { segments, right, leaders: this.#leaders });
    this.#segments = [];
    this.#leaders = [];
    this.#x = 0;
  }
}

function naturalWidth(cell: readonly Word[]): number {
  let width = 0;
  cell.forEach((word, i) => {
    width += word.width + (i < cell.length - 1 ? word.space : 0);
  });
  return width;
}

const separators = new Map<string, string>();

/** What parts a number's fraction from its whole in a language. */
export function decimalSeparatorOf(language: string): string {
  let separator = separators.get(language);
  if (separator === undefined) {
    separator = new Intl.NumberFormat(language).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';
    separators.set(language, separator);
  }
  return separator;
}
