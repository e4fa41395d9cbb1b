import { isLocalized } from '../blocks/languages.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { holdsNodes, isNode, type JsonNode, listsByName, listsOfLists } from '../nodes.ts';

/** A node with its place, and with all that is its own: not what the nodes within it say. */
export interface FlatNode {
  /** '' for the document itself. */
  readonly id: string;
  readonly type: string;
  readonly pointer: string;
  /** Id of the node around it, and the list in which it stands there. */
  readonly parent: string;
  /** How many nodes stand around it. */
  readonly depth: number;
  readonly texts: ReadonlyMap<string, string>;
  readonly rules: ReadonlyMap<string, string>;
  readonly settings: ReadonlyMap<string, unknown>;
}

/** Fields that are expressions or bind them. */
const ruleFields = new Set(['condition', 'when', 'each', 'as', 'value', 'payload', 'with', 'where', 'sort', 'reference']);
/** Fields that are running text, where they are one text for all languages. */
const textFields = new Set([
  'text',
  'subject',
  'preheader',
  'alt',
  'name',
  'description',
  'title',
  'label',
  'header',
  'note',
  'caption',
  'fallback',
]);

/** All nodes of a document in their order, the document itself first. */
export function flatten(document: JsonDocument): readonly FlatNode[] {
  const found: FlatNode[] = [];
  add({ ...document, type: String(document.kind) } as unknown as JsonNode, '', '', '', 0);
  return found;

  function add(node: JsonNode, id: string, pointer: string, parent: string, depth: number): void {
    const own = { texts: new Map<string, string>(), rules: new Map<string, string>(), settings: new Map<string, unknown>() };
    const within: (() => void)[] = [];
    found.push({ id, type: node.type, pointer, parent, depth, ...own });
    fields(node, '', pointer);
    for (const one of within) one();

    function fields(value: object, path: string, at: string): void {
      for (const [field, part] of Object.entries(value)) {
        if (value === node && (field === 'id' || field === 'type' || field === 'kind' || field === 'schema')) continue;
        const here = path === '' ? field : `${path}.${field}`;
        const place = `${at}/${field.replace(/~/g, '~0').replace(/\//g, '~1')}`;
        if (holdsNodes(value as JsonDocument, field)) list(part, here, place);
        else if (listsOfLists.has(field) && Array.isArray(part)) part.forEach((one, i) => void list(one, `${here}.${i}`, `${place}/${i}`));
        else if (listsByName.has(field) && typeof part === 'object' && part !== null)
          for (const [name, one] of Object.entries(part)) list(one, `${here}.${name}`, `${place}/${name}`);
        else leaf(field, part, here, place);
      }
    }

    function list(part: unknown, path: string, at: string): void {
      if (!Array.isArray(part)) leaf('', part, path, at);
      else
        part.forEach((one: unknown, i) => {
          if (isNode(one)) within.push(() => add(one, String(one.id), `${at}/${i}`, `${id} ${path}`, id === '' ? 0 : depth + 1));
          else leaf('', one, `${path}.${i}`, `${at}/${i}`);
        });
    }

    function leaf(field: string, part: unknown, path: string, at: string): void {
      if (ruleFields.has(field) && typeof part === 'string') own.rules.set(path, part);
      else if (ruleFields.has(field) && typeof part === 'object' && part !== null) own.rules.set(path, JSON.stringify(part));
      else if (isLocalized(part)) for (const [language, text] of Object.entries(part)) own.texts.set(`${path} ${language}`, textOf(text));
      else if (textFields.has(field) && (typeof part === 'string' || isInline(part))) own.texts.set(path, textOf(part));
      else if (path === 'data' || Array.isArray(part) ? !hasNodes(part) : typeof part !== 'object' || part === null)
        own.settings.set(path, part);
      else if (typeof part === 'object' && part !== null) fields(part, path, at);
    }
  }
}

const isInline = (value: unknown): boolean => Array.isArray(value) && value.every((one) => isNode(one));

function hasNodes(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasNodes);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([field, part]) => holdsNodes(value as JsonDocument, field) || hasNodes(part));
}

/** Running text as people read it: the long form as the short one would say it. */
export function textOf(inline: unknown): string {
  if (typeof inline === 'string') return inline;
  if (!Array.isArray(inline)) return '';
  return inline.map((node: JsonNode) => pieceOf(node)).join('');
}

function pieceOf(node: JsonNode): string {
  switch (node.type) {
    case 'text':
      return String(node.text ?? '');
    case 'field':
      return `{{ ${String(node.value ?? '')} }}`;
    case 'if':
      return `{{ if ${String(node.when ?? '')} }}${textOf(node.then)}${node.else === undefined ? '' : `{{ else }}${textOf(node.else)}`}{{ end }}`;
    case 'break':
      return '\n';
    case 'tab':
      return '\t';
    default:
      return `{{ ${node.type} }}${textOf(node.text)}`;
  }
}
