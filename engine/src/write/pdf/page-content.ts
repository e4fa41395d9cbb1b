import type { DrawItem, ImageItem, LaidOutPage, Owner, PathItem, RectItem, TextItem } from '../../layout/display-list.ts';
import type { ShapedWord } from '../../text/shaper.ts';
import type { DocumentFonts } from './document-fonts.ts';
import type { EmbeddedFont } from './embedded-font.ts';
import { encodeRun, encodeWord, extractsAs } from './encoded-word.ts';
import { pathOperators, rectOperators } from './shapes.ts';
import type { StructureMarks } from './structure.ts';
import { fillColor, hundredths, length, toHundredths, utf16Hex } from './syntax.ts';

/** Thousandths of an em that a word may be off its place before it is moved: 2/100 of a point at 10 points, not visible. */
const TOLERANCE = 2;

/** What the page needs besides its content. */
export interface PageNeeds {
  readonly fonts: DocumentFonts;
  readonly marks: StructureMarks;
  /** Name of an image in the resources. */
  imageResource(asset: string): string;
}

/** Writes the content stream of a page: the drawing items in their order, each inside the marks of its owner. */
export function pageContent(page: LaidOutPage, pageIndex: number, needs: PageNeeds): string {
  const content = new PageContent(page.height, pageIndex, needs);
  const { items } = page;
  for (let i = 0; i < items.length; i++) content.draw(items[i]!, items, i);
  return content.finish();
}

class PageContent {
  readonly #height: number;
  readonly #page: number;
  readonly #needs: PageNeeds;
  #out = '';
  #owner: Owner | 'Pagination' | 'Layout' | undefined;
  #inText = false;
  /** Start of the current line in hundredths, which `Td` counts from. */
  #lineX = 0;
  #lineY = 0;
  #fill = '';
  #font: EmbeddedFont | undefined;
  #size = 0;
  #tracking = 0;

  constructor(height: number, page: number, needs: PageNeeds) {
    this.#height = height;
    this.#page = page;
    this.#needs = needs;
  }

  draw(item: DrawItem, items: readonly DrawItem[], index: number): void {
    this.#own(item);
    if (item.kind === 'text') {
      this.#text(item, needsSpaceAfter(item, items, index));
      return;
    }
    this.#leaveText();
    if (item.kind === 'rect') this.#rect(item);
    else if (item.kind === 'path') this.#path(item);
    else this.#image(item);
  }

  finish(): string {
    this.#leaveText();
    if (this.#owner !== undefined) this.#out += 'EMC\n';
    return this.#out;
  }

  /** Opens the marked content of an item's owner, if it is not open yet. */
  #own(item: DrawItem): void {
    const owner = item.owner ?? (item.kind === 'text' ? 'Pagination' : 'Layout');
    if (owner === this.#owner) return;
    this.#leaveText();
    if (this.#owner !== undefined) this.#out += 'EMC\n';
    this.#owner = owner;
    if (typeof owner === 'string') this.#out += `/Artifact<</Type/${owner}>>BDC\n`;
    else this.#out += `/${owner.type}<</MCID ${this.#needs.marks.mark(owner, this.#page)}>>BDC\n`;
  }

  #leaveText(): void {
    if (this.#inText) this.#out += 'ET\n';
    this.#inText = false;
  }

  #setFill(color: string): void {
    if (color === this.#fill) return;
    this.#fill = color;
    this.#out += `${fillColor(color)}\n`;
  }

  #rect(item: RectItem): void {
    if (item.fill !== undefined) this.#setFill(item.fill);
    this.#out += rectOperators(item, this.#height);
  }

  #path(item: PathItem): void {
    this.#setFill(item.fill);
    const scale = item.scale ?? 1;
    const matrix = `${scale} 0 0 ${-scale} ${length(item.x)} ${length(this.#height - item.y)} cm`;
    this.#out += `q ${matrix}\n${pathOperators(item.d)}f Q\n`;
  }

  #image(item: ImageItem): void {
    const y = this.#height - item.y - item.height;
    this.#out += `q ${length(item.width)} 0 0 ${length(item.height)} ${length(item.x)} ${length(y)} cm/${this.#needs.imageResource(item.asset)} Do Q\n`;
  }

  #text(item: TextItem, spaceAfter: boolean): void {
    if (item.words.length === 0) return;
    this.#setFill(item.color);
    const { font: base, space, spaceWidth } = this.#needs.fonts.use(item.face);
    this.#beginLine(item, base);
    const perEm = 1000 / item.size;
    const tracking = (item.tracking ?? 0) * perEm;
    const start = item.xs[0]!;
    let pen = 0;
    let out = '[(';
    for (let i = 0; i < item.words.length; i++) {
      const word = item.words[i]!;
      if (i > 0) {
        out += space;
        pen += spaceWidth + tracking;
        const adjustment = Math.round(pen - (item.xs[i]! - start) * perEm);
        if (adjustment > TOLERANCE || adjustment < -TOLERANCE) {
          out += `)${adjustment}(`;
          pen -= adjustment;
        }
      }
      const encoded = encodeWord(base, word);
      if (encoded.text !== undefined) {
        out += encoded.text;
        pen += encoded.width;
      } else {
        const special = this.#specialWord(base, word, item.size);
        out += special.text;
        pen += special.pen;
      }
      pen += tracking * word.glyphs.length;
    }
    this.#out += `${out}${spaceAfter ? space : ''})]TJ\n`;
  }

  /** Sets font, size and place of a line of text. */
  #beginLine(item: TextItem, base: EmbeddedFont): void {
    const tracking = item.tracking ?? 0;
    if (base !== this.#font || item.size !== this.#size) {
      this.#font = base;
      this.#size = item.size;
      const font = `/${base.resource} ${length(item.size)} Tf`;
      this.#out += this.#inText ? `${font}\n` : '';
      if (!this.#inText) this.#openText(font);
    } else if (!this.#inText) this.#openText('');
    if (tracking !== this.#tracking) {
      this.#tracking = tracking;
      this.#out += `${Math.round(tracking * 1000) / 1000} Tc\n`;
    }
    const x = toHundredths(item.xs[0]!);
    const y = toHundredths(this.#height - item.baseline + (item.rise ?? 0));
    this.#out += `${hundredths(x - this.#lineX)} ${hundredths(y - this.#lineY)} Td`;
    this.#lineX = x;
    this.#lineY = y;
  }

  #openText(font: string): void {
    this.#out += `BT${font === '' ? ' ' : `${font} `}`;
    this.#inText = true;
    this.#lineX = 0;
    this.#lineY = 0;
  }

  /**
   * A word with glyphs of several fonts, raised glyphs, or glyphs that don't spell it. It ends the current `TJ`, shows its runs
   * one by one and begins a new one; where the glyphs don't spell the word, it says so as ActualText.
   */
  #specialWord(base: EmbeddedFont, word: ShapedWord, size: number): { text: string; pen: number } {
    const { fonts } = this.#needs;
    const fontOf = fonts.fontsOf(base, word);
    const spelled = extractsAs(word, (glyph) => fontOf(glyph).textOf(glyph));
    const raise = (i: number): number => word.offsets?.[i * 2 + 1] ?? 0;
    let text = ')]TJ\n';
    if (!spelled) text += `/Span<</ActualText<feff${utf16Hex(word.text)}>>>BDC\n`;
    let pen = 0;
    for (let from = 0; from < word.glyphs.length; ) {
      const font = fontOf(word.glyphs[from]!);
      let to = from + 1;
      while (to < word.glyphs.length && fontOf(word.glyphs[to]!) === font && raise(to) === raise(from)) to++;
      const run = encodeRun(font, word, from, to, pen);
      const rise = length((raise(from) * size) / word.face.unitsPerEm);
      text += `/${font.resource} ${length(size)} Tf ${rise} Ts[(${run.text})]TJ\n`;
      pen = run.pen;
      from = to;
    }
    if (!spelled) text += 'EMC\n';
    return { text: `${text}/${base.resource} ${length(size)} Tf 0 Ts[(`, pen };
  }
}

/**
 * Whether a space belongs between this text and the next, so that extracted text has its words apart: at the end of a line that
 * goes on (unless it ends in a hyphen), and before a text of another look that stands apart on the same line.
 */
function needsSpaceAfter(item: TextItem, items: readonly DrawItem[], index: number): boolean {
  let next: DrawItem | undefined;
  for (let i = index + 1; i < items.length && i <= index + 4; i++) {
    next = items[i]!;
    if (next.kind === 'text') break;
  }
  if (next?.kind !== 'text' || next.words.length === 0 || !readTogether(item.owner, next.owner)) return false;
  const last = item.words.at(-1);
  if (last === undefined) return false;
  if (Math.abs(next.baseline - item.baseline) < 0.01) {
    const end = item.xs.at(-1)! + (last.width * item.size) / item.face.unitsPerEm + (item.tracking ?? 0) * last.glyphs.length;
    return next.xs[0]! - end > 0.1 * item.size;
  }
  return last.text.length === 1 || !last.text.endsWith('-');
}

/** Whether two items belong to one run of text: the same element, or one of them an element within a line. */
function readTogether(a: Owner, b: Owner): boolean {
  return a === b || (a !== null && b !== null && (isInline(a.type) || isInline(b.type)));
}

const isInline = (type: string): boolean => type === 'Span' || type === 'Link';
