import type { Block, Inline, Localized } from '@posthorn/engine';
import { isPerLanguage, parseInline } from '@posthorn/engine/authoring';
import type { Node } from '@tiptap/pm/model';

/**
 * Where in the text something stands that was pointed at in the preview: the place whose fixed words agree best with the line. A
 * preview is made of the record's values too, so only what the author wrote can be recognised.
 */
export function findSource(doc: Node, line: string, blocks: { readonly [id: string]: Block } = {}): number | undefined {
  const wanted = wordsOf(line);
  let best = { pos: -1, score: 0 };
  doc.descendants((node, pos) => {
    const words = node.isTextblock
      ? wordsOf(textOfBlock(node))
      : node.type.name === 'object'
        ? wordsOfModel(node.attrs.model, doc, blocks)
        : undefined;
    if (words === undefined) return;
    const score = agreement(wanted, words);
    if (score > best.score) best = { pos, score };
  });
  return best.score === 0 ? undefined : best.pos;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The text of a textblock with a gap where a field stands. */
export const textOfBlock = (node: Node): string => node.textBetween(0, node.content.size, ' ', ' ');

function wordsOfModel(model: { type: string; ref?: string }, doc: Node, blocks: { readonly [id: string]: Block }): string[] {
  const language = doc.attrs.language as string;
  const words: string[] = [];
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (TEXTS.has(key) || key === language)
        words.push(
          ...wordsOf(
            parseInline(value)
              .pieces.map((p) => (p.kind === 'text' ? p.text : ' '))
              .join(''),
          ),
        );
    } else if (Array.isArray(value)) for (const item of value) visit(item, key);
    else if (value !== null && typeof value === 'object') {
      if (TEXTS.has(key) && isPerLanguage(value as Localized<Inline>)) visit((value as Record<string, unknown>)[language], key);
      else for (const [inner, field] of Object.entries(value)) visit(field, inner);
    }
  };
  visit(model.type === 'block' ? blocks[model.ref ?? '']?.body : model, '');
  return words;
}

/** Fields of the model that hold text for readers. */
const TEXTS = new Set([
  'text',
  'header',
  'cell',
  'note',
  'label',
  'title',
  'term',
  'alt',
  'carriedForward',
  'broughtForward',
  'unit',
  'name',
]);

/** The words that both have in the same order, as many letters as can be: long words tell more than short ones. */
function agreement(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    b.forEach((other, j) => {
      next.push(word === other ? row[j]! + word.length : Math.max(next[j]!, row[j + 1]!));
    });
    row = next;
  }
  return row[b.length]!;
}
