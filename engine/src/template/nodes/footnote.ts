import type { Inline } from '../model.ts';

/**
 * A note to what stands before it, among inline nodes. The place gets a number, counted through the document; the note stands at
 * the foot of its page, in messages and web pages at the end. Its paragraph style is `footnote`.
 */
export interface Footnote {
  readonly type: 'footnote';
  readonly text: Inline;
}
