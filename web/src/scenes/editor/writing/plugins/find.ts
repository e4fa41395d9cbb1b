import type { Node } from '@tiptap/pm/model';
import { type Command, type EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

interface Finding {
  readonly wanted: string;
  readonly hits: readonly { readonly from: number; readonly to: number }[];
  readonly marks: DecorationSet;
}
const nothing: Finding = { wanted: '', hits: [], marks: DecorationSet.empty };
const key = new PluginKey<Finding>('find');

/** Marks all that is searched for, in the places of every channel and in the language that is shown. */
export const findPlugin = (): Plugin =>
  new Plugin<Finding>({
    key,
    state: {
      init: () => nothing,
      apply: (tr, found) => {
        const wanted = tr.getMeta(key) as string | undefined;
        return wanted === undefined && !tr.docChanged ? found : search(tr.doc, wanted ?? found.wanted);
      },
    },
    props: { decorations: (state) => key.getState(state)?.marks },
  });

function search(doc: Node, wanted: string): Finding {
  if (wanted === '') return nothing;
  const hits: { from: number; to: number }[] = [];
  const pattern = wanted.toLowerCase();
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return;
    // A field is one character, as it is in the document, so that offsets are positions.
    const text = node.textBetween(0, node.content.size, undefined, '\ufffc').toLowerCase();
    for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + pattern.length)) {
      hits.push({ from: pos + 1 + at, to: pos + 1 + at + pattern.length });
    }
  });
  return {
    wanted,
    hits,
    marks: DecorationSet.create(
      doc,
      hits.map(({ from, to }) => Decoration.inline(from, to, { class: 'ed-hit' })),
    ),
  };
}

export const searchFor = (state: EditorState, wanted: string) => state.tr.setMeta(key, wanted).setMeta('addToHistory', false);
export const hitsOf = (state: EditorState) => key.getState(state)?.hits ?? [];

/** Selects the next (or, with -1, the previous) hit from the selection on, around the ends. */
export const goToHit =
  (direction: 1 | -1): Command =>
  (state, dispatch) => {
    const hits = hitsOf(state);
    const { from, to } = state.selection;
    const hit = direction > 0 ? (hits.find((one) => one.from >= to) ?? hits[0]) : (hits.findLast((one) => one.to <= from) ?? hits.at(-1));
    if (hit === undefined) return false;
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, hit.from, hit.to)).scrollIntoView());
    return true;
  };

/** Replaces the selected hit, or all. */
export const replaceHits =
  (by: string, all: boolean): Command =>
  (state, dispatch) => {
    const { from, to } = state.selection;
    const hits = hitsOf(state).filter((hit) => all || (hit.from === from && hit.to === to));
    if (hits.length === 0) return false;
    const tr = state.tr;
    for (const hit of [...hits].reverse()) {
      if (by === '') tr.delete(hit.from, hit.to);
      else tr.insertText(by, hit.from, hit.to);
    }
    dispatch?.(tr);
    return true;
  };
