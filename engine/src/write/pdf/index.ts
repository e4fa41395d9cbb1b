/** Laid-out documents as PDF, and many PDFs as one print stream. */
export { type PdfContext, type PdfProgram, preparePdf } from './prepare-pdf.ts';
export { repertoire } from './repertoire.ts';
export { type WritePdfOptions, writePdf } from './write-pdf.ts';
