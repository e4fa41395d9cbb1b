import type { Symbology } from '../graphics/symbologies.ts';
import type { Imposition } from '../template/nodes/imposition.ts';
import type { ResolvedAttachment } from './attachments.ts';
import type { ResolvedEnclosure } from './enclosure.ts';
import type { ResolvedField } from './field.ts';
import type { ResolvedChart } from './resolved-chart.ts';
import type { ResolvedContents } from './resolved-contents.ts';
import type { ResolvedDefinitions, ResolvedList } from './resolved-list.ts';
import type { FootnoteText, Frames, ResolvedPagedNode } from './resolved-pages.ts';
import type { ResolvedTable, Width } from './resolved-table.ts';

export type { ResolvedContents } from './resolved-contents.ts';
export type { ResolvedDefinitions, ResolvedList } from './resolved-list.ts';
export type * from './resolved-pages.ts';
export type { Align, ResolvedCell, ResolvedTable, ResolvedTableRow, Width } from './resolved-table.ts';

/**
 * A document for one record with nothing left to evaluate: language chosen, conditions decided, repeats unrolled, blocks put
 * in, fields formatted. Layout and the message writers read this and nothing else. All text is Unicode NFC; nothing is escaped.
 */
export interface ResolvedDocument {
  readonly language: string;
  /** BCP 47 locale that numbers and dates were formatted in. */
  readonly locale: string;
  readonly title: string;
  /** The sender's organisation. */
  readonly author: string;
  readonly body: readonly ResolvedNode[];
  /** Content of the letter's page master. Only for the letter. */
  readonly frames: Frames;
  /** Notes that the body refers to, in their order; absent where there are none. */
  readonly notes?: readonly FootnoteText[];
  /** Two pages to a sheet. */
  readonly duplex?: boolean;
  /** Several pages on each sheet. */
  readonly imposition?: Imposition;
  /** Files inside of the PDF. Only for the letter. */
  readonly attachments?: readonly ResolvedAttachment[];
}

/** Text of one look. Adjacent runs join without a space. `\n` in the text is a line break. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strike?: boolean;
  readonly script?: 'super' | 'sub';
  readonly smallcaps?: boolean;
  readonly color?: string;
  /** Colour behind the text. */
  readonly background?: string;
  /** OpenType features beside those of the style. */
  readonly features?: { readonly [tag: string]: number };
  readonly href?: string;
  readonly language?: string;
  /** The note that this is the number of; `href` is its address in the document. */
  readonly note?: FootnoteText;
  /** Known only after layout; `text` is then empty. In messages it is left out. */
  readonly page?: 'number' | 'count';
}

interface Base {
  /** JSON Pointer of the node in its part, for diagnostics and the editor: `template#/body/3`, `block:greeting#/body/0`. */
  readonly source: string;
}

export interface ResolvedParagraph extends Base {
  readonly type: 'paragraph';
  readonly style: string;
  readonly runs: readonly Run[];
}
export interface ResolvedHeading extends Base {
  readonly type: 'heading';
  readonly level: 1 | 2 | 3 | 4 | 5 | 6;
  /** The number that its runs begin with. */
  readonly number?: string;
  /** Its name on screens; absent in frames. */
  readonly anchor?: string;
  readonly style: string;
  readonly runs: readonly Run[];
}
export interface ResolvedImage extends Base {
  readonly type: 'image';
  readonly asset: string;
  readonly width?: number;
  readonly height?: number;
  readonly align: 'left' | 'right' | 'center';
  readonly alt: string;
}
export interface ResolvedBarcode extends Base {
  readonly type: 'barcode';
  readonly symbology: Symbology;
  readonly payload: string;
  readonly width: number;
  readonly height?: number;
  /** Shown under the bars; absent where nothing is. */
  readonly text?: string;
  readonly overlay?: 'swiss-cross';
  readonly align: 'left' | 'right' | 'center';
  readonly alt: string;
}
export interface ResolvedColumns extends Base {
  readonly type: 'columns';
  readonly gap: number;
  readonly columns: readonly { readonly width: Width; readonly body: readonly ResolvedNode[] }[];
}
export interface ResolvedBox extends Base {
  readonly type: 'box';
  readonly style: string;
  readonly body: readonly ResolvedNode[];
}
export interface ResolvedKeep extends Base {
  readonly type: 'keep';
  readonly body: readonly ResolvedNode[];
}
export interface ResolvedButton extends Base {
  readonly type: 'button';
  readonly runs: readonly Run[];
  readonly href: string;
}
export interface ResolvedSpace extends Base {
  readonly type: 'space';
  readonly height: number;
}
export interface ResolvedLine extends Base {
  readonly type: 'line';
}
export interface ResolvedPageBreak extends Base {
  readonly type: 'pageBreak';
}

export type ResolvedNode =
  | ResolvedParagraph
  | ResolvedHeading
  | ResolvedList
  | ResolvedDefinitions
  | ResolvedContents
  | ResolvedTable
  | ResolvedImage
  | ResolvedBarcode
  | ResolvedColumns
  | ResolvedBox
  | ResolvedKeep
  | ResolvedButton
  | ResolvedField
  | ResolvedEnclosure
  | ResolvedSpace
  | ResolvedChart
  | ResolvedLine
  | ResolvedPageBreak
  | ResolvedPagedNode;
