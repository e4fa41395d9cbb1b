import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { Hint } from '../../language/judge-texts.ts';
import { placeOf } from '../../model/places.ts';
import { type Mark, renewMarks } from './renew-marks.ts';

/** A hint in the editor's document. */
export interface PlacedHint extends Hint {
  readonly from: number;
  readonly to: number;
  /** The table or the block that says it; its words are changed there, not here. */
  readonly within?: 'object';
}

interface Hints {
  readonly placed: readonly PlacedHint[];
  readonly marks: DecorationSet;
}

const key = new PluginKey<Hints>('hints');
const NONE: Hints = { placed: [], marks: DecorationSet.empty };

/** Underlines lightly what could be plainer. Until it was judged again, the marks move along with the text. */
export const hintsPlugin = (): Plugin =>
  new Plugin<Hints>({
    key,
    state: {
      init: () => NONE,
      apply: (tr, hints) => {
        const told = tr.getMeta(key) as Hints | undefined;
        if (told !== undefined) return told;
        if (!tr.docChanged || hints === NONE) return hints;
        const placed = hints.placed.flatMap((hint) => {
          const from = tr.mapping.mapResult(hint.from, 1);
          const to = tr.mapping.mapResult(hint.to, -1);
          return from.deleted || to.deleted || to.pos <= from.pos ? [] : [{ ...hint, from: from.pos, to: to.pos }];
        });
        return { placed, marks: hints.marks.map(tr.mapping, tr.doc) };
      },
    },
    props: { decorations: (state) => key.getState(state)?.marks },
  });

/** The hints with their places in a document; `say` tells what is meant. */
export function placeHints(doc: Node, hints: readonly Hint[], pointers: readonly string[]): PlacedHint[] {
  return hints.flatMap((hint) => {
    const found = placeOf(doc, pointers[hint.of] ?? '');
    if (found === undefined) return [];
    if (found.node.type.name === 'object')
      return [{ ...hint, from: found.pos, to: found.pos + found.node.nodeSize, within: 'object' as const }];
    if (!found.node.isTextblock || hint.end > found.node.content.size) return [];
    return [{ ...hint, from: found.pos + 1 + hint.start, to: found.pos + 1 + hint.end }];
  });
}

/** The transaction that shows hints; undefined where they are shown already. */
export function showHints(state: EditorState, placed: readonly PlacedHint[], say: (hint: Hint) => string) {
  const before = key.getState(state) ?? NONE;
  const marks = renewMarks(
    before.marks,
    state.doc,
    placed.map((hint) => markOf(hint, say)),
  );
  if (marks === before.marks && placed.length === before.placed.length) return undefined;
  const shown: Hints = placed.length === 0 ? NONE : { placed, marks };
  return state.tr.setMeta(key, shown).setMeta('addToHistory', false);
}

function markOf(hint: PlacedHint, say: (hint: Hint) => string): Mark {
  const { from, to, within, rule, count, better, found } = hint;
  return {
    ...{ from, to, says: `${rule} ${count ?? ''} ${better ?? ''} ${within === 'object' ? found : ''}` },
    draw: (spec) =>
      within === 'object'
        ? Decoration.node(from, to, { class: 'ed-hint-object', title: say(hint) }, spec)
        : Decoration.inline(from, to, { class: `ed-hint ed-hint-${isWhole(hint) ? 'sentence' : 'words'}`, title: say(hint) }, spec),
  };
}

/** Hints about whole sentences are marked less than those about words: else they would cover these. */
const isWhole = ({ rule }: Hint): boolean => ['long-sentence', 'nested-sentence', 'nouns'].includes(rule);

export const hintsOf = (state: EditorState): readonly PlacedHint[] => key.getState(state)?.placed ?? [];
