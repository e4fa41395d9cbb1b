import type { Node, NodeBase } from '../model.ts';

/** Content that flows through columns, over pages: terms and conditions, a newsletter. One column in e-mail and text. */
export interface Flow extends NodeBase {
  readonly type: 'flow';
  /** How many columns; all equally wide. */
  readonly columns: 2 | 3 | 4 | 5 | 6;
  /** Space between columns, millimetres; 5 if absent. */
  readonly gap?: number;
  /** Where it ends all columns are equally long; true if absent. Otherwise one after the other is filled to the foot. */
  readonly balance?: boolean;
  readonly body: readonly Node[];
}
