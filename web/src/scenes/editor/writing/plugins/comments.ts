import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** A passage that somebody said something about. */
export interface Commented {
  readonly id: string;
  readonly nodeId: string;
  readonly quote: string | undefined;
}

const key = new PluginKey<DecorationSet>('comments');

/** Marks passages with open comments. */
export const commentsPlugin = (): Plugin =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, marks) => (tr.getMeta(key) as DecorationSet | undefined) ?? marks.map(tr.mapping, tr.doc),
    },
    props: { decorations: (state) => key.getState(state) },
  });

/** The transaction that marks them; undefined where nothing is to be marked and nothing was. */
export function markComments(state: EditorState, comments: readonly Commented[]) {
  if (comments.length === 0 && key.getState(state) === DecorationSet.empty) return undefined;
  const marks = comments.flatMap((comment) => {
    const found = passageOf(state.doc, comment);
    if (found === undefined) return [];
    const attributes = { class: 'ed-commented', 'data-comment': comment.id };
    return [found.inline ? Decoration.inline(found.from, found.to, attributes) : Decoration.node(found.from, found.to, attributes)];
  });
  return state.tr.setMeta(key, DecorationSet.create(state.doc, marks)).setMeta('addToHistory', false);
}

/** The id of a node in the model; undefined for what has none. */
export const idOf = (node: Node): string | undefined => (node.attrs.props ?? node.attrs.model)?.id;

/** Where a passage stands now: its words, or the whole node where they were changed since. */
export function passageOf(doc: Node, { nodeId, quote }: Omit<Commented, 'id'>): { from: number; to: number; inline: boolean } | undefined {
  let found: { from: number; to: number; inline: boolean } | undefined;
  doc.descendants((node, pos) => {
    if (found !== undefined) return false;
    if (idOf(node) !== nodeId) return !node.isTextblock;
    const at = node.isTextblock && quote !== undefined ? node.textBetween(0, node.content.size, undefined, '\ufffc').indexOf(quote) : -1;
    found =
      at < 0
        ? { from: pos, to: pos + node.nodeSize, inline: false }
        : { from: pos + 1 + at, to: pos + 1 + at + quote!.length, inline: true };
    return false;
  });
  return found;
}
