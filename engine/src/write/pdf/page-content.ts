import { latin1 } from '#runtime';
import type {
  DrawItem,
  FurnitureItems,
  ImageItem,
  LaidOutPage,
  Owner,
  PathItem,
  RectanglesItem,
  RectItem,
  TextItem,
} from '../../layout/display-list.ts';
import type { ShapedWord } from '../../text/shaper.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { DocumentFonts } from './document-fonts.ts';
import type { EmbeddedFont } from './embedded-font.ts';
import { extractsAs, writeRun, writeWord } from './encoded-word.ts';
import { RightToLeftText } from './right-to-left.ts';
import { isPlainRect, pathOperators, rectOperators, strokeState } from './shapes.ts';
import type { StructureMarks } from './structure.ts';
import { fillColor, length, toHundredths, utf16Hex } from './syntax.ts';
import { needsSpaceAfter, nextText, standsRightOf } from './text-gaps.ts';

/** Thousandths of an em that a word may be off its place before it is moved: 2/100 of a point at 10 points, not visible. */
const TOLERANCE = 2;
/** Share of the size that no letter reaches below its baseline. */
const DEPTH = 0.3;

/** Points that the next text may stand higher than the one before in a stretch that runs down the page: cells of several lines. */
const HIGHEST_STEP = 72;

/** What the page needs besides its content. */
export interface PageNeeds {
  readonly fonts: DocumentFonts;
  readonly marks: StructureMarks;
  /** Name of an image in the resources. */
  imageResource(asset: string): string;
  /** Name in the resources of a form that draws furniture; undefined where it is to be drawn with the page. */
  furnitureResource(items: readonly DrawItem[], page: LaidOutPage): string | undefined;
}

/** Writes the content stream of a page: the drawing items, each inside the marks of its owner. */
export function writePageContent(out: ByteWriter, page: LaidOutPage, pageIndex: number, needs: PageNeeds): void {
  const content = new PageContent(out, page.height, pageIndex, needs);
  const { items } = page;
  let i = 0;
  for (const { at, items: furniture } of page.furniture ?? NO_FURNITURE) {
    const resource = needs.furnitureResource(furniture, page);
    if (resource === undefined) continue;
    while (i < at) i = content.drawStretch(items, i, at);
    content.form(resource);
    i = at + furniture.length;
  }
  while (i < items.length) i = content.drawStretch(items, i, items.length);
  content.finish();
}

/** Writes what a form of furniture draws. It is an artifact as a whole, where the page draws it. */
export function writeFurniture(out: ByteWriter, items: readonly DrawItem[], height: number, needs: Omit<PageNeeds, 'furnitureResource'>) {
  const content = new PageContent(out, height, 0, { ...needs, furnitureResource: () => undefined }, false);
  for (let i = 0; i < items.length; ) i = content.drawStretch(items, i, items.length);
  content.finish();
}

const NO_FURNITURE: readonly FurnitureItems[] = [];

const END_MARK = latin1('EMC\n');
const END_TEXT = latin1('ET\n');
const BEGIN_TEXT = latin1('BT\n');
const LAYOUT = latin1('/Artifact<</Type/Layout>>BDC\n');
const PAGINATION = latin1('/Artifact<</Type/Pagination>>BDC\n');
const MARK_NUMBER = latin1('<</MCID ');
const BEGIN_MARK = latin1('>>BDC\n');
const MOVE = latin1(' Td[(');
const SHOW = latin1(')]TJ\n');
const RECTANGLE = latin1(' re\n');
const FILL_RECTANGLE = latin1(' re f\n');

class PageContent {
  readonly #out: ByteWriter;
  readonly #height: number;
  readonly #page: number;
  readonly #needs: PageNeeds;
  /** Whether items stand in the marks of their owners. */
  readonly #marked: boolean;
  #owner: Owner | 'Pagination' | 'Layout' | undefined;
  #inText = false;
  /** Whether the mark that is open was opened inside of the text object, and so has to be closed in it. */
  #markInText = false;
  /** Start of the current line in hundredths, which `Td` counts from. */
  #lineX = 0;
  #lineY = 0;
  #fill = '';
  #font: EmbeddedFont | undefined;
  #size = 0;
  #tracking = 0;
  #stretch = 1;
  /** Whether a space before the next text, which is read from right to left, is still to be written. */
  #spaceOwed = false;

  constructor(out: ByteWriter, height: number, page: number, needs: PageNeeds, marked = true) {
    this.#out = out;
    this.#marked = marked;
    this.#height = height;
    this.#page = page;
    this.#needs = needs;
  }

  /**
   * Draws items from `from` on (to `end` at most) as far as there are only texts and rules that run down the page, or one other item; returns the
   * index of the next. Of texts and rules the rules come first: the forty lines of a table are then one artifact instead of forty,
   * each with its text object ended and begun again. A rule keeps its place where it might cover a text that comes before it.
   */
  drawStretch(items: readonly DrawItem[], from: number, end: number): number {
    if (!isStretchable(items[from]!)) {
      this.#draw(items, from);
      return from + 1;
    }
    let to = from;
    let depth = Number.NEGATIVE_INFINITY;
    for (; to < end; to++) {
      const item = items[to]!;
      if (!isStretchable(item)) break;
      if (item.kind === 'text') {
        if (item.baseline < depth - HIGHEST_STEP) break;
        depth = Math.max(depth, item.baseline + item.size * DEPTH);
      } else if ((item as RectItem).y >= depth) this.#draw(items, to);
    }
    this.#drawRest(items, from, to);
    return to;
  }

  /** What `drawStretch` has not drawn yet. */
  #drawRest(items: readonly DrawItem[], from: number, to: number): void {
    let depth = Number.NEGATIVE_INFINITY;
    for (let i = from; i < to; i++) {
      const item = items[i]!;
      if (item.kind === 'text') {
        depth = Math.max(depth, item.baseline + item.size * DEPTH);
        this.#draw(items, i);
      } else if ((item as RectItem).y < depth) this.#draw(items, i);
    }
  }

  #draw(items: readonly DrawItem[], index: number): void {
    const item = items[index]!;
    if (item.kind === 'text') {
      if (item.words.length > 0) this.#text(item, nextText(items, index));
      return;
    }
    this.#leaveText();
    this.#own(item.owner ?? 'Layout');
    if (item.kind === 'rect') this.#rect(item);
    else {
      if (item.kind === 'path') this.#path(item);
      else if (item.kind === 'rectangles') this.#rectangles(item);
      else this.#image(item);
    }
  }

  /** Draws a form that stands on the page as it is. */
  form(resource: string): void {
    this.#leaveText();
    this.#leaveMark();
    // A form begins with the page's state of text.
    if (this.#tracking !== 0) this.#out.text('0 Tc\n');
    if (this.#stretch !== 1) this.#out.text('100 Tz\n');
    this.#tracking = 0;
    this.#stretch = 1;
    this.#out.text(`/Artifact<</Type/Pagination>>BDC/${resource} Do EMC\n`);
  }

  finish(): void {
    this.#leaveMark();
    this.#leaveText();
  }

  /** Opens the marked content of an owner, if it is not open yet. */
  #own(owner: Owner | 'Pagination' | 'Layout'): void {
    if (owner === this.#owner || !this.#marked) return;
    this.#leaveMark();
    this.#owner = owner;
    this.#markInText = this.#inText;
    const out = this.#out;
    if (owner === 'Layout') out.put(LAYOUT);
    else if (owner === 'Pagination') out.put(PAGINATION);
    else if (owner !== null && typeof owner !== 'string') {
      out.byte(SLASH);
      out.text(owner.type);
      out.put(MARK_NUMBER);
      out.integer(this.#needs.marks.mark(owner, this.#page));
      out.put(BEGIN_MARK);
    }
  }

  #leaveMark(): void {
    if (this.#owner !== undefined) this.#out.put(END_MARK);
    this.#owner = undefined;
  }

  #leaveText(): void {
    if (!this.#inText) return;
    if (this.#markInText) this.#leaveMark();
    this.#out.put(END_TEXT);
    this.#inText = false;
  }

  #setFill(color: string): void {
    if (color === this.#fill) return;
    this.#fill = color;
    this.#out.text(fillColor(color));
    this.#out.byte(NEW_LINE);
  }

  #rect(item: RectItem): void {
    if (item.fill !== undefined) this.#setFill(item.fill);
    const out = this.#out;
    if (!isPlainRect(item)) {
      out.text(rectOperators(item, this.#height));
      return;
    }
    out.points(item.x);
    out.byte(SPACE);
    out.points(this.#height - item.y - item.height);
    out.byte(SPACE);
    out.points(item.width);
    out.byte(SPACE);
    out.points(item.height);
    out.put(FILL_RECTANGLE);
  }

  #path(item: PathItem): void {
    if (item.strokeWidth === undefined) this.#setFill(item.fill);
    this.#beginDrawing(item.x, item.y, item.scale ?? 1);
    this.#out.text(strokeState(item));
    this.#out.text(pathOperators(item.d));
    this.#out.text(item.strokeWidth === undefined ? 'f Q\n' : 'S Q\n');
  }

  #rectangles({ x, y, scale, fill, rectangles }: RectanglesItem): void {
    this.#setFill(fill);
    this.#beginDrawing(x, y, scale);
    const out = this.#out;
    for (let i = 0; i < rectangles.length; i += 4) {
      out.integer(rectangles[i]!);
      out.space().integer(rectangles[i + 1]!);
      out.space().integer(rectangles[i + 2]!);
      out.space().integer(rectangles[i + 3]!);
      out.put(RECTANGLE);
    }
    out.text('f Q\n');
  }

  /** What follows is drawn in units of `scale` points, downwards from a place on the page. */
  #beginDrawing(x: number, y: number, scale: number): void {
    this.#out.text(`q ${scale} 0 0 ${-scale} ${length(x)} ${length(this.#height - y)} cm\n`);
  }

  #image(item: ImageItem): void {
    const y = this.#height - item.y - item.height;
    const name = this.#needs.imageResource(item.asset);
    this.#out.text(`q ${length(item.width)} 0 0 ${length(item.height)} ${length(item.x)} ${length(y)} cm/${name} Do Q\n`);
  }

  #text(item: TextItem, next: TextItem | undefined): void {
    this.#beginText(item);
    this.#setFill(item.color);
    const { font: base, space, spaceWidth } = this.#needs.fonts.use(item.face);
    const out = this.#out;
    const { words, xs } = item;
    const perEm = 1000 / (item.size * (item.stretch ?? 1));
    this.#beginLine(item, base);
    let spaceAfter = needsSpaceAfter(item, next);
    if (item.rightToLeft === true) {
      new RightToLeftText(out, this.#needs.fonts, item).write(
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
    const tracking = (item.tracking ?? 0) * perEm;
    const start = xs[0]!;
    let pen = 0;
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!;
      if (i > 0) {
        out.put(space);
        pen += spaceWidth + tracking;
        const adjustment = Math.round(pen - (xs[i]! - start) * perEm);
        if (adjustment > TOLERANCE || adjustment < -TOLERANCE) {
          out.byte(CLOSE);
          out.integer(adjustment);
          out.byte(OPEN);
          pen -= adjustment;
        }
      }
      const width = writeWord(out, base, word);
      pen += Number.isNaN(width) ? this.#specialWord(base, word, item.size) : width;
      if (tracking !== 0) pen += tracking * word.glyphs.length;
    }
    if (spaceAfter) out.put(space);
    out.put(SHOW);
  }

  /**
   * Comes into a text object and the mark of the item. Marks of texts that follow each other share a text object. A figure's mark
   * is opened outside of it, because lines and outlines may belong to it as well.
   */
  #beginText(item: TextItem): void {
    const owner = item.owner ?? 'Pagination';
    if (owner === this.#owner) {
      if (!this.#inText) this.#openText();
    } else if (typeof owner !== 'string' && owner.type === 'Figure') {
      this.#leaveText();
      this.#own(owner);
      this.#openText();
    } else {
      if (!this.#inText || !this.#markInText) {
        // An open mark around the text object has to be closed after it.
        this.#leaveText();
        this.#leaveMark();
        this.#openText();
      }
      this.#own(owner);
    }
  }

  /** Sets font, size and place of a line of text. */
  #beginLine(item: TextItem, base: EmbeddedFont): void {
    const out = this.#out;
    const tracking = item.tracking ?? 0;
    if (base !== this.#font || item.size !== this.#size) {
      this.#font = base;
      this.#size = item.size;
      out.text(`/${base.resource} ${length(item.size)} Tf\n`);
    }
    if (tracking !== this.#tracking) {
      this.#tracking = tracking;
      out.text(`${Math.round(tracking * 1000) / 1000} Tc\n`);
    }
    const stretch = item.stretch ?? 1;
    if (stretch !== this.#stretch) {
      this.#stretch = stretch;
      out.text(`${Math.round(stretch * 100_000) / 1000} Tz\n`);
    }
    const x = toHundredths(item.xs[0]!);
    const y = toHundredths(this.#height - item.baseline + (item.rise ?? 0));
    out.hundredths(x - this.#lineX);
    out.byte(SPACE);
    out.hundredths(y - this.#lineY);
    out.put(MOVE);
    this.#lineX = x;
    this.#lineY = y;
  }

  #openText(): void {
    this.#out.put(BEGIN_TEXT);
    this.#inText = true;
    this.#lineX = 0;
    this.#lineY = 0;
  }

  /**
   * A word with glyphs of several fonts, raised glyphs, or glyphs that don't spell it. It ends the current `TJ`, shows its runs
   * one by one and begins a new one; where the glyphs don't spell the word, it says so as ActualText. Returns the pen's move.
   */
  #specialWord(base: EmbeddedFont, word: ShapedWord, size: number): number {
    const { fonts } = this.#needs;
    const out = this.#out;
    const fontOf = fonts.fontsOf(base, word);
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

const SPACE = 0x20;
const NEW_LINE = 0x0a;
const SLASH = 0x2f;
const OPEN = 0x28;
const CLOSE = 0x29;

/** Texts and filled rectangles that belong to nobody: what tables and paragraphs are made of. */
function isStretchable(item: DrawItem): boolean {
  return item.kind === 'text' || (item.kind === 'rect' && item.owner === null && isPlainRect(item));
}
