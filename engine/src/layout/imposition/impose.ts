import { pageSize } from '../../template/masters.ts';
import type { Imposition } from '../../template/nodes/imposition.ts';
import { isRightToLeftLanguage } from '../../text/scripts.ts';
import type { LaidOutPage, OutlineEntry, StructureNode } from '../display-list.ts';
import type { Findings } from '../findings.ts';
import { mm, toMm } from '../units.ts';
import { cropMarks } from './crop-marks.ts';
import { moveBoxes, moved } from './moved.ts';
import { type Spot, spotsOf } from './order.ts';

/** Rounding of millimetres, points. */
const EPSILON = 0.05;

/** Pages and their bookmarks. */
export interface Imposed {
  readonly pages: readonly LaidOutPage[];
  readonly outline?: readonly OutlineEntry[] | undefined;
}

/** The sheet with its places, points. */
interface Grid {
  readonly width: number;
  readonly height: number;
  /** Left edges of the columns, and top edges of the rows. */
  readonly lefts: readonly number[];
  readonly tops: readonly number[];
  readonly cellWidth: number;
  readonly cellHeight: number;
}

/**
 * Puts finished pages side by side on sheets. What is on them only moves, so that the structure stays as it is: the document is
 * read as if it had not been imposed. Pages that do not fit are reported and left alone.
 */
export function impose(imposed: Imposed, imposition: Imposition, language: string, findings: Findings): Imposed {
  const grid = gridOf(imposed.pages, imposition);
  if (grid.lefts[0]! < -EPSILON || grid.tops[0]! < -EPSILON) {
    tellTooLarge(grid, imposition, findings);
    return imposed;
  }
  const spots = spotsOf(imposition, imposed.pages.length, isRightToLeftLanguage(language));
  const sheets = blankSheets(grid, imposition, spots);
  const boxes = new Set<StructureNode>();
  const offsets = imposed.pages.map((page, i) => offsetOf(page, grid, imposition, spots[i] as Spot));
  imposed.pages.forEach((page, i) => {
    const [x, y] = offsets[i] as Offset;
    const sheet = sheets[(spots[i] as Spot).side] as Sheet;
    moveBoxes(page.items, x, y, boxes);
    const { items, links, fields, anchors, slots } = moved(page, x, y);
    sheet.items.push(...items);
    for (const { to, ...link } of links) sheet.links.push(to === undefined ? link : { ...link, to: placed(to, spots, offsets) });
    if (fields !== undefined) sheet.fields = [...(sheet.fields ?? []), ...fields];
    if (anchors !== undefined) sheet.anchors = [...(sheet.anchors ?? []), ...anchors];
    if (slots !== undefined) sheet.slots = [...(sheet.slots ?? []), ...slots];
  });
  const outline = imposed.outline?.map((entry) => ({ ...entry, ...placed(entry, spots, offsets) }));
  return { pages: sheets, outline };
}

type Offset = readonly [x: number, y: number];
type Sheet = { -readonly [Key in keyof LaidOutPage]: LaidOutPage[Key] } & {
  readonly items: LaidOutPage['items'][number][];
  readonly links: LaidOutPage['links'][number][];
};

/** The places stand in the middle of the sheet, each as large as the largest page. */
function gridOf(pages: readonly LaidOutPage[], imposition: Imposition): Grid {
  const { sheet, landscape = false, columns, rows, gap = 0 } = imposition;
  const { width, height } = pageSize({ size: sheet, landscape } as Parameters<typeof pageSize>[0]);
  const cellWidth = Math.max(...pages.map((page) => page.width));
  const cellHeight = Math.max(...pages.map((page) => page.height));
  const edges = (whole: number, cell: number, count: number): number[] => {
    const first = (whole - count * cell - (count - 1) * mm(gap)) / 2;
    return Array.from({ length: count }, (_, i) => first + i * (cell + mm(gap)));
  };
  return {
    ...{ width: mm(width), height: mm(height), cellWidth, cellHeight },
    ...{ lefts: edges(mm(width), cellWidth, columns), tops: edges(mm(height), cellHeight, rows) },
  };
}

function blankSheets(grid: Grid, { cropMarks: marked = false, order }: Imposition, spots: readonly Spot[]): Sheet[] {
  const sides = Math.max(...spots.map(({ side }) => side)) + 1;
  // A folded or cut sheet has a back, be it empty.
  const count = order === 'booklet' || order === 'leaves' ? sides + (sides % 2) : sides;
  const { width, height, lefts, tops, cellWidth, cellHeight } = grid;
  const across = lefts.flatMap((left) => [left, left + cellWidth]);
  const down = tops.flatMap((top) => [top, top + cellHeight]);
  return Array.from({ length: count }, () => ({
    ...{ width, height, links: [] },
    items: marked ? cropMarks({ across: distinct(across), down: distinct(down), width, height }) : [],
  }));
}

const distinct = (edges: readonly number[]): number[] => edges.filter((edge, i) => i === 0 || edge - (edges[i - 1] as number) > EPSILON);

/** How far a page moves. One smaller than its place stands in the middle, in a booklet at the fold. */
function offsetOf(page: LaidOutPage, grid: Grid, { columns, order }: Imposition, { place }: Spot): Offset {
  const column = place % columns;
  const spare = grid.cellWidth - page.width;
  const aside = order === 'booklet' ? (column === 0 ? spare : 0) : spare / 2;
  const down = (grid.cellHeight - page.height) / 2;
  return [(grid.lefts[column] as number) + aside, (grid.tops[Math.floor(place / columns)] as number) + down];
}

function placed(to: { readonly page: number; readonly y: number }, spots: readonly Spot[], offsets: readonly Offset[]) {
  return { page: spots[to.page]?.side ?? to.page, y: to.y + (offsets[to.page]?.[1] ?? 0) };
}

function tellTooLarge({ cellWidth, cellHeight }: Grid, { sheet, columns, rows }: Imposition, findings: Findings): void {
  const size = [cellWidth, cellHeight].map((points) => Math.round(toMm(points) * 10) / 10).join(' × ');
  findings.error(
    'layout.imposition',
    `${columns} × ${rows} pages of ${size} mm do not fit on a sheet of ${sheet}.`,
    'template#/letter/imposition',
    { hint: 'Take a larger sheet, turn it by "landscape", or a smaller page master, gap or number of pages.' },
  );
}
