import type { ByteWriter } from './byte-writer.ts';
import type { Claims } from './claims.ts';
import type { Identifiers } from './print-identifiers.ts';
import type { SharedParts } from './shared-parts.ts';

/** What a piece is written into: the print stream, as far as pieces see it. */
export interface PieceTarget {
  /** The first of some numbers that follow each other. */
  allocate(count?: number): number;
  /** Writes an object without a stream. */
  add(number: number, text: string): void;
  /** The same, put together by the caller; `end` follows. */
  begin(number: number): ByteWriter;
  end(): void;
  /** Writes an object with a stream; `entries` are those of its dictionary but the length. */
  addStream(number: number, entries: string, data: Uint8Array): void;
  readonly shared: SharedParts;
  readonly identifiers: Identifiers;
  /** The node of the page tree that the next page belongs to. */
  readonly pageParent: number;
  /** Writes a page. */
  addPage(number: number, text: string): void;
  /** The element above those of all pieces. */
  readonly top: number;
  /** The number of the piece that is being added, from 1. */
  readonly piece: number;
  /** The next key of the parent tree. */
  readonly key: number;
  /** Notes the piece's topmost element, and its leaf of the parent tree with as many keys. */
  addStructure(top: number, leaf: number, keys: number): void;
}

/** A document on its way into a print stream. */
export interface StreamPiece {
  readonly claims: Claims;
  readonly pageCount: number;
  /** Of the first page, points. */
  readonly pageSize: readonly [number, number];
  /** The entry `/MediaBox[…]` of the last page. */
  readonly lastBox: string;
  /** Takes numbers in the stream; returns that of its document part. */
  begin(target: PieceTarget): number;
  /** The colour profile's number in the stream. */
  profile(target: PieceTarget): number;
  /** Writes the pages; returns the numbers of the first and the last one. */
  writePages(target: PieceTarget, part: number): readonly [number, number];
  writeStructure(target: PieceTarget): void;
}
