import type { Inline, Localized } from '@posthorn/engine';
import { isPerLanguage } from '@posthorn/engine/authoring';
import type { Node } from '@tiptap/pm/model';
import { inlineToEditor } from './inline.ts';

/** Where a text is kept per language and not written in this one: how it reads in another, so that one can translate it. */
export function isMissing(block: Node, language: string): string | undefined {
  const text = block.attrs.text as Localized<Inline> | null;
  if (text === null || !isPerLanguage(text) || text[language] !== undefined) return undefined;
  const [other] = Object.entries(text);
  if (other === undefined) return undefined;
  const content = inlineToEditor(other[1], block.type.schema);
  return content.textBetween(0, content.size, ' ', (leaf) => (leaf.type.name === 'field' ? `{${leaf.attrs.value}}` : ' '));
}

/** How many texts are not written in a language. */
export function countMissing(doc: Node, language: string): number {
  let count = 0;
  doc.descendants((node) => {
    if (node.isTextblock && isMissing(node, language) !== undefined) count += 1;
    return !node.isTextblock;
  });
  return count;
}
