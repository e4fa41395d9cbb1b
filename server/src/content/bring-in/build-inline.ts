import type { FieldsOfRecord, Scope } from './fields/fields-of-record.ts';
import { type Control, type Part, splitControls } from './fields/split-controls.ts';
import type { FoundMark, Piece } from './types.ts';

type Inline = string | readonly object[];

/** Running text of the engine's model: the short form where it says all, else the long one. */
export function inlineOf(parts: readonly Part[], fields: FieldsOfRecord, scopes: readonly Scope[]): Inline {
  const nodes = nodesOf(parts, fields, scopes);
  const isPlain = (node: Node) => (node.type === 'text' || node.type === 'field' || node.type === 'break') && node.marks === undefined;
  if (!nodes.every(isPlain)) return nodes;
  return nodes
    .map((node) => (node.type === 'text' ? escaped(String(node.text)) : node.type === 'break' ? '\n' : `{{ ${node.value} }}`))
    .join('');
}

interface Node {
  readonly type: string;
  /** Of a text; of a footnote its running text. */
  readonly text?: Inline;
  readonly value?: string;
  readonly marks?: readonly FoundMark[];
  readonly [field: string]: unknown;
}

/** Signs that mean something in the short form. */
export const escaped = (text: string): string => text.replace(/[\\*_]|\{(?=\{)|\}(?=\})/g, (sign) => `\\${sign}`);

function nodesOf(parts: readonly Part[], fields: FieldsOfRecord, scopes: readonly Scope[]): Node[] {
  const nodes: Node[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (part.kind === 'control' && part.verb === 'if') {
      const end = endOf(parts, i);
      nodes.push(conditionOf(parts.slice(i, end), fields, scopes));
      i = end;
    } else nodes.push(...nodesOfPart(part, fields, scopes));
  }
  return joined(nodes);
}

function nodesOfPart(part: Part, fields: FieldsOfRecord, scopes: readonly Scope[]): Node[] {
  const marked = (marks: readonly FoundMark[]) => (marks.length > 0 ? { marks } : {});
  switch (part.kind) {
    case 'text': {
      // A line break of the file is a blank; ours are nodes of their own.
      const text = part.text.replace(/[\n\r]+/g, ' ');
      return text === '' ? [] : [{ type: 'text', text, ...marked(part.marks) }];
    }
    case 'break':
    case 'tab':
      return [{ type: part.kind }];
    case 'field':
      return [{ type: 'field', value: fields.named(part.name), ...marked(part.marks) }];
    case 'expression':
      return [{ type: 'field', value: fields.value(part.source, scopes), ...marked(part.marks) }];
    case 'footnote':
      return [{ type: 'footnote', text: footnoteText(part.pieces, fields, scopes) }];
    default:
      fields.tell('lost', 'control-unread', (part as Control).source);
      return [];
  }
}

const footnoteText = (pieces: readonly Piece[], fields: FieldsOfRecord, scopes: readonly Scope[]): Inline => {
  const parts = splitControls(pieces);
  const first = parts[0];
  return inlineOf(first?.kind === 'text' ? [{ ...first, text: first.text.trimStart() }, ...parts.slice(1)] : parts, fields, scopes);
};

/** Index of the `endif` that belongs to the `if` at an index. */
function endOf(parts: readonly Part[], from: number): number {
  let depth = 0;
  for (let i = from; i < parts.length; i++) {
    const part = parts[i]!;
    if (part.kind !== 'control') continue;
    if (part.verb === 'if') depth++;
    if (part.verb === 'endif' && --depth === 0) return i;
  }
  return parts.length;
}

/** From the `if` to before its `endif`. */
function conditionOf(parts: readonly Part[], fields: FieldsOfRecord, scopes: readonly Scope[]): Node {
  const [{ argument }, ...rest] = parts as [Control, ...Part[]];
  let depth = 0;
  const split = rest.findIndex((part) => {
    if (part.kind !== 'control') return false;
    if (part.verb === 'if') depth++;
    if (part.verb === 'endif') depth--;
    return depth === 0 && (part.verb === 'else' || part.verb === 'elif');
  });
  const when = fields.condition(argument, scopes);
  // biome-ignore lint/suspicious/noThenProperty: a condition of the model has one
  if (split < 0) return { type: 'if', when, then: inlineOf(rest, fields, scopes) };
  const other = rest[split] as Control;
  const behind = rest.slice(split + 1);
  const otherwise =
    other.verb === 'elif' ? [conditionOf([{ ...other, verb: 'if' }, ...behind], fields, scopes)] : inlineOf(behind, fields, scopes);
  // biome-ignore lint/suspicious/noThenProperty: a condition of the model has one
  return { type: 'if', when, then: inlineOf(rest.slice(0, split), fields, scopes), else: otherwise };
}

/** Texts one behind the other with the same marks are one. */
function joined(nodes: readonly Node[]): Node[] {
  const result: Node[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.type === 'text' && last?.type === 'text' && JSON.stringify(last.marks) === JSON.stringify(node.marks))
      result[result.length - 1] = { ...last, text: String(last.text) + String(node.text) };
    else result.push(node);
  }
  return result;
}
