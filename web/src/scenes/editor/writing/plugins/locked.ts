import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { modelOf, writingOf } from '../../model/from-editor.ts';

const key = new PluginKey<readonly Node[]>('locked');

interface LockedOptions {
  /** Whether the person may change what is locked. */
  readonly mayChange: (tr: Transaction, state: EditorState) => boolean;
  /** Tells why nothing happens. */
  readonly refused: () => void;
}

/** Whether a node is a passage that was locked: fixed wording that only few may change. */
export const isLocked = (node: Node): boolean => (node.attrs.props ?? node.attrs.model)?.locked === true;

/** The transaction that shows what others saved; who may not change a passage still sees that others did. */
export const asTheirs = (tr: Transaction): Transaction => tr.setMeta(key, 'theirs');

/** Refuses every change of a locked passage: of its words, its place among the others, its being there. Writing around it goes on. */
export const lockedPlugin = ({ mayChange, refused }: LockedOptions): Plugin =>
  new Plugin<readonly Node[]>({
    key,
    state: {
      init: (_, { doc }) => lockedIn(doc),
      apply: (tr, before) => (tr.docChanged ? lockedIn(tr.doc) : before),
    },
    filterTransaction: (tr, state) => {
      if (!tr.docChanged || tr.getMeta(key) === 'theirs') return true;
      const before = key.getState(state) ?? [];
      if (before.length === 0 || mayChange(tr, state) || sameAll(before, state.doc, lockedIn(tr.doc), tr.doc)) return true;
      refused();
      return false;
    },
  });

function lockedIn(doc: Node): readonly Node[] {
  const found: Node[] = [];
  doc.descendants((node) => {
    if (isLocked(node)) found.push(node);
    return !node.isTextblock && !isLocked(node);
  });
  return found;
}

/** Another language shows other words of the same passage: what counts is what the model says. */
function sameAll(before: readonly Node[], doc: Node, after: readonly Node[], next: Node): boolean {
  if (before.length !== after.length) return false;
  return before.every(
    (node, i) =>
      node === after[i] ||
      node.eq(after[i]!) ||
      JSON.stringify(modelOf(node, writingOf(doc))) === JSON.stringify(modelOf(after[i]!, writingOf(next))),
  );
}
