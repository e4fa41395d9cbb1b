import type {
  DrawItem,
  FurnitureItems,
  LaidOutPage,
  Owner,
  RectItem,
  RowItem,
  StructureNode,
  TextItem,
} from '../../layout/display-list.ts';
import { textOfRow } from '../../layout/row-texts.ts';
import type { DeflateWriter } from './deflate/deflate-writer.ts';
import type { DocumentFonts } from './document-fonts.ts';
import { PageGraphics } from './page-graphics.ts';
import { PageText } from './page-text.ts';
import { Fragment } from './pdf-output.ts';
import { isPlainRect } from './shapes.ts';
import type { StructureMarks } from './structure-marks.ts';
import { nextText, textWithinLine } from './text-gaps.ts';

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
  /**
   * Name in the resources of a form that draws furniture; undefined where it is to be drawn with the page. The form has to be there
   * already: while one stream is written, no other may be begun.
   */
  furnitureResource(items: readonly DrawItem[], page: LaidOutPage): string | undefined;
}

/** Writes the content stream of a page: the drawing items, each inside the marks of its owner. */
export function writePageContent(out: DeflateWriter, page: LaidOutPage, pageIndex: number, needs: PageNeeds): void {
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
export function writeFurniture(
  out: DeflateWriter,
  items: readonly DrawItem[],
  height: number,
  needs: Omit<PageNeeds, 'furnitureResource'>,
): void {
  const content = new PageContent(out, height, 0, { ...needs, furnitureResource: () => undefined }, false);
  for (let i = 0; i < items.length; ) i = content.drawStretch(items, i, items.length);
  content.finish();
}

const NO_FURNITURE: readonly FurnitureItems[] = [];

const END_MARK = new Fragment('EMC\n');
const END_TEXT = new Fragment('ET\n');
const BEGIN_TEXT = new Fragment('BT\n');
const LAYOUT = new Fragment('/Artifact<</Type/Layout>>BDC\n');
const PAGINATION = new Fragment('/Artifact<</Type/Pagination>>BDC\n');
const BEGIN_MARK = new Fragment('>>BDC\n');

/** How the mark of an element of each type begins. */
const MARKS = new Map<string, Fragment>();
const CELL = markOf('TD');

function markOf(type: string): Fragment {
  let mark = MARKS.get(type);
  if (mark === undefined) {
    mark = new Fragment(`/${type}<</MCID `);
    MARKS.set(type, mark);
  }
  return mark;
}

class PageContent {
  readonly #out: DeflateWriter;
  readonly #page: number;
  readonly #needs: PageNeeds;
  readonly #graphics: PageGraphics;
  readonly #text: PageText;
  /** Whether items stand in the marks of their owners. */
  readonly #marked: boolean;
  #owner: Owner | 'Pagination' | 'Layout' | undefined;
  #inText = false;
  /** Whether the mark that is open was opened inside of the text object, and so has to be closed in it. */
  #markInText = false;

  constructor(out: DeflateWriter, height: number, page: number, needs: PageNeeds, marked = true) {
    this.#out = out;
    this.#marked = marked;
    this.#page = page;
    this.#needs = needs;
    this.#graphics = new PageGraphics(out, height);
    this.#text = new PageText(out, height, needs.fonts);
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
      if (isLine(item)) {
        if (item.baseline < depth - HIGHEST_STEP) break;
        depth = Math.max(depth, item.baseline + sizeOf(item) * DEPTH);
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
      if (isLine(item)) {
        depth = Math.max(depth, item.baseline + sizeOf(item) * DEPTH);
        this.#draw(items, i);
      } else if ((item as RectItem).y < depth) this.#draw(items, i);
    }
  }

  #draw(items: readonly DrawItem[], index: number): void {
    const item = items[index]!;
    if (item.kind === 'text') {
      if (item.words.length === 0) return;
      this.#beginText(item);
      this.#graphics.setFill(item.color);
      this.#text.write(item, nextText(items, index));
      return;
    }
    if (item.kind === 'row') {
      this.#row(items, index, item);
      return;
    }
    this.#leaveText();
    this.#own(item.owner ?? 'Layout');
    if (item.kind === 'rect') this.#graphics.rect(item);
    else if (item.kind === 'path') this.#graphics.path(item);
    else if (item.kind === 'rectangles') this.#graphics.rectangles(item);
    else this.#graphics.image(item, this.#needs.imageResource(item.asset));
  }

  /** Draws the texts of a row, each in the mark of its cell. */
  #row(items: readonly DrawItem[], index: number, item: RowItem): void {
    const { type, texts, xs, from, to } = item.row;
    const { color } = type.look;
    const next = textWithinLine(items, index);
    let last = to - 1;
    while (texts[last] === '') last--;
    for (let i = from; i <= last; i++) {
      const text = texts[i]!;
      if (text === '') continue;
      this.#beginCell(item.owner);
      this.#graphics.setFill(color);
      if (i === last && next !== undefined) this.#text.write(textOfRow(item, i, item.owner), next);
      else this.#text.writePlain(type, text, item.x + xs[i]!, item.baseline);
    }
  }

  /** Comes into the mark of the next cell of a row. */
  #beginCell(row: StructureNode): void {
    this.#comeIntoText();
    this.#leaveMark();
    this.#owner = row;
    const out = this.#out;
    out.put(CELL);
    out.integer(this.#needs.marks.markCell(row, this.#page));
    out.put(BEGIN_MARK);
  }

  /** Draws a form that stands on the page as it is. */
  form(resource: string): void {
    this.#leaveText();
    this.#leaveMark();
    this.#text.resetState();
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
      out.put(markOf(owner.type));
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
      this.#comeIntoText();
      this.#own(owner);
    }
  }

  #comeIntoText(): void {
    if (this.#inText && this.#markInText) return;
    // An open mark around the text object has to be closed after it.
    this.#leaveText();
    this.#leaveMark();
    this.#openText();
    this.#markInText = true;
  }

  #openText(): void {
    this.#out.put(BEGIN_TEXT);
    this.#inText = true;
    this.#text.begin();
  }
}

const isLine = (item: DrawItem): item is TextItem | RowItem => item.kind === 'text' || item.kind === 'row';

const sizeOf = (item: TextItem | RowItem): number => (item.kind === 'text' ? item.size : item.row.type.look.size);

/** Texts and filled rectangles that belong to nobody: what tables and paragraphs are made of. */
function isStretchable(item: DrawItem): boolean {
  return isLine(item) || (item.kind === 'rect' && item.owner === null && isPlainRect(item));
}
