import type { Inline, Localized } from '@posthorn/engine';
import { isPerLanguage } from '@posthorn/engine/authoring';
import type { Node } from '@tiptap/pm/model';
import { inlineToEditor } from './inline.ts';

/** Where a text is kept per language and not written in this one: how it reads in another, so that one can translate it. */
export function isMissing(block: Node, language: string): string | undefined {
  const other = otherThan(block, language);
  if (other === undefined) return undefined;
  const content = inlineToEditor(other, block.type.schema);
  return content.textBetween(0, content.size, ' ', (leaf) => (leaf.type.name === 'field' ? `{${leaf.attrs.value}}` : ' '));
}

function otherThan(block: Node, language: string): Inline | undefined {
  const text = block.attrs.text as Localized<Inline> | null;
  return text === null || !isPerLanguage(text) || text[language] !== undefined ? undefined : Object.values(text)[0];
}

/** How many texts are not written in a language. */
export function countMissing(doc: Node, language: string): number {
  let count = 0;
  doc.descendants((node) => {
    if (node.isTextblock && otherThan(node, language) !== undefined) count += 1;
    return !node.isTextblock;
  });
  return count;
}
