import type { Node } from '@tiptap/pm/model';
import { placeOf, pointerAt } from '../model/places.ts';
import type { Deed } from '../model/suggested.ts';

/** Which document is written: `template`, or `block:greeting`, as the engine's sources begin. */
export const partOf = (kind: 'template' | 'block', id: string): string => (kind === 'template' ? 'template' : `block:${id}`);

/** Whether something that comes from a source is what is marked: the node itself, one in it, or one of a whole block, `block:closing#`. */
export const isOf = (source: string, marked: string | undefined): boolean =>
  marked !== undefined && (source === marked || source.startsWith(`${marked}/`) || (marked.endsWith('#') && source.startsWith(marked)));

/**
 * Where in the editor a source is: in what is written, or, of a block that it refers to, the reference.
 * @param absent what the pages don't show: what is suggested (`inserted`), or as if that were accepted what it takes out
 */
export function posOfSource(doc: Node, part: string, source: string, absent: Deed = 'inserted'): number | undefined {
  const [from = '', pointer = ''] = source.split('#');
  if (from === part) return placeOf(doc, pointer, absent)?.pos;
  const ref = from.startsWith('block:') ? from.slice('block:'.length) : undefined;
  let found: number | undefined;
  doc.descendants((node, pos) => {
    if (found === undefined && node.type.name === 'object' && node.attrs.model.type === 'block' && node.attrs.model.ref === ref)
      found = pos;
    return found === undefined && !node.isTextblock;
  });
  return found;
}

/** What of the pages the cursor stands at. */
export function sourceOf(doc: Node, part: string, pos: number, absent: Deed = 'inserted'): string {
  const $pos = doc.resolve(pos);
  const node = $pos.parent.isTextblock ? undefined : $pos.nodeAfter;
  if (node?.type.name === 'object' && node.attrs.model.type === 'block') return `block:${node.attrs.model.ref}#`;
  return `${part}#${pointerAt(doc, $pos.parent.isTextblock ? $pos.before() : pos, absent)}`;
}
