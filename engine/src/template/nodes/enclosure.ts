import type { Inline, Localized, NodeBase } from '../model.ts';

/**
 * A given PDF, such as general terms, whose pages come after the letter's own, in the order of such nodes. In messages a line
 * says that it is enclosed with the letter.
 */
export interface Enclosure extends NodeBase {
  readonly type: 'enclosure';
  /** Name of an asset that is a PDF. */
  readonly asset: string;
  /** What it is, for the reader and for the outline of the structure. */
  readonly title: Localized<Inline>;
  /** What its pages show, read aloud where the PDF itself has no structure to be read; the title if absent. */
  readonly alt?: Localized<Inline>;
  /** Which of its pages, e.g. `1-3, 5`; all if absent. */
  readonly pages?: string;
  /** Its pages count in `page.count`; false if absent. */
  readonly counted?: boolean;
}
