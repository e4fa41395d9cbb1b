import type { Run } from '../resolve/resolved.ts';
import type { Look } from '../text/look.ts';
import { isRightToLeftLanguage } from '../text/scripts.ts';
import type { Segment, SetLine } from '../text/set-lines.ts';
import type { SetParagraph } from '../text/typesetter.ts';
import type { StructureNode } from './display-list.ts';
import type { NarrowLines } from './float.ts';
import { type Painter, paintLine, type SegmentOwners } from './painter.ts';
import { addNode, type Scope, setText } from './scope.ts';
import type { Beside, Group, Slab } from './slab.ts';
import { structureNode } from './structure-node.ts';
import type { LayoutStyle } from './styles.ts';

/** One line of a paragraph. */
export class LineSlab implements Slab {
  readonly height: number;
  before = 0;
  after = 0;
  breakAfter: Slab['breakAfter'] = 'allowed';
  beside?: readonly Beside[];
  readonly group: Group | undefined;
  readonly #line: SetLine;
  readonly #owners: SegmentOwners;
  readonly #x: number;
  readonly baseline: number;
  readonly grid: number | undefined;

  constructor(line: SetLine, owners: SegmentOwners, style: LayoutStyle, x: number, group: Group | undefined) {
    this.height = style.leading;
    this.group = group;
    this.#line = line;
    this.#owners = owners;
    this.#x = x;
    this.baseline = style.baseline;
    this.grid = style.baselineGrid;
  }

  paint(painter: Painter, x: number, y: number): void {
    paintLine(painter, this.#line, this.#owners, x + this.#x, y + this.baseline);
  }
}

/** Adds a paragraph's lines to the scope. */
export function addParagraph(
  scope: Scope,
  runs: readonly Run[],
  style: LayoutStyle,
  source: string,
  type: 'P' | 'H1' | 'H2' | 'H3' | 'H4' | 'H5' | 'H6' | 'LBody' | 'Lbl' = 'P',
  narrow?: NarrowLines,
): void {
  const paragraph = setText(scope, runs, style, scope.width - style.indent, source, undefined, narrow);
  if (paragraph.lines.length === 0) return;
  const start = scope.out.length;
  addLines(scope, paragraph, style, segmentOwners(paragraph, addNode(scope.parent, type)), narrow);
  if (paragraph.special && scope.notes !== undefined) {
    scope.notes.addLines(scope, runs, paragraph.lines, scope.out.slice(start), source);
  }
}

/** Adds set lines as slabs, with the style's spaces around them and its widows and orphans kept. */
function addLines(scope: Scope, paragraph: SetParagraph, style: LayoutStyle, owners: SegmentOwners, narrow?: NarrowLines): void {
  const { lines } = paragraph;
  const count = lines.length;
  scope.budget.left -= count;
  // The indent is on the side where text begins.
  const left = style.indent === 0 || isRightToLeftLanguage(scope.language) ? scope.x : scope.x + style.indent;
  for (let i = 0; i < count; i++) {
    const x = narrow !== undefined && i < narrow.count ? left + narrow.shift : left;
    const slab = new LineSlab(lines[i] as SetLine, owners, style, x, scope.group);
    if (i === 0) slab.before = style.spaceBefore;
    if (i === count - 1) {
      slab.after = style.spaceAfter;
      if (style.keepWithNext) slab.breakAfter = 'avoid';
    } else if (style.keepTogether || i + 1 < style.orphans || count - i - 1 < style.widows) slab.breakAfter = 'avoid';
    scope.out.push(slab);
  }
}

/**
 * The owner of a paragraph's text. Where links or other languages come in, every stretch gets a node of its own, so that the
 * reading order stands in the structure.
 */
export function segmentOwners(paragraph: SetParagraph, node: StructureNode | null): SegmentOwners {
  if (node === null || !paragraph.special) return node;
  const owners = new Map<Segment, StructureNode>();
  let look: Look | undefined;
  let owner: StructureNode | undefined;
  for (const line of paragraph.lines) {
    for (const segment of line.segments) {
      const joins = owner !== undefined && (segment.look === look || (look !== undefined && !isSpecialLook(look) && !isSpecial(segment)));
      if (!joins) {
        const { href, language } = segment.look;
        owner = structureNode(href === undefined ? 'Span' : 'Link', language === undefined ? undefined : { language });
        if (href?.startsWith('#note-')) (addNode(node, 'Reference') as StructureNode).children.push(owner);
        else node.children.push(owner);
      }
      look = segment.look;
      owners.set(segment, owner as StructureNode);
    }
  }
  return owners;
}

function isSpecial(segment: Segment): boolean {
  return isSpecialLook(segment.look);
}

function isSpecialLook(look: Look): boolean {
  return look.href !== undefined || look.language !== undefined;
}
