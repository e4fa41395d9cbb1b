import type { ResolvedNode, ResolvedQrBill } from '../../resolve/resolved.ts';
import { type MasterPage, type PageMaster, pageSize } from '../../template/masters.ts';
import type { DrawItem } from '../display-list.ts';
import { movedItem } from '../imposition/moved.ts';
import { endKind, pageOf, runningKind } from '../page-kinds.ts';
import { bottomOf, type PlannedPage } from '../paginate.ts';
import type { Painter } from '../painter.ts';
import type { Scope } from '../scope.ts';
import { mm } from '../units.ts';
import { checkBillFont } from './bill-font.ts';
import { BILL_HEIGHT, BILL_WIDTH, codeBox, type DrawnBill, drawBill } from './draw-bill.ts';

/** Free space above the bill, millimetres: the note above its line, and a little air. */
const CLEARANCE = 7;
const TOLERANCE = 0.5;

/** A bill in its place at the foot of a page. */
export interface PlacedBill {
  /** Its top, millimetres from the page's. */
  readonly top: number;
  readonly items: readonly DrawItem[];
  readonly source: string;
}

export const isQrBill = (node: ResolvedNode): node is ResolvedQrBill => node.type === 'qrBill';

/** Puts a bill at the foot of the last page of a part, or of another one where there is no room. */
export function placeBill(scope: Scope, master: PageMaster, pages: PlannedPage[], firstInDocument: number, bill: ResolvedQrBill): void {
  const { width, height } = pageSize(master);
  if (width < BILL_WIDTH - TOLERANCE || height < BILL_HEIGHT) {
    scope.findings.error(
      'layout.qr-bill',
      `A QR-bill is ${BILL_WIDTH} × ${BILL_HEIGHT} mm; the page is ${width} × ${height} mm.`,
      bill.source,
      {
        hint: 'Take a page master of A4.',
      },
    );
    return;
  }
  const top = height - BILL_HEIGHT;
  const last = pages.at(-1) as PlannedPage;
  const { body } = pageOf(master, last.kind);
  const taken = last.foot !== undefined && last.foot.length > 0;
  if (taken || mm(body.y) + bottomOf(last.placed) > mm(top - CLEARANCE)) {
    const index = pages.length;
    pages.push({ kind: endKind(master, index) ?? runningKind(master, index, firstInDocument + index), placed: [] });
  }
  const drawn = drawnBill(scope, bill);
  if (drawn === undefined) return;
  const { items, code } = drawn;
  if (code?.facts !== undefined) code.facts.box = codeBox(0, mm(top));
  const page = pages.at(-1) as PlannedPage;
  page.bill = { top, items: items.map((item) => movedItem(item, 0, mm(top))), source: bill.source };
}

function drawnBill(scope: Scope, bill: ResolvedQrBill): DrawnBill | undefined {
  checkBillFont(scope, bill.style, bill.source);
  try {
    return drawBill(scope, bill);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    scope.findings.error('layout.barcode', `The QR code of the bill cannot be made: ${why}`, bill.source, {
      hint: 'Make it by swissqr({...}).',
    });
    return undefined;
  }
}

export function paintBill(painter: Painter, { items }: PlacedBill): void {
  for (const item of items) painter.items.push(item);
}

/** How high the body of a page may be that has a bill at its foot, points. */
export function heightAbove({ body }: MasterPage, { top }: PlacedBill): number {
  return mm(Math.min(body.height, top - CLEARANCE - body.y));
}

/** A page without what would stand in the bill: only the bill itself may be there. */
export function withoutFoot(scope: Scope, page: MasterPage, { top, source }: PlacedBill): MasterPage {
  const above = ({ y, height }: { readonly y: number; readonly height: number }) => y + height <= top + TOLERANCE;
  const frames = (page.frames ?? []).filter((frame) => {
    if (above(frame)) return true;
    if (frame.artifact !== true) {
      scope.findings.warn('layout.qr-bill-frame', `The frame “${frame.name}” reaches into the QR-bill and was left out.`, source, {
        hint: 'Move it up, or put the QR-bill into a section with a page master of its own.',
        key: frame.name,
      });
    }
    return false;
  });
  const marks = (page.marks ?? []).filter((mark) => above(mark.type === 'line' ? { y: mark.y, height: 0 } : mark));
  return { ...page, frames, marks };
}
