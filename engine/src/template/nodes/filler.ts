import type { Expression, Node, NodeBase } from '../model.ts';

/**
 * Content for the space that is left on the last page of the document, or of the section that it stands in: the best-fitting of
 * several offers, or none. It never adds a page and is never broken. Wherever it stands in the body, it comes last. Messages
 * and web pages, which have no pages to fill, show the first offer.
 */
export interface Filler extends NodeBase {
  readonly type: 'filler';
  /** Least space that must be left for anything to be placed, millimetres; 0 if absent. */
  readonly minimum?: number;
  /** Offers as they are written; in the order of their priority. */
  readonly offers?: readonly (readonly Node[])[];
  /** A list of the record; each item, bound to `as`, gives an offer with the content of `body`. These come after `offers`. */
  readonly each?: Expression;
  readonly as?: string;
  readonly body?: readonly Node[];
  /** Of the offers that fit: the `first`, which is usual, or the `tallest`. */
  readonly choose?: 'first' | 'tallest';
  /** Where in the space it stands; `top` if absent. */
  readonly valign?: 'top' | 'middle' | 'bottom';
}
