import { parseInline } from '@posthorn/engine/authoring';
import { isLocalized } from '../blocks/languages.ts';
import { type JsonNode, nodesOf } from '../nodes.ts';

/** What a reader sees for a value. */
const VALUE = '0';

/** The paragraphs of a document in one language, as who gets them reads them. Headings are no sentences. */
export function readersTexts(document: unknown, language: string): readonly string[] {
  return nodesOf(document).flatMap(({ type, text }) => {
    if (type !== 'paragraph') return [];
    const words = wordsOf(isLocalized(text) ? text[language] : text);
    return words.trim() === '' ? [] : [words];
  });
}

/** Both ways of a choice are read one after the other. */
function wordsOf(inline: unknown): string {
  if (typeof inline === 'string')
    return parseInline(inline)
      .pieces.map((piece) => (piece.kind === 'field' ? VALUE : piece.text))
      .join('');
  if (!Array.isArray(inline)) return '';
  return inline.map((node: JsonNode) => pieceOf(node)).join('');
}

function pieceOf(node: JsonNode): string {
  if (node.type === 'text') return String(node.text ?? '');
  if (node.type === 'field') return VALUE;
  if (node.type === 'if') return `${wordsOf(node.then)} ${wordsOf(node.else)}`;
  return node.type === 'break' ? '\n' : ' ';
}
