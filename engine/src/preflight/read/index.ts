/**
 * A reader of any PDF for those who judge it: it keeps how everything is written and makes good what is broken.
 *
 * `openPdf(bytes)` gives a `PdfFile`: `catalog`, `trailer`, `object(num)`, `objects()`, `resolve(value)`, and of the file itself
 * `header`, `revisions`, `linearization`, `bytesAfterEof`, `faults`. Dictionaries and arrays follow references by themselves
 * (`dict.get`, `dict.name`, `dict.array`, …; `raw` does not); `within` of both is the indirect object in which they stand.
 * Streams give `raw` and `decode()`. `Lexer` reads content streams too: `next()` gives values and `Keyword`s (operators).
 */
export { bytesToText, hexValue, isDigit, isEol, isRegular, isSpace } from './characters.ts';
export { applyFilters, type FilterUse, filtersOf } from './filters.ts';
export type { PdfHeader } from './frame.ts';
export { Keyword, Lexer, type LexerOptions, type LexicalNote } from './lexer.ts';
export type { ObjectSyntax, PdfObject } from './object-reader.ts';
export { openPdf, type PdfFile, type ReadFault, UnreadablePdfError } from './pdf-file.ts';
export {
  type DecodedStream,
  dictOf,
  isName,
  nameOf,
  PdfArray,
  PdfDict,
  PdfName,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfValue,
  type Resolver,
  type StreamSyntax,
} from './values.ts';
export type { Revision, TableSyntax, XrefEntry } from './xref.ts';
