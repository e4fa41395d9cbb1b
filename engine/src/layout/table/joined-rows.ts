import { collect } from '../collect.ts';
import type { StructureNode } from '../display-list.ts';
import { type Group, type Placed, type Slab, stack } from '../slab.ts';
import type { Cell } from './cell.ts';
import { bottomOf, type CellLine, heightOf, type Reach, RowSlab } from './row.ts';
import type { NotedText, RowComposer, RowSource } from './row-composer.ts';
import { type CellStack, type RowExtras, type Stretch, stackOf } from './row-extras.ts';

/** A cell from above that reaches into a row, which a page that begins with that row shows again. */
export interface Joined extends Reach {
  readonly cell: Cell;
  readonly source: RowSource;
}

/** A cell with its content set. */
interface SetCell {
  readonly cell: Cell;
  readonly lines: readonly CellLine[];
  readonly stack: CellStack | undefined;
  readonly bottom: number;
  /** Rows that it takes, the first of them at `from`. */
  readonly from: number;
  readonly to: number;
}

/**
 * Sets rows that cells join, and rows whose cells are more than plain text. A cell over several rows may make the last of them
 * higher. Its text is handed out to the rows that it stands in, so that every page paints what is its own; rows are kept
 * together as far as the text reaches.
 */
export function joinedRows(composer: RowComposer, sources: readonly RowSource[], uprights: readonly Stretch[]): RowSlab[] {
  const noted: (readonly NotedText[])[] = [];
  const cells = sources.flatMap((source, i) => {
    const set = setCells(composer, source, i, sources.length);
    noted.push(composer.takeNoted());
    return set;
  });
  const heights = rowHeights(composer, sources, cells);
  const tops = [0];
  for (const height of heights) tops.push((tops.at(-1) as number) + height);
  const parts = sources.map((): Parts => ({ lines: [], stacks: [], fills: [], joined: [], inner: [], below: [], keep: false }));
  for (const set of cells) placeCell(composer, sources, set, tops, parts);
  return sources.map((source, i) => {
    const { lines, stacks, fills, joined, inner, below, keep } = parts[i] as Parts;
    const extras: RowExtras = {
      ...{ fills, stacks, uprights: uprights.filter(({ x }) => !inner.some((part) => isInside(x, part))) },
      ...(below.length === 0 ? {} : { ruled: around(composer, below) }),
    };
    const place = joined.length === 0 ? source.place : { ...source.place, joined };
    const slab = new RowSlab(lines, source.look, composer.group, place, heights[i] as number, extras);
    if (keep) slab.breakAfter = 'avoid';
    composer.attachNotes(slab, noted[i] as readonly NotedText[]);
    return slab;
  });
}

/** What the rows get of their cells. */
interface Parts {
  readonly lines: CellLine[];
  readonly stacks: CellStack[];
  readonly fills: (Stretch & { readonly color: string })[];
  readonly joined: Joined[];
  /** Cells wider than a column, which upright lines don't cross. */
  readonly inner: Stretch[];
  /** Cells that go on in the next row, which the line below doesn't cross. */
  readonly below: Stretch[];
  keep: boolean;
}

function setCells(composer: RowComposer, source: RowSource, from: number, rows: number): SetCell[] {
  return source.cells.map((cell) => {
    const node = composer.cellNode(source.node, cell, source.role);
    const to = Math.min(rows, from + (cell.special?.rowSpan ?? 1));
    const { paddingY } = composer.style;
    if (cell.special?.body !== undefined) {
      const content = setBody(composer, cell, node);
      return { cell, lines: [], stack: content, bottom: content.top + content.height + paddingY, from, to };
    }
    const lines: CellLine[] = [];
    const style = cell.special?.style === undefined ? source.style : composer.scope.styles.paragraph(cell.special.style);
    composer.addCell(lines, cell, style, node);
    return { cell, lines, stack: undefined, bottom: heightOf(lines, paddingY), from, to };
  });
}

function setBody(composer: RowComposer, cell: Cell, parent: StructureNode | null): CellStack {
  const { columns, scope, style } = composer;
  const x = columns.leftOf(cell.column, cell.span) + columns.padding;
  const width = Math.max(1, columns.rightOf(cell.column, cell.span) - columns.padding - x);
  const out: Slab[] = [];
  collect({ ...scope, x, width, parent, group: undefined, out }, cell.special?.body ?? []);
  return stackOf(stack(out), style.paddingY);
}

/** Every row is as high as its own cells; the last row of a higher cell over several rows gets what is missing. */
function rowHeights(composer: RowComposer, sources: readonly RowSource[], cells: readonly SetCell[]): number[] {
  const heights = sources.map(() => composer.style.paddingY);
  for (const { from, to, bottom } of cells) if (to - from === 1) heights[from] = Math.max(heights[from] as number, bottom);
  for (const { from, to, bottom } of cells.filter((set) => set.to - set.from > 1).sort((a, b) => a.to - b.to)) {
    let height = 0;
    for (let row = from; row < to; row++) height += heights[row] as number;
    if (bottom > height) heights[to - 1] = (heights[to - 1] as number) + bottom - height;
  }
  return heights;
}

/** Hands a cell's content, background and edges out to the rows that it takes. */
function placeCell(composer: RowComposer, sources: readonly RowSource[], set: SetCell, tops: readonly number[], parts: Parts[]): void {
  const { cell, from, to } = set;
  const x = composer.columns.leftOf(cell.column, cell.span);
  const stretch = { x, width: composer.columns.rightOf(cell.column, cell.span) - x };
  const start = tops[from] as number;
  const height = (tops[to] as number) - start;
  const shift = shiftOf(composer, set, height);
  const last = placeContent(set, tops, parts, shift, composer.scope.pageHeight);
  const whole = shift > 0 && to - from > 1 && height <= composer.scope.pageHeight;
  for (let row = from; row < to; row++) {
    const part = parts[row] as Parts;
    if (cell.special?.background !== undefined) part.fills.push({ ...stretch, color: cell.special.background });
    if (cell.span > 1) part.inner.push(stretch);
    if (row < to - 1) {
      part.below.push(stretch);
      if (whole || row < last) part.keep = true;
    }
    // Until its text has ended a cell has something of its own to show.
    if (row > last) part.joined.push({ cell, source: sources[from] as RowSource, height: start + height - (tops[row] as number) });
  }
}

/** How far a cell's content is moved down in its height. */
function shiftOf(composer: RowComposer, { cell, bottom }: SetCell, height: number): number {
  const valign = cell.special?.valign ?? composer.table.columns[cell.column]?.valign ?? 'top';
  if (valign === 'top') return 0;
  return valign === 'middle' ? (height - bottom) / 2 : height - bottom;
}

/** Gives every piece of content to the row in which it ends; returns the last of these rows. */
function placeContent(
  { lines, stack: content, from, to }: SetCell,
  tops: readonly number[],
  parts: Parts[],
  shift: number,
  pageHeight: number,
): number {
  const start = (tops[from] as number) + shift;
  let row = from;
  const rowOf = (bottom: number): number => {
    while (row < to - 1 && start + bottom > (tops[row + 1] as number) + 0.01) row++;
    return row;
  };
  for (const line of lines) {
    const own = rowOf(bottomOf(line));
    const by = start - (tops[own] as number);
    (parts[own] as Parts).lines.push(by === 0 ? line : { ...line, top: line.top + by });
  }
  // In a row of its own it is cut where that row is.
  const pieces = content === undefined ? [] : to - from === 1 ? [content] : piecesOf(content, pageHeight);
  for (const piece of pieces) {
    const own = rowOf(piece.top + piece.height);
    (parts[own] as Parts).stacks.push({ ...piece, top: piece.top + start - (tops[own] as number) });
  }
  return row;
}

/** A stack in pieces that rows may have for themselves: line by line, but what something is drawn around as a whole, if a page can hold it. */
function piecesOf({ placed, top }: CellStack, pageHeight: number): CellStack[] {
  const pieces: Placed[][] = [];
  let outer: Group | undefined;
  for (const one of placed) {
    const group = outermost(one.slab.group);
    const open = pieces.at(-1);
    const goesOn = group !== undefined && group === outer && one.y + one.slab.height - (open?.[0]?.y ?? 0) <= pageHeight;
    if (goesOn && open !== undefined) open.push(one);
    else pieces.push([one]);
    outer = group;
  }
  return pieces.map((piece) => {
    const from = (piece[0] as Placed).y;
    return stackOf(
      piece.map(({ slab, y }) => ({ slab, y: y - from })),
      top + from,
    );
  });
}

function outermost(group: Group | undefined): Group | undefined {
  let outer = group;
  while (outer?.parent !== undefined) outer = outer.parent;
  return outer;
}

const isInside = (x: number, part: Stretch): boolean => x > part.x + 0.01 && x < part.x + part.width - 0.01;

/** What of the table's width is beside the given stretches. */
function around({ columns }: RowComposer, stretches: readonly Stretch[]): Stretch[] {
  const free: Stretch[] = [];
  let x = columns.left;
  for (const part of [...stretches].sort((a, b) => a.x - b.x)) {
    if (part.x > x) free.push({ x, width: part.x - x });
    x = part.x + part.width;
  }
  const end = columns.left + columns.width;
  if (x < end) free.push({ x, width: end - x });
  return free;
}

/** The text of cells that reach into a row, for the page that begins with the row; of cells that have no room for all of it none. */
export function repeatedLines(composer: RowComposer, joined: readonly Joined[]): CellLine[] {
  const repeated: CellLine[] = [];
  for (const { cell, source, height } of joined) {
    const lines: CellLine[] = [];
    const style = cell.special?.style === undefined ? source.style : composer.scope.styles.paragraph(cell.special.style);
    composer.addCell(lines, cell, style, null);
    if (heightOf(lines, 0) <= Math.min(height, composer.scope.pageHeight * MOST_REPEATED) + 0.01) repeated.push(...lines);
  }
  return repeated;
}

/** Of a page's height: longer texts are no labels, and are not shown again. */
const MOST_REPEATED = 0.25;
