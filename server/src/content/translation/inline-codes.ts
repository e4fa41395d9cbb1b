import { parseInline } from '@posthorn/engine/authoring';
import { escaped } from '../bring-in/build-inline.ts';

type Json = { readonly [field: string]: unknown };
type Marks = readonly Json[];

/** Running text as a translator sees it: words, codes that stand for one thing, and codes around words. */
export type Coded =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly id: string; readonly shows: string }
  | { readonly kind: 'around'; readonly id: string; readonly shows: string; readonly removable: boolean; readonly inner: readonly Coded[] };

/** What the codes of a text stand for. */
export interface Codes {
  /** Fields, line breaks, tabs. */
  readonly single: ReadonlyMap<string, Json>;
  /** Marks; conditions (`else` in a code of its own) and footnotes. */
  readonly around: ReadonlyMap<string, { readonly marks: Marks } | { readonly node: Json; readonly part: 'then' | 'else' | 'text' }>;
  /** It was written in the short form, and goes back into it. */
  readonly short: boolean;
}

/** Takes running text apart. The same text always gets the same codes. */
export function code(inline: unknown): { readonly parts: readonly Coded[]; readonly codes: Codes } {
  const coder = new Coder();
  const parts = coder.parts(nodesOf(inline));
  return { parts, codes: { single: coder.single, around: coder.around, short: typeof inline === 'string' } };
}

/** The short form as nodes. */
function nodesOf(inline: unknown): readonly Json[] {
  if (Array.isArray(inline)) return inline as Json[];
  if (typeof inline !== 'string') return [];
  return parseInline(inline).pieces.flatMap((piece): Json[] => {
    const marks = [...(piece.bold ? [{ type: 'bold' }] : []), ...(piece.italic ? [{ type: 'italic' }] : [])];
    const marked = marks.length > 0 ? { marks } : {};
    if (piece.kind === 'field') return [{ type: 'field', value: piece.expression, ...marked }];
    return piece.text.split(/(\n)/).flatMap((text): Json[] => {
      if (text === '') return [];
      return [text === '\n' ? { type: 'break' } : { type: 'text', text, ...marked }];
    });
  });
}

class Coder {
  readonly single = new Map<string, Json>();
  readonly around = new Map<string, { marks: Marks } | { node: Json; part: 'then' | 'else' | 'text' }>();
  #last = 0;

  parts(nodes: readonly Json[]): Coded[] {
    const parts: Coded[] = [];
    for (let i = 0; i < nodes.length; i++) {
      const marks = nodes[i]!.marks as Marks | undefined;
      if (marks === undefined || marks.length === 0) {
        parts.push(...this.#node(nodes[i]!));
        continue;
      }
      let end = i + 1;
      while (end < nodes.length && JSON.stringify(nodes[end]!.marks) === JSON.stringify(marks)) end++;
      const id = this.#next();
      this.around.set(id, { marks });
      const inner = nodes.slice(i, end).flatMap((node) => this.#node(node));
      parts.push({ kind: 'around', id, shows: marks.map(({ type }) => String(type)).join(' '), removable: true, inner });
      i = end - 1;
    }
    return parts;
  }

  #node(node: Json): Coded[] {
    if (node.type === 'text') return [{ kind: 'text', text: String(node.text ?? '') }];
    if (node.type === 'if') return [...this.#branch(node, 'then'), ...(node.else === undefined ? [] : this.#branch(node, 'else'))];
    if (node.type === 'footnote') return this.#branch(node, 'text');
    const id = this.#next();
    this.single.set(id, node);
    return [{ kind: 'code', id, shows: node.type === 'field' ? `{{ ${String(node.value)} }}` : String(node.type) }];
  }

  #branch(node: Json, part: 'then' | 'else' | 'text'): Coded[] {
    const id = this.#next();
    this.around.set(id, { node, part });
    const shows = part === 'text' ? 'footnote' : part === 'then' ? `if ${String(node.when)}` : 'else';
    return [{ kind: 'around', id, shows, removable: false, inner: this.parts(nodesOf(node[part])) }];
  }

  #next(): string {
    return String(++this.#last);
  }
}

/** Something that a translation did with codes that it must not. */
export interface CodeFault {
  readonly fault: 'missing' | 'twice' | 'unknown' | 'else-alone';
  readonly shows: string;
}

/** Whether every code that must be there is there once. */
export function faultsIn(parts: readonly Coded[], { single, around }: Codes): readonly CodeFault[] {
  const seen = new Map<string, number>();
  const visit = (some: readonly Coded[]): void => {
    for (const part of some) {
      if (part.kind === 'text') continue;
      seen.set(part.id, (seen.get(part.id) ?? 0) + 1);
      if (part.kind === 'around') visit(part.inner);
    }
  };
  visit(parts);
  const faults: CodeFault[] = [];
  const needed = [...single.keys(), ...[...around].filter(([, one]) => 'node' in one).map(([id]) => id)];
  const shows = (id: string): string => {
    const [field, block] = [single.get(id), around.get(id)];
    if (field) return field.type === 'field' ? `{{ ${String(field.value)} }}` : String(field.type);
    return block && 'node' in block ? `${String(block.node.type)} ${String(block.node.when ?? '')}`.trim() : `code ${id}`;
  };
  for (const id of needed) if (!seen.has(id)) faults.push({ fault: 'missing', shows: shows(id) });
  for (const [id, count] of seen) {
    if (!single.has(id) && !around.has(id)) faults.push({ fault: 'unknown', shows: `code ${id}` });
    else if (count > 1) faults.push({ fault: 'twice', shows: shows(id) });
  }
  return faults;
}

/** Puts running text together again. @param expression what becomes of the expression of a field, such as with its texts translated */
export function decode(
  parts: readonly Coded[],
  codes: Codes,
  expression: (id: string, source: string) => string,
): string | readonly Json[] {
  const nodes = nodesFrom(parts, codes, expression, undefined);
  const isPlain = (node: Json) =>
    ['text', 'field', 'break'].includes(String(node.type)) &&
    Object.keys(node).every((key) => ['type', 'text', 'value', 'marks'].includes(key)) &&
    ((node.marks as Marks | undefined) ?? []).every(({ type }) => type === 'bold' || type === 'italic');
  return codes.short && nodes.every(isPlain) ? shortForm(nodes) : nodes;
}

function nodesFrom(
  parts: readonly Coded[],
  codes: Codes,
  expression: (id: string, source: string) => string,
  marks: Marks | undefined,
): Json[] {
  const marked = marks && marks.length > 0 ? { marks } : {};
  const nodes: Json[] = [];
  for (const part of parts) {
    if (part.kind === 'text') {
      if (part.text !== '') nodes.push({ type: 'text', text: part.text, ...marked });
    } else if (part.kind === 'code') {
      const { marks: _marks, ...node } = codes.single.get(part.id)!;
      const isField = node.type === 'field';
      nodes.push({ ...node, ...(isField ? { value: expression(part.id, String(node.value)) } : {}), ...(isField ? marked : {}) });
    } else nodes.push(...nodesAround(part, codes, expression, marks, nodes));
  }
  return nodes;
}

function nodesAround(
  part: Coded & { readonly kind: 'around' },
  codes: Codes,
  expression: (id: string, source: string) => string,
  marks: Marks | undefined,
  before: Json[],
): Json[] {
  const stands = codes.around.get(part.id)!;
  if ('marks' in stands) return nodesFrom(part.inner, codes, expression, [...(marks ?? []), ...stands.marks]);
  const { node, part: name } = stands;
  const inner = nodesFrom(part.inner, codes, expression, undefined);
  const content = typeof node[name] === 'string' ? decodeInner(inner) : inner;
  const last = before.at(-1);
  if (name !== 'else' || last?.type !== 'if') {
    const { else: _else, ...rest } = node;
    // biome-ignore lint/suspicious/noThenProperty: a condition of the model has one
    return [name === 'else' ? { ...rest, then: '', else: content } : { ...rest, [name]: content }];
  }
  before.pop();
  return [{ ...last, else: content }];
}

const decodeInner = (nodes: readonly Json[]): string | readonly Json[] =>
  nodes.every(
    ({ type, marks }) =>
      ['text', 'field', 'break'].includes(String(type)) &&
      ((marks as Marks | undefined) ?? []).every((mark) => mark.type === 'bold' || mark.type === 'italic'),
  )
    ? shortForm(nodes)
    : nodes;

function shortForm(nodes: readonly Json[]): string {
  return nodes
    .map((node) => {
      const text = node.type === 'text' ? escaped(String(node.text)) : node.type === 'break' ? '\n' : `{{ ${String(node.value)} }}`;
      const types = ((node.marks as Marks | undefined) ?? []).map(({ type }) => type);
      const italic = types.includes('italic') ? `_${text}_` : text;
      return types.includes('bold') ? `**${italic}**` : italic;
    })
    .join('')
    .replace(/\*\*\*\*/g, '')
    .replace(/(?<=[^\\])__(?=\S)/g, '');
}
