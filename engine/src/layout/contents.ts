import type { ResolvedHeading } from '../resolve/resolved.ts';
import { contentsEntries, type ResolvedContents } from '../resolve/resolved-contents.ts';
import { isRightToLeftLanguage } from '../text/scripts.ts';
import type { SetLine } from '../text/set-lines.ts';
import type { SetParagraph } from '../text/typesetter.ts';
import type { StructureNode } from './display-list.ts';
import { type Painter, paintLine } from './painter.ts';
import { addParagraph } from './paragraph.ts';
import { addNode, type Scope, setText } from './scope.ts';
import type { Beside, Group, Slab } from './slab.ts';
import type { LayoutStyle } from './styles.ts';

/** How much further in a level stands than the one above it, and the space around the leader; in parts of the size. */
const INDENT = 1.4;
const GAP = 0.5;
/** Room for page numbers of as many digits. */
const WIDEST_NUMBER = '0000';
const LEADER = '.';

/** Adds the table of contents: a line for every heading, a leader, and the number of its page, which painting fills in. */
export function addContents(scope: Scope, node: ResolvedContents): void {
  const { title, source } = node;
  scope.outline.awaited = true;
  const toc = addNode(scope.parent, 'TOC');
  if (title.length > 0) {
    const start = scope.out.length;
    const item = addNode(toc, 'TOCI');
    addParagraph({ ...scope, parent: item }, title, scope.styles.paragraph('heading2'), source);
    for (let i = start; i < scope.out.length; i++) (scope.out[i] as Slab).breakAfter = 'avoid';
  }
  for (const { heading, depth } of contentsEntries(node)) {
    const style = scope.styles.paragraph(node.style ?? `contents${depth + 1}`);
    scope.out.push(new EntrySlab(scope, heading, style, depth, source, addNode(toc, 'TOCI')));
  }
  const last = scope.out.at(-1);
  if (last !== undefined) last.after = scope.styles.paragraph('body').leading;
}

/** A line of the table of contents; several where the heading is long. */
class EntrySlab implements Slab {
  readonly height: number;
  before: number;
  after: number;
  breakAfter: Slab['breakAfter'] = 'allowed';
  beside?: readonly Beside[];
  readonly group: Group | undefined;
  readonly baseline: number;
  readonly #scope: Scope;
  readonly #heading: ResolvedHeading;
  readonly #style: LayoutStyle;
  readonly #text: SetParagraph;
  readonly #link: StructureNode | null;
  readonly #fromRight: boolean;
  /** Left edge and width of the whole line, and left edge of its text. */
  readonly #x: number;
  readonly #width: number;
  readonly #textX: number;
  readonly #slot: number;
  readonly #source: string;

  constructor(scope: Scope, heading: ResolvedHeading, style: LayoutStyle, depth: number, source: string, item: StructureNode | null) {
    this.#scope = scope;
    this.#heading = heading;
    this.#style = style;
    this.#source = source;
    this.#fromRight = isRightToLeftLanguage(scope.language);
    const indent = depth * style.size * INDENT;
    this.#x = this.#fromRight ? scope.x : scope.x + indent;
    this.#width = scope.width - indent;
    this.#slot = scope.typesetter.measure([{ text: WIDEST_NUMBER }], style, scope.language).natural;
    const width = Math.max(style.size, this.#width - this.#slot - 2 * GAP * style.size);
    this.#textX = this.#fromRight ? this.#x + this.#width - width : this.#x;
    this.#text = setText(scope, plain(heading), style, width, source, this.#fromRight ? 'right' : 'left');
    this.#link = addNode(addNode(item, 'Reference'), 'Link');
    this.height = Math.max(1, this.#text.lines.length) * style.leading;
    this.before = style.spaceBefore;
    this.after = style.spaceAfter;
    this.group = scope.group;
    this.baseline = style.baseline;
  }

  paint(painter: Painter, x: number, y: number): void {
    const { lines } = this.#text;
    const style = this.#style;
    lines.forEach((line, i) => {
      paintLine(painter, line, this.#link, x + this.#textX, y + style.baseline + i * style.leading);
    });
    const last = lines.at(-1);
    const place = this.#scope.outline.placeOf(this.#heading);
    if (last === undefined || place === undefined) return;
    const baseline = y + this.height - style.leading + style.baseline;
    const left = x + this.#x;
    const number = this.#set(String(place.number), this.#slot + 1);
    const width = number?.right ?? 0;
    const numberX = this.#fromRight ? left : left + this.#width - width;
    if (this.#fromRight) this.#paintLeader(painter, left + width, x + this.#textX + leftOf(last), baseline);
    else this.#paintLeader(painter, x + this.#textX + last.right, numberX, baseline);
    if (number !== undefined) paintLine(painter, number, this.#link, numberX, baseline);
    if (this.#link === null) return;
    painter.links.push({
      ...{ owner: this.#link, x: left, y, width: this.#width, height: this.height, href: '' },
      ...{ alt: this.#heading.runs.map(({ text }) => text).join(''), to: { page: place.page, y: place.y } },
    });
  }

  #set(text: string, width: number): SetLine | undefined {
    return setText(this.#scope, [{ text }], this.#style, width, this.#source, 'left').lines[0];
  }

  /** Points from the text to the number, on a grid that all lines share. */
  #paintLeader(painter: Painter, from: number, to: number, baseline: number): void {
    const gap = GAP * this.#style.size;
    const width = (text: string): number => this.#scope.typesetter.measure([{ text }], this.#style, this.#scope.language).natural;
    const step = width(`${LEADER} ${LEADER}`) - width(LEADER);
    const first = Math.ceil((from + gap) / step) * step;
    const count = Math.floor((to - gap - first) / step);
    if (count < 2) return;
    const dots = this.#set(new Array<string>(count).fill(LEADER).join(' '), this.#scope.width);
    if (dots !== undefined) paintLine(painter, dots, null, first, baseline);
  }
}

/** Where a line's text begins at the left. */
const leftOf = ({ segments }: SetLine): number => Math.min(...segments.map(({ xs }) => xs[0] ?? 0));

/** The heading's text without what a line of contents cannot have: links of its own. */
function plain({ runs }: ResolvedHeading): ResolvedHeading['runs'] {
  return runs.map(({ text }) => ({ text: text.replace(/\n/g, ' ') }));
}
