import type { TextItem } from '../../layout/display-list.ts';
import type { ShapedWord } from '../../text/shaper.ts';
import { type Cluster, clustersOf, SPACE_BETWEEN } from './clusters.ts';
import type { DeflateWriter } from './deflate/deflate-writer.ts';
import type { DocumentFonts, FontCode } from './document-fonts.ts';
import type { EmbeddedFont } from './embedded-font.ts';
import { length } from './syntax.ts';

/**
 * Writes text that is read from right to left in the order in which it is read: the pen jumps back before each glyph. So extraction
 * is right in readers that take text as it comes as well as in those that sort it by place, and the content is in reading order as
 * PDF/UA wants it. Stands between `[(` and `)]TJ`; the pen is at the left edge of the first word.
 */
export class RightToLeftText {
  readonly #out: DeflateWriter;
  readonly #fonts: DocumentFonts;
  readonly #item: TextItem;
  readonly #base: EmbeddedFont;
  readonly #spaceGlyph: number;
  readonly #spaceWidth: number;
  #font: EmbeddedFont;
  #rise = 0;
  /** Thousandths of an em from the left edge. */
  #pen = 0;

  constructor(out: DeflateWriter, fonts: DocumentFonts, item: TextItem) {
    this.#out = out;
    this.#fonts = fonts;
    this.#item = item;
    const { font, spaceGlyph, spaceWidth } = fonts.use(item.face);
    this.#base = font;
    this.#font = font;
    this.#spaceGlyph = spaceGlyph;
    this.#spaceWidth = spaceWidth;
  }

  /**
   * @param spaceBefore whether a space parts it from what was read before it
   * @param spaceAfter on which side the space stands that parts it from what is read next
   */
  write(spaceBefore: boolean, spaceAfter: 'left' | 'right' | 'none'): void {
    const { words, xs, size, stretch = 1 } = this.#item;
    const perEm = 1000 / (size * stretch);
    const start = xs[0]!;
    const last = words.length - 1;
    const right = (xs[last]! - start) * perEm + (words[last]!.width * 1000) / words[last]!.face.unitsPerEm;
    if (spaceBefore) this.#space(right);
    for (let i = last; i >= 0; i--) {
      const x = (xs[i]! - start) * perEm;
      this.#word(words[i]!, x);
      if (i > 0 || spaceAfter === 'left') this.#space(x - this.#spaceWidth);
    }
    if (spaceAfter === 'right') this.#space(right);
    this.#use(this.#base, 0);
  }

  #word(word: ShapedWord, x: number): void {
    const scale = 1000 / word.face.unitsPerEm;
    const tracking = ((this.#item.tracking ?? 0) * 1000) / this.#item.size;
    for (const cluster of clustersOf(word)) {
      const { font, code, left, rise } = this.#codeOf(cluster);
      this.#use(font, (rise * this.#item.size) / word.face.unitsPerEm);
      this.#moveTo(x + left * scale + tracking * cluster.first);
      this.#show(code, font.widthOf(code) + tracking);
    }
  }

  /** The code of a letter, and where it stands. */
  #codeOf({ left, advance, parts, text }: Cluster): FontCode & { left: number; rise: number } {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) {
      return { ...this.#fonts.codeFor(this.#base, only.glyph, text), left: left + only.x, rise: only.y };
    }
    return { ...this.#fonts.codeForJoined(this.#base, parts, advance, text), left, rise: 0 };
  }

  #space(x: number): void {
    const { font, code } = this.#fonts.codeFor(this.#base, this.#spaceGlyph, SPACE_BETWEEN);
    this.#use(font, 0);
    this.#moveTo(x);
    this.#show(code, this.#spaceWidth);
  }

  #show(code: number, width: number): void {
    if (this.#font.isWide) this.#out.stringByte(code >> 8);
    this.#out.stringByte(code & 255);
    this.#pen += width;
  }

  #moveTo(x: number): void {
    const adjustment = Math.round(this.#pen - x);
    if (adjustment === 0) return;
    this.#out.text(`)${adjustment}(`);
    this.#pen -= adjustment;
  }

  #use(font: EmbeddedFont, rise: number): void {
    if (font === this.#font && rise === this.#rise) return;
    this.#font = font;
    this.#rise = rise;
    this.#out.text(`)]TJ\n/${font.resource} ${length(this.#item.size)} Tf ${length(rise)} Ts[(`);
  }
}
