import { swissCross } from '../../graphics/swiss-cross.ts';
import type { ResolvedQrBill } from '../../resolve/resolved.ts';
import type { DrawItem, StructureNode } from '../display-list.ts';
import { addNode, type Scope } from '../scope.ts';
import { mm } from '../units.ts';
import { type BillFace, BillWriter } from './bill-text.ts';
import { drawCuts } from './cuts.ts';

/**
 * Measures of the bill (SIX, Swiss Implementation Guidelines QR-bill 2.3, 3.2 to 3.6, and Style Guide): millimetres from its top
 * left corner, type in points.
 */
export const BILL_WIDTH = 210;
export const BILL_HEIGHT = 105;
export const RECEIPT_WIDTH = 62;

const TITLE: BillFace = { size: 11, leading: 13, bold: true };
/** Headings and values of the receipt, and of the payment part. */
const RECEIPT = { heading: { size: 6, leading: 9, bold: true }, value: { size: 8, leading: 9, bold: false } } as const;
const PAYMENT = { heading: { size: 8, leading: 11, bold: true }, value: { size: 10, leading: 11, bold: false } } as const;
/** What the lines of the amounts are further apart than others, points (Style Guide: 11 on the receipt, 13 on the payment part). */
const AMOUNT_LEADING = 2;
const FURTHER: BillFace = { size: 7, leading: 8, bold: false };
const CODE = { x: 67, y: 17, side: 46 } as const;

type Faces = typeof RECEIPT | typeof PAYMENT;
/** Left edge, top and width of a section. */
type Area = readonly [x: number, y: number, width: number];

/** What is drawn, from the bill's top left corner, and the node of its code, whose place on the page is not known yet. */
export interface DrawnBill {
  readonly items: readonly DrawItem[];
  readonly code: StructureNode | null;
}

/** Draws the receipt and the payment part, in the order in which they are read. */
export function drawBill(scope: Scope, bill: ResolvedQrBill): DrawnBill {
  const writer = new BillWriter(scope, scope.styles.paragraph(bill.style), bill.source);
  const parent = addNode(scope.parent, 'Sect');
  if (!bill.perforated) drawCuts(writer, bill.words.separate);
  drawReceipt(writer, bill, addNode(parent, 'Sect'));
  const code = drawPayment(writer, bill, addNode(parent, 'Sect'), scope);
  return { items: writer.items, code };
}

function drawReceipt(writer: BillWriter, bill: ResolvedQrBill, node: StructureNode | null): void {
  const { words } = bill;
  writer.text(node, [words.receipt], TITLE, [5, 5, 52]);
  const after = account(writer, bill, node, RECEIPT, [5, 12, 52]);
  debtor(writer, bill, node, RECEIPT, [5, after, 52], [52, 20]);
  amount(writer, bill, node, RECEIPT, { y: 68, currency: 5, amount: 18, box: [27, 68, 30, 10] });
  writer.text(node, [words.acceptance], RECEIPT.heading, [5, 82, 52], 'right');
}

function drawPayment(writer: BillWriter, bill: ResolvedQrBill, node: StructureNode | null, scope: Scope): StructureNode | null {
  const { words, information, further } = bill;
  writer.text(node, [words.payment], TITLE, [67, 5, 51]);
  const code = drawCode(writer, bill, node, scope);
  amount(writer, bill, node, PAYMENT, { y: 68, currency: 67, amount: 81, box: [78, 72, 40, 15] });
  let y = account(writer, bill, node, PAYMENT, [118, 5, 87]);
  if (information.length > 0) y = entry(writer, node, PAYMENT, words.information, information, [118, y, 87]);
  debtor(writer, bill, node, PAYMENT, [118, y, 87], [65, 25]);
  if (further.length > 0) writer.text(node, further.map(furtherLine), FURTHER, [67, 90, 138]);
  return code;
}

/** The name of an alternative procedure, up to a colon, is bold. */
function furtherLine(line: string) {
  const end = line.indexOf(':') + 1;
  return [{ text: line.slice(0, end), bold: true }, { text: line.slice(end) }];
}

/** A heading with its lines, and an empty line behind; returns where that ends. */
function entry(
  writer: BillWriter,
  node: StructureNode | null,
  faces: Faces,
  heading: string,
  lines: readonly string[],
  area: Area,
): number {
  const [x, , width] = area;
  const top = writer.text(node, [heading], faces.heading, area);
  return writer.text(node, lines, faces.value, [x, top, width]) + faces.value.leading / mm(1);
}

function account(writer: BillWriter, bill: ResolvedQrBill, node: StructureNode | null, faces: Faces, [x, y, width]: Area): number {
  const { words, reference } = bill;
  const next = entry(writer, node, faces, words.account, [bill.account, ...bill.creditor], [x, y, width]);
  return reference === undefined ? next : entry(writer, node, faces, words.reference, [reference], [x, next, width]);
}

/** Whoever pays, or a field to write that in. */
function debtor(
  writer: BillWriter,
  bill: ResolvedQrBill,
  node: StructureNode | null,
  faces: Faces,
  area: Area,
  [width, height]: readonly [number, number],
): void {
  const { words } = bill;
  if (bill.debtor !== undefined) entry(writer, node, faces, words.debtor, bill.debtor, area);
  else {
    const y = writer.text(node, [words.unknownDebtor], faces.heading, area);
    writer.corners(area[0], y + 0.5, width, height);
  }
}

interface AmountPlaces {
  readonly y: number;
  readonly currency: number;
  readonly amount: number;
  readonly box: readonly [number, number, number, number];
}

function amount(writer: BillWriter, bill: ResolvedQrBill, node: StructureNode | null, faces: Faces, places: AmountPlaces): void {
  const { words, currency } = bill;
  const width = 13;
  const heading = writer.text(node, [words.currency], faces.heading, [places.currency, places.y, width]);
  const below = heading + AMOUNT_LEADING / mm(1);
  writer.text(node, [currency], faces.value, [places.currency, below, width]);
  writer.text(node, [words.amount], faces.heading, [places.amount, places.y, 30]);
  if (bill.amount === undefined) writer.corners(...places.box);
  else writer.text(node, [bill.amount], faces.value, [places.amount, below, 37]);
}

function drawCode(writer: BillWriter, bill: ResolvedQrBill, parent: StructureNode | null, scope: Scope): StructureNode | null {
  const owner = addNode(parent, 'Figure', { alt: `${bill.words.payment}: Swiss QR Code`, box: [0, 0, 0, 0] });
  const path = scope.graphics.barcodePath('qr', bill.payload);
  const { x, y, side } = CODE;
  const scale = mm(side) / path.width;
  writer.draw({ kind: 'rectangles', owner, x: mm(x), y: mm(y), fill: '#000000', rectangles: path.rectangles, scale });
  for (const part of swissCross(mm(side))) {
    writer.draw({ kind: 'rect', owner, ...part, x: mm(x) + part.x, y: mm(y) + part.y });
  }
  return owner;
}

/** The code's bounding box when the bill's top left corner stands at a place, points. */
export function codeBox(x: number, y: number): readonly [number, number, number, number] {
  return [x + mm(CODE.x), y + mm(CODE.y), mm(CODE.side), mm(CODE.side)];
}
