import type { Inline, Localized, NodeBase } from '../model.ts';

/** The table of contents: the document's headings with the pages on which they stand; on screens links to them. */
export interface Contents extends NodeBase {
  readonly type: 'contents';
  /** Headings down to this level; 3 if absent. */
  readonly levels?: 1 | 2 | 3 | 4 | 5 | 6;
  /** A line above it, not a heading of the document. */
  readonly title?: Localized<Inline>;
  /** Paragraph style of the lines; `contents1` … `contents6` by level if absent, which are `body` where the brand lacks them. */
  readonly style?: string;
}
