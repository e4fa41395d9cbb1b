import type { Node } from '@tiptap/pm/model';
import type { Decoration, DecorationSet } from '@tiptap/pm/view';

/** Something to be marked in the text: where, what it says, and how it is drawn with that. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  /** Tells it from others at the same place. */
  readonly says: string;
  readonly draw: (spec: { readonly says: string }) => Decoration;
}

const keyOf = (from: number, to: number, says: string): string => `${from} ${to} ${says}`;

/** The marks as they should be. What is marked already stays as it is and is not drawn anew; where nothing changes it is the very same set. */
export function renewMarks(marks: DecorationSet, doc: Node, wanted: readonly Mark[]): DecorationSet {
  const come = new Map(wanted.map((mark) => [keyOf(mark.from, mark.to, mark.says), mark]));
  const gone = marks.find().filter(({ from, to, spec }) => !come.delete(keyOf(from, to, spec.says)));
  if (gone.length === 0 && come.size === 0) return marks;
  return marks.remove(gone).add(
    doc,
    [...come.values()].map(({ says, draw }) => draw({ says })),
  );
}
