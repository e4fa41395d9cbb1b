/** `@posthorn/engine/print-stream`: documents joined for a printer line and taken apart again, without what composes them. */
export {
  createPrintStream,
  type PieceEntry,
  type PieceFacts,
  type PrintStream,
  type PrintStreamOptions,
  type PrintStreamTotals,
} from './print-stream.ts';
export { ForeignPdfError } from './read-own-pdf.ts';
export { type SplitPiece, splitPrintStream } from './split-print-stream.ts';
