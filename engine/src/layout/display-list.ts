import type { ListNumbering } from '../resolve/list-labels.ts';
import type { FontFace } from '../text/font-face.ts';
import type { ShapedWord } from '../text/shaper.ts';
import type { ImportedPageRef } from './enclosure.ts';
import type { FieldArea } from './field-area.ts';
import type { PlainRow } from './table/plain-rows.ts';

/** A bookmark: a heading and where it stands. */
export interface OutlineEntry {
  readonly level: number;
  readonly title: string;
  /** Index of the page, and points from its top. */
  readonly page: number;
  readonly y: number;
}

/**
 * The result of layout: pages of drawing items, and the logical structure they belong to. This is the seam between layout
 * (which knows templates and text) and the writers (which know PDF). Everything is in points, from the page's top left
 * corner, y downwards; the PDF writer turns it round.
 */
export interface LaidOutDocument {
  readonly pages: readonly LaidOutPage[];
  /** Root of the logical structure (`Document`). */
  readonly structure: StructureNode;
  readonly title: string;
  readonly language: string;
  readonly author: string;
  /** Bookmarks, in the order of the document; absent where it needs none. */
  readonly outline?: readonly OutlineEntry[];
}

export interface LaidOutPage {
  readonly width: number;
  readonly height: number;
  readonly items: readonly DrawItem[];
  /** Which of the items other documents have as well, in the order of the page. */
  readonly furniture?: readonly FurnitureItems[] | undefined;
  /** Clickable areas. */
  readonly links: readonly LinkArea[];
  /** Places to fill in. */
  readonly fields?: readonly FieldArea[] | undefined;
  /** A page of a given PDF; then there are no items. */
  readonly imported?: ImportedPageRef;
  /** Places that links within the document lead to. */
  readonly anchors?: readonly Anchor[] | undefined;
  /** Places that production fills later. */
  readonly slots?: readonly PageSlot[] | undefined;
}

/** A place that production fills later. */
export interface PageSlot {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A place with a name, to which links with the address `#name` lead. */
export interface Anchor {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/**
 * One element of the structure tree. Children are in reading order, which may run over pages. Items point at their node, so
 * that the writer can number marked content; a node without own items is a grouping element.
 */
export interface StructureNode {
  readonly type:
    | 'Document'
    | 'Part'
    | 'Sect'
    | 'Div'
    | 'P'
    | 'H1'
    | 'H2'
    | 'H3'
    | 'H4'
    | 'H5'
    | 'H6'
    | 'L'
    | 'LI'
    | 'Lbl'
    | 'TOC'
    | 'TOCI'
    | 'Reference'
    | 'LBody'
    | 'Table'
    | 'THead'
    | 'TBody'
    | 'TFoot'
    | 'TR'
    | 'TH'
    | 'TD'
    | 'Figure'
    | 'Note'
    | 'Reference'
    | 'Link'
    | 'Form'
    | 'Span';
  readonly children: StructureNode[];
  /** Absent where there is nothing to say beyond its type. */
  readonly facts?: NodeFacts | undefined;
  /** Of a row of plain texts: its cells are `TD` elements with a text each, without nodes; see `textsApart`. */
  readonly row?: PlainRow | undefined;
  /** Notes of the writer while it writes: the node's first marked content, and its object number. Layout leaves them alone. */
  mark?: number | undefined;
  number?: number | undefined;
}

/** What is told of a structure element beyond its type. */
export interface NodeFacts {
  /** For Note: what tells it from all others, as PDF/UA-1, 7.9 wants it. */
  readonly id?: string;
  /** Alternative text (figures). */
  readonly alt?: string;
  /** Language where it differs from the parent's. */
  readonly language?: string;
  /** For TH. */
  readonly scope?: 'Column' | 'Row';
  readonly columnSpan?: number;
  readonly rowSpan?: number;
  /** For Table: what it holds. */
  readonly summary?: string;
  /** For L: how its labels count; needed where the list has labels. */
  readonly numbering?: ListNumbering;
  /** For Figure: bounding box on its page, points from top left: x, y, width, height. */
  box?: readonly [number, number, number, number];
  /** For Part: what it is called. */
  readonly title?: string;
  /** Instead of all the above: entries of the structure element as a given PDF has them. */
  readonly attributes?: string;
}

/** Who an item belongs to: a structure node, or page furniture that is not read (`null` = artifact). */
export type Owner = StructureNode | null;

export type DrawItem = TextItem | RowItem | RectItem | ImageItem | PathItem | RectanglesItem;

/** Items of a page that are furniture, the very same list in all documents, so that a writer can keep what it makes of it. */
export interface FurnitureItems {
  /** Index of the first among the page's items, which they follow each other in. */
  readonly at: number;
  readonly items: readonly DrawItem[];
}

/** One line of text of one face, size and colour: shaped words at their places. */
export interface TextItem {
  readonly kind: 'text';
  readonly owner: Owner;
  readonly face: FontFace;
  /** Points. */
  readonly size: number;
  readonly color: string;
  readonly baseline: number;
  /** Each word and its left edge. Spaces are not drawn; the writer adds them to the text for extraction. */
  readonly words: readonly ShapedWord[];
  readonly xs: readonly number[];
  /** Extra distance between glyphs, points. */
  readonly tracking?: number;
  /** Raises the text (superscript), points. */
  readonly rise?: number;
  /**
   * How the text goes on after the last word: with a space (a line break at a space, or a change of look), with the rest of a
   * word (`hyphenated`: the last character is a hyphen that only the line break put there), or with nothing between (`joined`).
   * Absent: the text ends here.
   */
  readonly continues?: 'space' | 'hyphenated' | 'joined';
  /** Horizontal scale of the letters (their advances included); 1 if absent. */
  readonly stretch?: number;
  /** The words are read from right to left; they stand here, as their glyphs do, from left to right. */
  readonly rightToLeft?: boolean;
}

/** The texts of a table's row, each in a cell of its own; see `textsApart`. */
export interface RowItem {
  readonly kind: 'row';
  /** The row, of which each text that is not empty is a cell. */
  readonly owner: StructureNode;
  readonly row: PlainRow;
  /** What the places of the texts are counted from. */
  readonly x: number;
  readonly baseline: number;
}

export interface RectItem {
  readonly kind: 'rect';
  readonly owner: Owner;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly radius?: number;
}

export interface ImageItem {
  readonly kind: 'image';
  readonly owner: Owner;
  /** Asset name. */
  readonly asset: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Outlines, filled (non-zero rule) or drawn as lines: barcodes, charts. SVG-like path commands, relative to x, y. */
export interface PathItem {
  readonly kind: 'path';
  readonly owner: Owner;
  readonly x: number;
  readonly y: number;
  readonly fill: string;
  /** With it the outline is not filled but drawn as a line of this width, in units of `d`, with round ends and corners. */
  readonly strokeWidth?: number;
  /** `M x y`, `L x y`, `C …`, `Z`; numbers separated by blanks. The same string for the same drawing, so that it can be cached. */
  readonly d: string;
  /** Points per unit of `d`; 1 if absent. */
  readonly scale?: number;
}

/** Many rectangles of one colour that are one drawing (barcodes). */
export interface RectanglesItem {
  readonly kind: 'rectangles';
  readonly owner: Owner;
  readonly x: number;
  readonly y: number;
  readonly fill: string;
  /** x, y, width, height of each in whole units, from the top left corner. None lies over another. */
  readonly rectangles: readonly number[];
  /** Points per unit. */
  readonly scale: number;
}

export interface LinkArea {
  /** `null` while layout goes on: page furniture. `layOut` gives every link an owner. */
  readonly owner: Owner;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly href: string;
  readonly alt: string;
  /** A place in the document, instead of an address: index of the page, and points from its top. */
  readonly to?: { readonly page: number; readonly y: number };
}
