import { parseInline } from '@posthorn/engine/authoring';
import { isLocalized } from '../blocks/languages.ts';

/** Fields of inline nodes and marks that hold running text again. */
const inlineFields = new Set(['then', 'else', 'text', 'href']);

/** Every expression of running text, in the order in which it is read. */
export function expressionsOf(inline: unknown): readonly string[] {
  const found: string[] = [];
  mapExpressions(inline, (expression) => {
    found.push(expression);
    return expression;
  });
  return found;
}

/** Running text, in its short or long form or one per language, with other expressions. */
export function mapExpressions(inline: unknown, change: (expression: string) => string): unknown {
  if (typeof inline === 'string') return inShortForm(inline, change);
  if (Array.isArray(inline)) return inline.map((node) => ofNode(node, change));
  if (isLocalized(inline))
    return Object.fromEntries(Object.entries(inline).map(([language, one]) => [language, mapExpressions(one, change)]));
  return inline;
}

function inShortForm(text: string, change: (expression: string) => string): string {
  let [result, done] = ['', 0];
  for (const piece of parseInline(text).pieces) {
    if (piece.kind !== 'field') continue;
    result += text.slice(done, piece.offset) + change(piece.expression);
    done = piece.offset + piece.expression.length;
  }
  return result + text.slice(done);
}

function ofNode(node: unknown, change: (expression: string) => string): unknown {
  if (typeof node !== 'object' || node === null) return node;
  const { type } = node as { type?: unknown };
  return Object.fromEntries(
    Object.entries(node).map(([field, part]) => {
      if ((field === 'value' || field === 'when') && typeof part === 'string') return [field, change(part)];
      if (field === 'marks' && Array.isArray(part)) return [field, part.map((mark) => ofNode(mark, change))];
      if (inlineFields.has(field) && !(type === 'text' && field === 'text')) return [field, mapExpressions(part, change)];
      return [field, part];
    }),
  );
}

/** Names that an expression begins with, such as `customer` of `customer.name`: not those of functions, fields and texts. */
export function namesIn(expression: string): ReadonlySet<string> {
  const bare = expression.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''");
  return new Set([...bare.matchAll(/(?<![\w.])(?:\.)?([A-Za-z_]\w*)(?!\w*\s*\()/g)].map(([, name]) => name!));
}
