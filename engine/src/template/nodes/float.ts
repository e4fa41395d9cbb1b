import type { Node, NodeBase } from '../model.ts';

/** Content at one side, an image or a box, with the text that follows flowing beside and below it; below each other on small screens. */
export interface Float extends NodeBase {
  readonly type: 'float';
  readonly side: 'left' | 'right';
  /** Millimetres. */
  readonly width: number;
  /** Space between it and the text, millimetres; 4 if absent. */
  readonly gap?: number;
  readonly body: readonly Node[];
}
