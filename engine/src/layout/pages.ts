import type { PageFacts } from '../resolve/page-facts.ts';
import type { ResolvedDocument, ResolvedFiller, ResolvedNode } from '../resolve/resolved.ts';
import { type PageMaster, pageSize, pagesOf } from '../template/masters.ts';
import { collect } from './collect.ts';
import type { LaidOutPage, StructureNode } from './display-list.ts';
import { fillSpace } from './fillers.ts';
import { Footnotes, linkNotes } from './footnotes.ts';
import { FrameNodes, paintFrames, wantFacts } from './frames.ts';
import { settleLevels } from './heading-levels.ts';
import { pageOf } from './page-kinds.ts';
import { paintMarks } from './page-marks.ts';
import { bottomOf, hasTooManyPages, type PlannedPage, paginate } from './paginate.ts';
import type { Painter } from './painter.ts';
import { type Part, partsOf } from './parts.ts';
import { heightAbove, isQrBill, paintBill, placeBill, withoutFoot } from './qr-bill/place-bill.ts';
import { type RunningText, type RunningTexts, runningTexts } from './running.ts';
import type { Scope } from './scope.ts';
import { paintPlaced, type Slab } from './slab.ts';
import type { FillSlots, SlotPage } from './slots.ts';
import { mm, toMm } from './units.ts';

/** A page of the document in its place; `page` is absent on the blank back of a sheet. */
interface Leaf {
  readonly part: PlannedPart;
  readonly page: PlannedPage | undefined;
  readonly running: RunningTexts | undefined;
  number: number;
}

interface PlannedPart {
  readonly part: Part;
  readonly frameNodes: FrameNodes;
  /** Pages that are counted together. */
  numbering: { count: number };
  /** Free on the part's last page, points. */
  free: number;
}

/** Lays a document out: first the bodies of its parts, then, when the number of pages is known, their frames. */
export function layOutPages(
  scope: Scope,
  document: ResolvedDocument,
  master: PageMaster,
  masterNamed: (name: string) => PageMaster | undefined,
  root: StructureNode,
  fillSlots?: FillSlots,
): LaidOutPage[] {
  const leaves: Leaf[] = [];
  const pagesPerSheet = document.duplex === true ? 2 : 1;
  let numbering = { count: 0 };
  for (const part of partsOf(document, master, masterNamed, root)) {
    if (scope.budget.spent || hasTooManyPages(leaves.length, scope.findings)) break;
    if (part.restartNumbering) numbering = { count: 0 };
    const before = leaves.at(-1);
    if (before !== undefined && part.startOnFront && leaves.length % pagesPerSheet === 1) {
      leaves.push({ part: before.part, page: undefined, running: undefined, number: before.number });
    }
    planPart(scope, part, document.notes !== undefined, numbering, leaves);
  }
  numbering.count += scope.enclosures.counted;
  const sheets = Math.ceil(leaves.length / pagesPerSheet);
  if (scope.outline.awaited) leaves.forEach(findHeadings);
  const pages = leaves.map((leaf, i): LaidOutPage => {
    const { width, height } = pageSize(leaf.part.part.master);
    const painter: Painter = { items: [], links: [], page: i, number: leaf.number };
    const sheet = Math.floor(i / pagesPerSheet) + 1;
    const place = { page: i + 1, pages: leaves.length, sheet, sheets, front: i % pagesPerSheet === 0 };
    if (leaf.page !== undefined) paintLeaf(scope, leaf, leaf.page, painter, place, fillSlots);
    return {
      width: mm(width),
      height: mm(height),
      items: painter.items,
      furniture: painter.furniture,
      links: painter.links,
      fields: painter.fields,
      anchors: painter.anchors,
      slots: painter.slots,
    };
  });
  if (leaves[0]?.part !== leaves.at(-1)?.part) settleLevels(root, scope.findings);
  return document.notes === undefined ? pages : linkNotes(pages);
}

interface Measures {
  readonly width: number;
  readonly pageHeight: number;
  readonly leastHeight: number;
}

/** Measures of masters, which outlive documents. */
const measures = new WeakMap<PageMaster, Measures>();

function measuresOf(master: PageMaster): Measures {
  let known = measures.get(master);
  if (known === undefined) {
    const bodies = pagesOf(master).map(([, { body }]) => body);
    const heights = bodies.map((body) => body.height);
    // All pages get text of one measure, so that a paragraph can run from one to the other.
    const width = mm(Math.min(...bodies.map((body) => body.width)));
    known = { width, pageHeight: mm(Math.max(...heights)), leastHeight: mm(Math.min(...heights)) };
    measures.set(master, known);
  }
  return known;
}

/** Collects and breaks the body of a part. */
function planPart(scope: Scope, part: Part, hasNotes: boolean, numbering: { count: number }, leaves: Leaf[]): void {
  const { master } = part;
  const frameNodes = new FrameNodes(part.node);
  const slabs: Slab[] = [];
  const running: RunningText[] | undefined = wantFacts(part.frames) ? [] : undefined;
  const { width, pageHeight, leastHeight } = measuresOf(master);
  const notes = hasNotes ? new Footnotes(width, scope.language) : undefined;
  const inPart: Scope = { ...scope, width, pageHeight, leastHeight, parent: part.node, out: slabs, running, notes };
  collect(inPart, part.body);
  const pages = paginate(slabs, master, leaves.length, scope.findings, notes);
  const bill = part.body.find(isQrBill);
  if (bill !== undefined) placeBill(inPart, master, pages, leaves.length, bill);
  const last = pages.at(-1) as PlannedPage;
  const lastPage = pageOf(master, last.kind);
  const height = last.foot?.[0]?.y ?? (last.bill === undefined ? mm(lastPage.body.height) : heightAbove(lastPage, last.bill));
  if (part.body.some(isFiller)) last.placed = fillSpace(inPart, part.body.filter(isFiller), last.placed, height);
  const free = height - bottomOf(last.placed);
  const texts = running === undefined ? undefined : runningTexts(running, pages);
  const planned: PlannedPart = { part, frameNodes, numbering, free };
  for (const [i, page] of pages.entries()) leaves.push({ part: planned, page, running: texts?.[i], number: ++numbering.count });
}

/** Paints a page for nothing but to learn where its headings stand. */
function findHeadings({ part, page, number }: Leaf, i: number): void {
  if (page === undefined) return;
  const { body } = pageOf(part.part.master, page.kind);
  paintPlaced({ items: [], links: [], page: i, number }, page.placed, mm(body.x), mm(body.y));
}

const isFiller = (node: ResolvedNode): node is ResolvedFiller => node.type === 'filler';

function paintLeaf(
  scope: Scope,
  { part: planned, number, running }: Leaf,
  { kind, placed, foot, bill }: PlannedPage,
  painter: Painter,
  place: SlotPage,
  fillSlots: FillSlots | undefined,
): void {
  const { part, frameNodes, numbering, free } = planned;
  const whole = pageOf(part.master, kind);
  const page = bill === undefined ? whole : withoutFoot(scope, whole, bill);
  const { count } = numbering;
  const { sheet, sheets, front } = place;
  const facts = (): PageFacts => {
    return { number, count, sheet, sheets, front, ...(running ?? NOTHING_RUNNING), free: toMm(Math.max(0, free)) };
  };
  paintMarks(scope, painter, page.marks ?? [], () => fillSlots?.(place) ?? {});
  paintFrames({ ...scope, page: { number, count } }, painter, page, part.frames[kind] ?? part.frames.following, frameNodes, facts);
  paintPlaced(painter, placed, mm(page.body.x), mm(page.body.y));
  if (foot !== undefined) paintPlaced(painter, foot, mm(page.body.x), mm(page.body.y));
  if (bill !== undefined) paintBill(painter, bill);
}

const NOTHING_RUNNING: RunningTexts = { heading: '', marks: {} };
