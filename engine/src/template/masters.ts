import type { Node } from './model.ts';

/** A rectangle on the page, millimetres from its top left corner. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Frame extends Rect {
  readonly name: string;
  /** Content of every document of the brand; a template's `letter.frames[name]` replaces it. */
  readonly content?: readonly Node[];
  readonly valign?: 'top' | 'middle' | 'bottom';
  /** Repeated page furniture, not read aloud on every page (a PDF artifact); true for headers and footers. */
  readonly artifact?: boolean;
}

/** Lines for folding and punching. */
export interface LineMark {
  readonly type: 'line';
  readonly x: number;
  readonly y: number;
  readonly length: number;
  /** Points. */
  readonly thickness?: number;
}

/** A place that templates leave free and later production fills: optical marks, a DataMatrix. Reported with the document. */
export interface SlotMark extends Rect {
  readonly type: 'slot';
  readonly name: string;
}

export type PageMark = LineMark | SlotMark;

export interface MasterPage {
  /** Where the running content goes. */
  readonly body: Rect;
  readonly frames?: readonly Frame[];
  readonly marks?: readonly PageMark[];
}

/** Sheets by their usual names: ISO 216, the American sizes, and a card as high as a third of A4. */
export type PaperName = 'A3' | 'A4' | 'A5' | 'A6' | 'letter' | 'legal' | 'DL';

/**
 * The pages of a document: which of them looks how. A page takes the most special kind that the master has: `only` in a document
 * of one page; `first`; `last`; then `left` or `right` by its side in the open document (the first page is a right one); then
 * `following`; else `first`. Text has one measure throughout a master: the width of its narrowest body.
 */
export interface PageMaster {
  /** Instead of `width` and `height`. */
  readonly size?: PaperName;
  /** Turns the named size on its side. */
  readonly landscape?: boolean;
  /** Millimetres. */
  readonly width?: number;
  readonly height?: number;
  readonly first: MasterPage;
  /** In frames `page.number` and `page.count` are in scope. */
  readonly following?: MasterPage;
  /** The last page of a document of several. What does not fit into its body begins another page. */
  readonly last?: MasterPage;
  /** The page of a document that has just one; `first` if absent. */
  readonly only?: MasterPage;
  readonly left?: MasterPage;
  readonly right?: MasterPage;
}

export const PAGE_KINDS = ['first', 'following', 'last', 'only', 'left', 'right'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** Width and height of named sheets, millimetres (ISO 216; ANSI Y14.1 for letter and legal; DIN 678 for DL). */
export const PAPER_SIZES: Readonly<Record<PaperName, readonly [width: number, height: number]>> = {
  A3: [297, 420],
  A4: [210, 297],
  A5: [148, 210],
  A6: [105, 148],
  letter: [215.9, 279.4],
  legal: [215.9, 355.6],
  DL: [210, 99],
};

/** The size of a master's sheets, millimetres. Its check has seen to it that there is one. */
export function pageSize({ size, landscape, width, height }: PageMaster): { readonly width: number; readonly height: number } {
  if (size === undefined) return { width: width ?? 0, height: height ?? 0 };
  const [across, down] = PAPER_SIZES[size];
  return landscape ? { width: down, height: across } : { width: across, height: down };
}

/** The pages that a master has, with their kinds. */
export function pagesOf(master: PageMaster): [PageKind, MasterPage][] {
  return PAGE_KINDS.flatMap((kind) => {
    const page = master[kind];
    return page === undefined ? [] : [[kind, page] as [PageKind, MasterPage]];
  });
}
