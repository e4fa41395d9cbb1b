import type { Expression, NodeBase } from '../model.ts';

/**
 * The payment part of a Swiss QR-bill with its receipt, 210 by 105 mm, at the foot of the last page of the document or of the
 * section that it stands in; on a page of its own where there is no room. Messages and web pages list what to pay.
 */
export interface QrBill extends NodeBase {
  readonly type: 'qrBill';
  /** What the CEL function `swissqr({...})` gives, which checks the data. */
  readonly payload: Expression;
  /** Whether the paper is perforated. If not (as when absent), lines with scissors show where to cut. */
  readonly perforated?: boolean;
  /** Name of a paragraph style for its typeface, which must be Arial, Frutiger, Helvetica or Liberation Sans; `body` if absent. */
  readonly style?: string;
}
