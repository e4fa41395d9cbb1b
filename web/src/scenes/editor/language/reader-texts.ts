import type { Node } from '@tiptap/pm/model';
import { inlineToEditor } from '../model/inline.ts';
import { pointerAt } from '../model/places.ts';
import { isDeleted, suggestionMark } from '../model/suggested.ts';
import type { ReaderText } from './judge-texts.ts';
import { type Reading, sentencesOf } from './object-texts.ts';

/** What stands for things among the words, one character each: a field reads as a value, a note as nothing. */
const LEAVES: Readonly<Record<string, string>> = { field: '0', break: '\n', tab: ' ', inlineObject: ' ' };

/** The texts of the places in sight, with those of tables and blocks in them. Headings are no sentences and are not judged. */
export function readerTexts(
  doc: Node,
  places: ReadonlySet<string>,
  { blocks, channel }: Pick<Reading, 'blocks' | 'channel'>,
): ReaderText[] {
  const reading = { blocks, channel, language: doc.attrs.language as string };
  const texts: ReaderText[] = [];
  doc.forEach((area, offset) => {
    if (!places.has(area.attrs.path)) return;
    area.descendants((node, pos) => {
      // What is put in or taken out as a whole has no place in the template yet, or soon none.
      if (!node.isInline && suggestionMark(node) !== undefined) return false;
      if (node.type.name === 'paragraph' && node.content.size > 0) texts.push(textOf(node, pointerAt(doc, offset + 1 + pos)));
      if (node.type.name === 'object') {
        const pointer = pointerAt(doc, offset + 1 + pos);
        for (const found of textsOfObject(node, reading)) texts.push({ ...found, pointer });
      }
      return !node.isTextblock;
    });
  });
  return texts;
}

const known = new WeakMap<Node, Omit<ReaderText, 'pointer'>>();

/** Of objects, whose texts are read again only where they, the blocks or the channel are others. */
const knownObjects = new WeakMap<Node, { readonly reading: Reading; readonly texts: readonly ReaderText[] }>();

function textsOfObject(node: Node, reading: Reading): readonly ReaderText[] {
  const before = knownObjects.get(node);
  const { blocks, channel, language } = reading;
  if (before?.reading.blocks === blocks && before.reading.channel === channel && before.reading.language === language) return before.texts;
  const { schema } = node.type;
  const texts = sentencesOf(node.attrs.model, reading).map((inline) =>
    textOf(schema.node('line', null, inlineToEditor(inline, schema)), ''),
  );
  knownObjects.set(node, { reading, texts });
  return texts;
}

function textOf(node: Node, pointer: string): ReaderText {
  let found = known.get(node);
  if (found === undefined) {
    const links: { from: number; to: number }[] = [];
    let text = '';
    node.forEach((child) => {
      const from = text.length;
      // Words that are to go are read no more; blanks keep the places of the others.
      text += isDeleted(child) ? ' '.repeat(child.nodeSize) : child.isText ? child.text : (LEAVES[child.type.name] ?? ' ');
      if (!child.marks.some(({ type }) => type.name === 'link')) return;
      const last = links.at(-1);
      if (last?.to === from) last.to = text.length;
      else links.push({ from, to: text.length });
    });
    found = { text, links };
    known.set(node, found);
  }
  return { pointer, ...found };
}
