import type { Expression, Inline, Localized, Node, NodeBase } from '../model.ts';

/** A list of items with bullets or numbers. Lists stand in lists by standing in their items. */
export interface List extends NodeBase {
  readonly type: 'list';
  readonly ordered?: boolean;
  readonly items?: readonly (readonly Node[])[];
  /** Instead of `items`: one item for every element of a list, bound to `as`. */
  readonly each?: Expression;
  readonly as?: string;
  readonly item?: readonly Node[];
  /**
   * What the labels look like. Of a numbered list a pattern with one of 1, a, A, i, I: `1.`, `a)`, `(i)`, `§ 1`; a `*` stands
   * for the label of the item that the list is in, without what closes it: `*.1`. Of others the bullet. By depth if absent.
   */
  readonly label?: string;
  /** Number of the first item; 1 if absent. */
  readonly start?: number;
  /** Without the space after paragraphs between items; false if absent. */
  readonly tight?: boolean;
  readonly style?: string;
}

/** Terms with what they mean. */
export interface Definitions extends NodeBase {
  readonly type: 'definitions';
  readonly items: readonly { readonly term: Localized<Inline>; readonly body: readonly Node[] }[];
  /** Width of the terms' column, millimetres; without it the meaning stands below its term, indented. */
  readonly termWidth?: number;
  /** Paragraph style of the terms, bold `body` if absent. */
  readonly style?: string;
}
