import type { StructureNode } from '../../../layout/display-list.ts';

/** What the features of the writer (attachments, form fields, imported pages) write their objects with. */
export interface DocumentBuilder {
  /** A number for an object of this document. */
  allocate(): number;
  /** Writes an object without a stream. */
  add(number: number, text: string): void;
  /** Writes an object with a stream; `entries` are those of its dictionary but the length, `data` is as it stands in the file. */
  addStream(number: number, entries: string, data: Uint8Array): void;
  /** Tells which structure node an annotation (object number) belongs to; returns its key in the parent tree. */
  ownAnnotation(owner: StructureNode, page: number, annotation: number): number;
}
