import type { Inline, Localized, Node, NodeBase } from '../model.ts';

/**
 * A part of the document on pages of its own: a letter of several parts, or, in a repeat, one part per item. Stands in the body,
 * not inside of other nodes. Messages show its content where it stands.
 */
export interface Section extends NodeBase {
  readonly type: 'section';
  /** Page master of the brand; that of the letter if absent. */
  readonly master?: string;
  /** Content of the master's frames on the section's pages, instead of `letter.frames`; sees the names of a repeat around it. */
  readonly frames?: { readonly [frame: string]: readonly Node[] };
  /** Its pages are numbered from 1 and counted for themselves. */
  readonly restartNumbering?: boolean;
  /** Where its first page is: on the next page, or with duplex on the next front side, leaving a back blank. `page` if absent. */
  readonly startOn?: 'page' | 'front';
  readonly body: readonly Node[];
}

/** Notes a text that frames may repeat as `page.marks.name` on the pages where it holds. Prints nothing itself. */
export interface RunningMark extends NodeBase {
  readonly type: 'mark';
  readonly name: string;
  readonly text: Localized<Inline>;
}
