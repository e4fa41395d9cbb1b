import type { Inline, Localized } from '@posthorn/engine';
import { isPerLanguage } from '@posthorn/engine/authoring';
import { joinBackward, wrapIn } from '@tiptap/pm/commands';
import { Fragment, type Node, type Schema } from '@tiptap/pm/model';
import { liftListItem, wrapInList } from '@tiptap/pm/schema-list';
import { type Command, type EditorState, NodeSelection, type Selection, TextSelection } from '@tiptap/pm/state';
import { canSplit } from '@tiptap/pm/transform';
import { isDeleted } from '../model/suggested.ts';

type Props = Readonly<Record<string, unknown>>;

/** What the second half of a divided paragraph takes over: its look. Its id and its conditions stay with the first. */
const lookOf = ({ style }: Props): Props => (style === undefined ? {} : { style });

/**
 * Divides a paragraph. Its texts in other languages stay whole with the first half: where they are to be divided is for
 * those who read them. After a heading a plain paragraph begins.
 */
export const divideText: Command = (state, dispatch) => {
  const { $from, $to, empty } = state.selection;
  const block = $from.parent;
  if (!$from.sameParent($to) || !block.isTextblock || block.type.name === 'line') return false;
  const atEnd = block.content.cut($to.parentOffset).content.every(isDeleted);
  const { paragraph } = state.schema.nodes;
  const type = atEnd ? paragraph! : block.type;
  const props = block.type === paragraph ? lookOf(block.attrs.props) : atEnd ? {} : block.attrs.props;
  const tr = state.tr;
  if (!empty) tr.deleteSelection();
  const after = [{ type, attrs: { props, text: restOfTexts(block) } }];
  if (!canSplit(tr.doc, tr.selection.from, 1, after)) return false;
  dispatch?.(tr.split(tr.selection.from, 1, after).scrollIntoView());
  return true;
};

/** A text kept per language has in its second half no text yet but that of the language being written. */
function restOfTexts(block: Node): Localized<Inline> | null {
  const text = block.attrs.text as Localized<Inline> | null;
  return text === null || !isPerLanguage(text) ? null : {};
}

/** At the start of a paragraph after another: joins the two, in all their languages. */
export const joinTexts: Command = (state, dispatch) => {
  const { $cursor } = state.selection as TextSelection;
  if (!$cursor || $cursor.parentOffset > 0) return false;
  const before = state.doc.resolve($cursor.before()).nodeBefore;
  const texts = [before?.attrs.text, $cursor.parent.attrs.text] as (Localized<Inline> | null)[];
  if (!before?.isTextblock || !dispatch || before.childCount === 0) return joinBackward(state, dispatch);
  const pos = $cursor.before();
  const joined = joinLanguages(texts[0] ?? null, texts[1] ?? null, state.doc.attrs.language);
  const tr = state.tr.join(pos);
  dispatch(tr.setNodeMarkup(pos - before.nodeSize, null, { ...before.attrs, text: joined }).scrollIntoView());
  return true;
};

/**
 * At the edge of a text beside something that is to go as a suggestion says: joins the text with the next that stays. What is to go stays
 * where it is, and nothing is written into it.
 */
export const joinAcross =
  (direction: -1 | 1): Command =>
  (state, dispatch) => {
    const { $cursor } = state.selection as TextSelection;
    if (!$cursor || $cursor.parentOffset !== (direction < 0 ? 0 : $cursor.parent.content.size)) return false;
    const depth = $cursor.depth - 1;
    const siblings = $cursor.node(depth).children;
    const index = $cursor.index(depth);
    const beside = direction < 0 ? siblings.slice(0, index).reverse() : siblings.slice(index + 1);
    const across = beside.findIndex((node) => !isDeleted(node));
    if (beside.length === 0 || across === 0) return false;
    const other = beside[across];
    // Beyond what is to go stands nothing that a text could be joined with.
    if (!other?.isTextblock || isDeleted($cursor.parent)) return true;
    const between = beside.slice(0, across).reduce((sum, { nodeSize }) => sum + nodeSize, 0);
    const [start, end] = [$cursor.before(), $cursor.after()];
    const tr = state.tr;
    if (direction < 0) {
      tr.delete(start, end).insert(start - between - 1, $cursor.parent.content);
      tr.setSelection(TextSelection.create(tr.doc, start - between - 1));
    } else {
      tr.delete(end + between, end + between + other.nodeSize).insert(end - 1, other.content);
      tr.setSelection(TextSelection.create(tr.doc, end - 1));
    }
    dispatch?.(tr.scrollIntoView());
    return true;
  };

/** The language being written is joined by the editor itself; of the others the texts are put one after the other. */
function joinLanguages(a: Localized<Inline> | null, b: Localized<Inline> | null, language: string): Localized<Inline> | null {
  if (a === null || b === null || !isPerLanguage(a) || !isPerLanguage(b)) return a;
  const { [language]: _, ...others } = b;
  return { ...a, ...Object.fromEntries(Object.entries(others).map(([tag, text]) => [tag, appended(a[tag], text)])) };
}

const appended = (a: Inline | undefined, b: Inline): Inline => {
  if (a === undefined || a === '') return b;
  if (typeof a === 'string' && typeof b === 'string') return `${a} ${b}`;
  const long = (text: Inline) => (typeof text === 'string' ? [{ type: 'text' as const, text }] : text);
  return [...long(a), ...long(b)];
};

/** Shift-Enter: a line of its own in the same paragraph. */
export const breakLine: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(state.schema.node('break'), true).scrollIntoView());
  return true;
};

/** Selects all of the place that one writes into; again, nothing more: other places are not in sight. */
export const selectPlace: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const start = TextSelection.near(state.doc.resolve($from.start(1)), 1);
  const end = TextSelection.near(state.doc.resolve($from.end(1)), -1);
  dispatch?.(state.tr.setSelection(TextSelection.between(start.$from, end.$to)));
  return true;
};

/**
 * From a selection over several texts to its one or other end. Browsers do not find the way where frames and objects lie between, and the
 * next key would then replace all of it.
 */
export const leaveSelection =
  (end: 'from' | 'to'): Command =>
  (state, dispatch) => {
    const { selection } = state;
    if (!(selection instanceof TextSelection) || selection.empty || selection.$from.sameParent(selection.$to)) return false;
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, selection[end])).scrollIntoView());
    return true;
  };

/** Selects the frame around what is selected, so that its properties can be changed and it can be moved; again, the next one out. */
export const selectAround: Command = (state, dispatch) => {
  const { selection } = state;
  const { $from } = selection;
  const frames = Array.from({ length: $from.depth }, (_, i) => $from.depth - i).filter((depth) =>
    ['group', 'split', 'list'].includes($from.node(depth).type.name),
  );
  const [depth] = frames;
  if (depth === undefined) return false;
  dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, $from.before(depth))).scrollIntoView());
  return true;
};

/** Changes the fields of the node at a position. */
export const setAttributes =
  (pos: number, attrs: Props): Command =>
  (state, dispatch) => {
    const node = state.doc.nodeAt(pos);
    if (node === null) return false;
    const tr = state.tr.setNodeMarkup(pos, null, { ...node.attrs, ...attrs });
    if (state.selection instanceof NodeSelection && state.selection.from === pos) tr.setSelection(NodeSelection.create(tr.doc, pos));
    dispatch?.(tr);
    return true;
  };

/** Makes the texts at the selection paragraphs, or headings of a level. */
export const setTextType =
  (level?: number): Command =>
  (state, dispatch) => {
    const { from, to } = state.selection;
    const type = state.schema.nodes[level === undefined ? 'paragraph' : 'heading']!;
    const tr = state.tr;
    state.doc.nodesBetween(from, to, (node, pos) => {
      if (!['paragraph', 'heading'].includes(node.type.name)) return;
      const { level: _, style: __, unnumbered: ___, ...props } = node.attrs.props;
      const own = node.type === type ? node.attrs.props : props;
      tr.setNodeMarkup(pos, type, { ...node.attrs, props: level === undefined ? own : { ...own, level } });
    });
    if (!tr.docChanged) return false;
    dispatch?.(tr);
    return true;
  };

/** Makes a list of the paragraphs at the selection, changes its kind, or makes paragraphs of it again. */
export const toggleList =
  (ordered: boolean): Command =>
  (state, dispatch) => {
    const around = ancestor(state, 'list');
    if (around === undefined) return wrapInList(state.schema.nodes.list!, { props: ordered ? { ordered: true } : {} })(state, dispatch);
    const { ordered: was = false, ...props } = around.node.attrs.props;
    if (was === ordered) return liftListItem(state.schema.nodes.listItem!)(state, dispatch);
    return setAttributes(around.pos, { props: ordered ? { ...props, ordered } : props })(state, dispatch);
  };

/** The nearest node of a type around the selection. */
export function ancestor({ selection }: EditorState, ...types: readonly string[]): { node: Node; pos: number } | undefined {
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    if (types.includes(node.type.name)) return { node, pos: $from.before(depth) };
  }
  return undefined;
}

/** Puts a block where the cursor is: instead of an empty paragraph, else after the one that it stands in. The cursor goes into it. */
export const insertBlock =
  (make: (schema: Schema) => Node): Command =>
  (state, dispatch) => {
    const node = make(state.schema);
    const room = roomFor(state.selection);
    if (room === undefined) return false;
    const at = room.from;
    const tr = state.tr.replaceWith(at, room.to, node);
    if (node.isAtom) tr.setSelection(NodeSelection.create(tr.doc, at));
    else tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1)));
    dispatch?.(tr.scrollIntoView());
    return true;
  };

/** Where a block comes: in the place of an empty paragraph, else below what the cursor is in or what is selected. */
function roomFor(selection: Selection): { readonly from: number; readonly to: number } | undefined {
  const { $from, to } = selection;
  const holds = (depth: number) => $from.node(depth).type.spec.content === 'block+';
  if (selection instanceof NodeSelection && holds($from.depth)) return { from: to, to };
  const depth = Array.from({ length: $from.depth }, (_, i) => $from.depth - i).find((one) => holds(one - 1));
  if (depth === undefined) return undefined;
  const after = $from.after(depth);
  const empty = $from.node(depth).type.name === 'paragraph' && $from.node(depth).childCount === 0;
  return { from: empty ? $from.before(depth) : after, to: after };
}

/** Puts a frame around the blocks at the selection. */
export const surround =
  (kind: 'group' | 'slot', attrs: Props): Command =>
  (state, dispatch) => {
    if (kind === 'group') return wrapIn(state.schema.nodes.group!, attrs)(state, dispatch);
    const { $from, $to } = state.selection;
    const range = $from.blockRange($to, (node) => node.type.spec.content === 'block+');
    if (!range) return false;
    const { split, slot } = state.schema.nodes;
    const tr = state.tr.wrap(range, [
      { type: split!, attrs },
      { type: slot!, attrs: { role: 'then', props: {} } },
    ]);
    dispatch?.(tr.scrollIntoView());
    return true;
  };

/** Takes a frame away and leaves its content. */
export const unwrap =
  (pos: number): Command =>
  (state, dispatch) => {
    const node = state.doc.nodeAt(pos);
    if (node === null || !['group', 'split'].includes(node.type.name)) return false;
    const content = node.type.name === 'group' ? node.content : Fragment.from(node.children.flatMap((slot) => [...slot.children]));
    dispatch?.(state.tr.replaceWith(pos, pos + node.nodeSize, content));
    return true;
  };

/** Takes a node away. Where nothing would be left, an empty paragraph stays. */
export const remove =
  (pos: number): Command =>
  (state, dispatch) => {
    const node = state.doc.nodeAt(pos);
    if (node === null) return false;
    const tr = state.tr;
    if (state.doc.resolve(pos).parent.childCount === 1) tr.replaceWith(pos, pos + node.nodeSize, state.schema.node('paragraph'));
    else tr.delete(pos, pos + node.nodeSize);
    dispatch?.(tr);
    return true;
  };

/** Moves the block around the selection up or down among its siblings. */
export const moveBlock =
  (direction: -1 | 1): Command =>
  (state, dispatch) => {
    const { $from } = state.selection;
    const chosen = state.selection instanceof NodeSelection ? state.selection.from : undefined;
    const depth = Array.from({ length: $from.depth }, (_, i) => $from.depth - i).find(
      (d) => $from.node(d - 1).type.spec.content === 'block+',
    );
    const pos = chosen ?? (depth === undefined ? undefined : $from.before(depth));
    if (pos === undefined) return false;
    const $pos = state.doc.resolve(pos);
    const node = $pos.nodeAfter!;
    const neighbour = direction < 0 ? $pos.nodeBefore : state.doc.resolve(pos + node.nodeSize).nodeAfter;
    if (!neighbour) return false;
    const to = direction < 0 ? pos - neighbour.nodeSize : pos + neighbour.nodeSize;
    const tr = state.tr.delete(pos, pos + node.nodeSize).insert(to, node);
    const offset = state.selection.anchor - pos;
    tr.setSelection(chosen === undefined ? TextSelection.near(tr.doc.resolve(to + offset)) : NodeSelection.create(tr.doc, to));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
