import type { Diagnostic } from '@posthorn/engine';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { findingInWords } from '../../../../i18n/in-words.ts';
import { placeOf } from '../../model/places.ts';
import { type Mark, renewMarks } from './renew-marks.ts';

const key = new PluginKey<DecorationSet>('findings');

/** Underlines what the engine found. Until it looked again, the marks move along with the text. */
export const findingsPlugin = (): Plugin =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, marks) => (tr.getMeta(key) as DecorationSet | undefined) ?? marks.map(tr.mapping, tr.doc),
    },
    props: { decorations: (state) => key.getState(state) },
  });

/** The transaction that underlines findings of the document with this id; undefined where they are underlined already. */
export function underline(state: EditorState, findings: readonly Diagnostic[], part: 'template' | 'block') {
  const before = key.getState(state) ?? DecorationSet.empty;
  const marks = renewMarks(before, state.doc, marksOf(state.doc, findings, part));
  return marks === before ? undefined : state.tr.setMeta(key, marks).setMeta('addToHistory', false);
}

function marksOf(doc: Node, findings: readonly Diagnostic[], part: 'template' | 'block'): Mark[] {
  return findings.flatMap((finding) => {
    const range = finding.place.part === part ? rangeOf(doc, finding) : undefined;
    if (range === undefined) return [];
    const { from, to, inline } = range;
    const draw: Mark['draw'] = (spec) => {
      const { message, asSaid, hint } = findingInWords(finding);
      const attributes = { class: `ed-${finding.severity}`, title: [message, asSaid, hint].filter(Boolean).join('\n') };
      return inline ? Decoration.inline(from, to, attributes, spec) : Decoration.node(from, to, attributes, spec);
    };
    return [{ from, to, says: `${finding.severity} ${finding.code} ${finding.message}`, draw }];
  });
}

/** Where in the editor's document a finding is: a field of a text where it can be told, else the node. */
export function rangeOf(doc: Node, { place }: Diagnostic): { from: number; to: number; inline: boolean } | undefined {
  const found = placeOf(doc, place.pointer);
  if (found === undefined) return undefined;
  const { node, pos } = found;
  if (!node.isTextblock) return { from: pos, to: pos + node.nodeSize, inline: false };
  const { excerpt } = place;
  const fields: { from: number; value: string }[] = [];
  node.forEach((child, offset) => {
    if (child.type.name === 'field') fields.push({ from: pos + 1 + offset, value: child.attrs.value });
  });
  const wrong =
    excerpt === undefined ? undefined : fields.find(({ value }) => value === excerpt.text || within(excerpt.text, excerpt.offset, value));
  return wrong === undefined
    ? { from: pos, to: pos + node.nodeSize, inline: false }
    : { from: wrong.from, to: wrong.from + 1, inline: true };
}

/** Whether the fault of a short form lies in a field with this expression. */
function within(text: string, offset: number, expression: string): boolean {
  for (let at = text.indexOf(expression); at >= 0; at = text.indexOf(expression, at + 1)) {
    if (offset >= at && offset <= at + expression.length) return true;
  }
  return false;
}
