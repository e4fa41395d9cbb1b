import type { PaperName } from '../masters.ts';

/** Several pages side by side on each sheet, which is cut or folded afterwards. Pages keep their size. */
export interface Imposition {
  readonly sheet: PaperName;
  /** Turns the sheet on its side. */
  readonly landscape?: boolean;
  readonly columns: number;
  readonly rows: number;
  /** Space between the pages, millimetres; 0 if absent. */
  readonly gap?: number;
  /**
   * Which page comes where. `pages` (if absent): one after the other, row by row. `leaves`: at every place a leaf to be cut out, with
   * the next page on its back. `booklet`: sheets laid in one another and folded in the middle; wants two columns and one row.
   */
  readonly order?: 'pages' | 'leaves' | 'booklet';
  /** Lines at the edges of the sheet that show where to cut. */
  readonly cropMarks?: boolean;
}
