/** Laid-out documents as PDF, and many PDFs as one print stream. */
export { checkEnclosures, enclosuresOf } from './enclosure/check-enclosures.ts';
export { enclosedPdf } from './enclosure/enclosed-pages.ts';
export { judgeEnclosures } from './enclosure/judge-enclosures.ts';
export { facturX, type XmpExtension, type XmpProperty } from './features/xmp-extension.ts';
export { type PdfContext, type PdfProgram, preparePdf } from './prepare-pdf.ts';
export * from './print-streams.ts';
export { repertoire } from './repertoire.ts';
export { type EncryptionOptions, encryptPdf } from './secure/encrypt-pdf.ts';
export type { Permissions } from './secure/encryption-key.ts';
export { type SignatureOptions, signPdf } from './secure/sign-pdf.ts';
export { type WritePdfOptions, writePdf } from './write-pdf.ts';
export { type SharedResources, type WrittenPiece, writePiece } from './write-piece.ts';
