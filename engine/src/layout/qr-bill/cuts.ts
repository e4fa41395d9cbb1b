import { mm } from '../units.ts';
import type { BillFace, BillWriter } from './bill-text.ts';
import { BILL_HEIGHT, BILL_WIDTH, RECEIPT_WIDTH } from './draw-bill.ts';

const NOTE: BillFace = { size: 7, leading: 9, bold: false };
const COLOR = '#000000';
/** Thickness of the lines, millimetres. */
const LINE = 0.18;

const ring = (x: number, y: number): string => {
  const [r, k] = [1.3, 0.72];
  return (
    `M ${x - r} ${y} C ${x - r} ${y - k} ${x - k} ${y - r} ${x} ${y - r} C ${x + k} ${y - r} ${x + r} ${y - k} ${x + r} ${y} ` +
    `C ${x + r} ${y + k} ${x + k} ${y + r} ${x} ${y + r} C ${x - k} ${y + r} ${x - r} ${y + k} ${x - r} ${y} Z`
  );
};
/** Scissors that cut to the right, the cut in the middle, in a square of 10 units; and downwards. */
const SCISSORS = `${ring(1.8, 2.6)} M 2.9 3.4 L 9.6 6.8 ${ring(1.8, 7.4)} M 2.9 6.6 L 9.6 3.2`;
const DOWNWARDS = SCISSORS.replace(/([\d.-]+) ([\d.-]+)/g, '$2 $1');
const SIZE = 4;

/** Lines around the bill with scissors, and what to do: on paper without perforation. */
export function drawCuts(writer: BillWriter, note: string): void {
  writer.rect(0, -LINE / 2, BILL_WIDTH, LINE);
  writer.rect(RECEIPT_WIDTH - LINE / 2, 0, LINE, BILL_HEIGHT);
  const scissors = (d: string, x: number, y: number): void =>
    writer.draw({ kind: 'path', owner: null, x: mm(x), y: mm(y), fill: COLOR, strokeWidth: 0.6, d, scale: mm(SIZE) / 10 });
  scissors(SCISSORS, 6, -SIZE / 2);
  scissors(DOWNWARDS, RECEIPT_WIDTH - SIZE / 2, 6);
  writer.text(null, [note], NOTE, [0, -5, BILL_WIDTH], 'center');
}
