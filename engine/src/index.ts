/**
 * `@posthorn/engine`: a template and data become pages and messages.
 *
 * Pure: no input or output, no clock, no randomness, no database; the same input gives the same bytes. Runs in Node workers
 * and in the browser.
 */
export * from './compose.ts';
export { DIAGNOSTICS, type DiagnosticMeaning } from './diagnostic-codes.ts';
export type * from './diagnostics.ts';
export { ImageError, type ImageFacts, imageSize } from './graphics/image-size.ts';
export { type OmrSheet, omrCode } from './graphics/omr-code.ts';
export type { PlacedOffer } from './layout/fillers.ts';
export type { FillSlots, SlotContent, SlotPage, SlotPlace } from './layout/slots.ts';
export type { AttachedFile } from './resolve/attachments.ts';
export type { Answer, Answers, AskedZone, FreeNode, FreeParagraph, FreeText } from './resolve/zones/answers.ts';
export type * from './template/model.ts';
export type { ShaperStatistics } from './text/shaper.ts';
export type * from './write/chat/chat-message.ts';
export { MESSENGERS, type MessengerLimits } from './write/chat/limits.ts';
export {
  createPrintStream,
  type EncryptionOptions,
  encryptPdf,
  ForeignPdfError,
  facturX,
  type Permissions,
  type PieceEntry,
  type PieceFacts,
  type PrintStream,
  type PrintStreamOptions,
  type PrintStreamTotals,
  type SharedResources,
  type SignatureOptions,
  type SplitPiece,
  signPdf,
  splitPrintStream,
  type XmpExtension,
  type XmpProperty,
} from './write/pdf/index.ts';
export type { PublishedImage } from './write/published-images.ts';
export { PUSH_LIMITS } from './write/push/write-push.ts';
