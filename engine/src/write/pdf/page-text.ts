import type { TextItem } from '../../layout/display-list.ts';
import type { PlainType } from '../../text/plain-type.ts';
import type { ShapedWord } from '../../text/shaper.ts';
import type { DeflateWriter } from './deflate/deflate-writer.ts';
import { NumberPairs } from './deflate/number-pairs.ts';
import type { DocumentFonts } from './document-fonts.ts';
import type { EmbeddedFont } from './embedded-font.ts';
import { extractsAs, SPECIAL, writeHyphenated, writeRun, writeWord } from './encoded-word.ts';
import { Fragment } from './pdf-output.ts';
import { PlainWords } from './plain-words.ts';
import { RightToLeftText } from './right-to-left.ts';
import { length, toHundredths, utf16Hex } from './syntax.ts';
import { needsSpaceAfter, standsRightOf } from './text-gaps.ts';

/** Thousandths of an em that a word may be off its place before it is moved: 2/100 of a point at 10 points, not visible. */
const TOLERANCE = 2;

const SHOW = new Fragment(')]TJ\n');
const MOVES = new NumberPairs(new Fragment(' Td[('));

const OPEN = 0x28;
const CLOSE = 0x29;

/** Writes the texts of a page into its text objects. Knows the state of text: font, distances, and where the line begins. */
export class PageText {
  readonly #out: DeflateWriter;
  readonly #height: number;
  readonly #fonts: DocumentFonts;
  /** Start of the current line in hundredths, which `Td` counts from. */
  #lineX = 0;
  #lineY = 0;
  #font: EmbeddedFont | undefined;
  #size = 0;
  #tracking = 0;
  #stretch = 1;
  /** Whether a space before the next text, which is read from right to left, is still to be written. */
  #spaceOwed = false;

  constructor(out: DeflateWriter, height: number, fonts: DocumentFonts) {
    this.#out = out;
    this.#height = height;
    this.#fonts = fonts;
  }

  /** A text object begins: lines are counted from the page's corner again. */
  begin(): void {
    this.#lineX = 0;
    this.#lineY = 0;
  }

  /** Writes back to what a page begins with the state that a form inherits. */
  resetState(): void {
    if (this.#tracking !== 0) this.#out.text('0 Tc\n');
    if (this.#stretch !== 1) this.#out.text('100 Tz\n');
    this.#tracking = 0;
    this.#stretch = 1;
  }

  /** @param next the text that is drawn after it */
  write(item: TextItem, next: TextItem | undefined): void {
    const { font: base, space, spaceWidth } = this.#fonts.use(item.face);
    const out = this.#out;
    const { words, xs } = item;
    this.#setLook(base, item.size, item.tracking ?? 0, item.stretch ?? 1);
    this.#beginLine(item.xs[0]!, item.baseline - (item.rise ?? 0));
    let spaceAfter = needsSpaceAfter(item, next);
    if (item.rightToLeft === true) {
      new RightToLeftText(out, this.#fonts, item).write(
        this.#spaceOwed,
        spaceAfter ? (standsRightOf(next, item) ? 'right' : 'left') : 'none',
      );
      out.put(SHOW);
      this.#spaceOwed = false;
      return;
    }
    if (next?.rightToLeft === true && spaceAfter && standsRightOf(item, next)) {
      // The space stands at the other side, where the next text begins.
      this.#spaceOwed = true;
      spaceAfter = false;
    }
    const perEm = 1000 / (item.size * (item.stretch ?? 1));
    const tracking = (item.tracking ?? 0) * perEm;
    const start = xs[0]!;
    const last = words.length - 1;
    let pen = 0;
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!;
      if (i > 0) {
        out.bytes(space);
        pen += spaceWidth + tracking;
        pen -= this.#adjust(pen - (xs[i]! - start) * perEm);
      }
      const hyphenated = i === last && item.continues === 'hyphenated';
      const width = hyphenated ? writeHyphenated(out, base, word) : writeWord(out, base, word);
      pen += width === SPECIAL ? this.#specialWord(base, word, item.size) : width;
      if (tracking !== 0) pen += tracking * word.glyphs.length;
    }
    if (spaceAfter) out.bytes(space);
    out.put(SHOW);
  }

  /** Writes a text that is nothing but words with single spaces between them. */
  writePlain(type: PlainType, text: string, x: number, baseline: number): void {
    const { face } = type.look.typeface;
    const { font: base, space, spaceWidth } = this.#fonts.use(face);
    const out = this.#out;
    const { size } = type.look;
    this.#setLook(base, size, 0, 1);
    this.#beginLine(x, baseline);
    const words = PlainWords.of(type, base);
    const idealSpace = (type.look.space * 1000) / size;
    let pen = 0;
    let ideal = 0;
    for (let from = 0; ; ) {
      const to = words.write(out, text, from);
      pen += words.width === SPECIAL ? this.#specialWord(base, type.word(text.slice(from, to)), size) : words.width;
      ideal += words.ideal + idealSpace;
      if (to === text.length) break;
      from = to + 1;
      out.bytes(space);
      pen += spaceWidth;
      pen -= this.#adjust(pen - ideal);
    }
    out.put(SHOW);
  }

  /** Moves the pen where it is too far off its place; thousandths of an em. */
  #adjust(by: number): number {
    const adjustment = Math.round(by);
    if (adjustment <= TOLERANCE && adjustment >= -TOLERANCE) return 0;
    const out = this.#out;
    out.byte(CLOSE);
    out.integer(adjustment);
    out.byte(OPEN);
    return adjustment;
  }

  /** Sets font, size, distance between letters and their stretch. */
  #setLook(base: EmbeddedFont, size: number, tracking: number, stretch: number): void {
    const out = this.#out;
    if (base !== this.#font || size !== this.#size) {
      this.#font = base;
      this.#size = size;
      out.text(`/${base.resource} ${length(size)} Tf\n`);
    }
    if (tracking !== this.#tracking) {
      this.#tracking = tracking;
      out.text(`${Math.round(tracking * 1000) / 1000} Tc\n`);
    }
    if (stretch !== this.#stretch) {
      this.#stretch = stretch;
      out.text(`${Math.round(stretch * 100_000) / 1000} Tz\n`);
    }
  }

  /** Moves to where a line of text begins. */
  #beginLine(left: number, baseline: number): void {
    const x = toHundredths(left);
    const y = toHundredths(this.#height - baseline);
    MOVES.write(this.#out, x - this.#lineX, y - this.#lineY);
    this.#lineX = x;
    this.#lineY = y;
  }

  /**
   * A word with glyphs of several fonts, raised glyphs, or glyphs that don't spell it. It ends the current `TJ`, shows its runs
   * one by one and begins a new one; where the glyphs don't spell the word, it says so as ActualText. Returns the pen's move.
   */
  #specialWord(base: EmbeddedFont, word: ShapedWord, size: number): number {
    const out = this.#out;
    const fontOf = this.#fonts.fontsOf(base, word);
    const spelled = extractsAs(word, (glyph) => fontOf(glyph).textOf(glyph));
    const raise = (i: number): number => word.offsets?.[i * 2 + 1] ?? 0;
    out.put(SHOW);
    if (!spelled) out.text(`/Span<</ActualText<feff${utf16Hex(word.text)}>>>BDC\n`);
    let pen = 0;
    for (let from = 0; from < word.glyphs.length; ) {
      const font = fontOf(word.glyphs[from]!);
      let to = from + 1;
      while (to < word.glyphs.length && fontOf(word.glyphs[to]!) === font && raise(to) === raise(from)) to++;
      const rise = length((raise(from) * size) / word.face.unitsPerEm);
      out.text(`/${font.resource} ${length(size)} Tf ${rise} Ts[(`);
      pen = writeRun(out, font, word, from, to, pen);
      out.put(SHOW);
      from = to;
    }
    out.text(`${spelled ? '' : 'EMC\n'}/${base.resource} ${length(size)} Tf 0 Ts[(`);
    return pen;
  }
}
