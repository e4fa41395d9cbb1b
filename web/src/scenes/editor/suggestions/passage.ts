import type { Inline, Localized } from '@posthorn/engine';
import { isPerLanguage } from '@posthorn/engine/authoring';
import { Fragment, type Node, type Schema } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { inlineFromEditor, inlineToEditor } from '../model/inline.ts';
import { pointerAt } from '../model/places.ts';
import { hasSuggestions, isInserted, suggestedAround } from '../model/suggested.ts';
import { idOf } from '../writing/plugins/comments.ts';
import type { Suggestion } from './changes.ts';
import { baseText, groupsOf } from './groups.ts';

/** A passage of one text that another wording is wished for. */
export interface Passage {
  readonly block: Node;
  readonly pos: number;
  /** Offsets into the content of the block. */
  readonly from: number;
  readonly to: number;
}

/** What is selected, or the whole text at the cursor; undefined outside of texts, and where something is suggested already. */
export function passageAt({ selection }: EditorState): Passage | undefined {
  const { $from, $to, empty } = selection;
  const block = $from.parent;
  if (!block.isTextblock || !$from.sameParent($to) || suggestedAround($from)) return undefined;
  const [from, to] = empty ? [0, block.content.size] : [$from.parentOffset, $to.parentOffset];
  const taken = hasSuggestions(block) && groupsOf(block).some((group) => group.from < to && group.to > from);
  return taken ? undefined : { block, pos: $from.before(), from, to };
}

/** A text as a language model may see it, with what its signs stand for. */
export interface Veiled {
  readonly text: string;
  readonly things: readonly Node[];
}

/** Fields and other things among the words become signs: `«1»`, `«2»` … */
export function veil(content: Fragment): Veiled {
  const things: Node[] = [];
  let text = '';
  content.forEach((node) => {
    if (node.isText) text += node.text;
    else if (node.type.name === 'break') text += '\n';
    else text += `«${things.push(node)}»`;
  });
  return { text, things };
}

/** The words of the model with the things themselves. Where all words looked alike before, so do the new ones. */
export function unveil(text: string, things: readonly Node[], like: Fragment, schema: Schema): Fragment {
  const words = like.content.filter((node) => node.isText);
  const [first] = words;
  const marks = first && words.every((node) => sameMarks(node, first)) ? first.marks : [];
  const nodes = text.split(/(«\d+»|\n)/).flatMap((part): Node[] => {
    if (part === '') return [];
    if (part === '\n') return [schema.node('break')];
    const thing = /^«(\d+)»$/.exec(part);
    return [thing ? things[Number(thing[1]) - 1]! : schema.text(part, marks)];
  });
  return Fragment.fromArray(nodes);
}

const sameMarks = (a: Node, b: Node): boolean => a.marks.length === b.marks.length && a.marks.every((mark, i) => mark.eq(b.marks[i]!));

/** The same text in another language, to be translated, and which; undefined where it is written in one language only. */
export function otherLanguage(block: Node, language: string): { readonly language: string; readonly content: Fragment } | undefined {
  const text = block.attrs.text as Localized<Inline> | null;
  if (text === null || !isPerLanguage(text)) return undefined;
  const other = Object.entries(text).find(([tag, inline]) => tag !== language && inline.length > 0);
  return other && { language: other[0], content: inlineToEditor(other[1], block.type.schema) };
}

/** The suggestion that puts other words in the place of a passage. */
export function wording(
  doc: Node,
  { block, pos, from, to }: Passage,
  content: Fragment,
  said: Pick<Suggestion, 'by' | 'byId' | 'assistant'>,
): Suggestion {
  const nodeId = idOf(block);
  const place = { pointer: pointerAt(doc, pos), ...(nodeId === undefined ? {} : { nodeId }), language: doc.attrs.language as string };
  const inserted = inlineFromEditor(content, undefined, block.type.schema);
  const change = { place, text: baseText(block), from: baseOffset(block, from), to: baseOffset(block, to), inserted };
  return { ...said, id: crypto.randomUUID(), at: new Date().toISOString(), changes: [change] };
}

function baseOffset(block: Node, offset: number): number {
  let inserted = 0;
  block.forEach((child, at) => {
    if (isInserted(child) && at < offset) inserted += child.nodeSize;
  });
  return offset - inserted;
}
