import { isLocalized } from '../blocks/languages.ts';
import { textOf } from '../compare/flatten.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { holdsNodes, isNode, type JsonNode, listsByName, listsOfLists } from '../nodes.ts';

/** A paragraph or heading as something that may be said elsewhere too. */
export interface NodePassage {
  readonly node: JsonNode;
  readonly pointer: string;
  /** Passages of different sorts are never joined: `paragraph`, `heading 2`. */
  readonly sort: string;
  /** By language; '' where one text is for all. */
  readonly texts: Readonly<Record<string, string>>;
  /** Names that are only known where it stands: those of repeats around it and, in a block, its parameters. */
  readonly local: readonly string[];
  /** It is all that a block says. */
  readonly whole: boolean;
}

/** Every paragraph and heading of a template or block, with its place. */
export function passagesOf(document: JsonDocument): readonly NodePassage[] {
  const found: NodePassage[] = [];
  const parameters = Array.isArray(document.parameters) ? document.parameters.map(String) : [];
  const only = document.kind === 'block' && document.variants === undefined && Array.isArray(document.body) && document.body.length === 1;
  const languages = Array.isArray(document.languages) ? document.languages.map(String) : [];
  within(document, '', parameters);
  return found;

  function within(owner: JsonDocument, at: string, local: readonly string[]): void {
    const names = typeof owner.as === 'string' ? [...local, owner.as] : local;
    for (const [field, part] of Object.entries(owner)) {
      const place = `${at}/${field.replace(/~/g, '~0').replace(/\//g, '~1')}`;
      if (holdsNodes(owner, field)) list(part, place, names);
      else if (listsOfLists.has(field) && Array.isArray(part)) part.forEach((one, i) => void list(one, `${place}/${i}`, names));
      else if (listsByName.has(field) && isObject(part))
        for (const [name, one] of Object.entries(part)) list(one, `${place}/${name}`, names);
      else if (field !== 'data') inside(part, place, names);
    }
  }

  function inside(part: unknown, at: string, names: readonly string[]): void {
    if (Array.isArray(part)) part.forEach((one, i) => void inside(one, `${at}/${i}`, names));
    else if (isObject(part)) within(part, at, names);
  }

  function list(part: unknown, at: string, names: readonly string[]): void {
    if (!Array.isArray(part)) return;
    for (const [i, node] of part.entries()) {
      if (!isNode(node)) continue;
      const pointer = `${at}/${i}`;
      if (node.type === 'paragraph' || node.type === 'heading') add(node, pointer, names);
      else within(node, pointer, names);
    }
  }

  function add(node: JsonNode, pointer: string, local: readonly string[]): void {
    const sort = node.type === 'heading' ? `heading ${String(node.level)}` : node.type;
    const texts = textsOf(node.text, languages);
    if (Object.keys(texts).length > 0) found.push({ node, pointer, sort, texts, local, whole: only && pointer === '/body/0' });
  }
}

/** One text for all of a document with one language is in that language. */
function textsOf(text: unknown, languages: readonly string[]): Readonly<Record<string, string>> {
  const per = isLocalized(text) ? text : { [languages.length === 1 ? languages[0]! : '']: text };
  const said = Object.entries(per).map(([language, inline]) => [language, textOf(inline)] as const);
  return Object.fromEntries(said.filter(([, inline]) => inline.trim() !== ''));
}

const isObject = (value: unknown): value is JsonDocument => typeof value === 'object' && value !== null && !Array.isArray(value);
