import type { Node } from '@tiptap/pm/model';
import { unescapeKey } from './areas.ts';
import { type Deed, hasSuggestions, suggestionMark } from './suggested.ts';

/** Whether a node is not there: what is put in by a suggestion, or, as if all were accepted, what is taken out. */
const isAbsent = (node: Node, absent: Deed): boolean => suggestionMark(node)?.type.name === absent;

/** How many nodes stand before a child, without those that are not there. */
function numberOf(parent: Node, index: number, absent: Deed): number {
  if (!hasSuggestions(parent)) return index;
  return parent.children.slice(0, index).filter((child) => !isAbsent(child, absent)).length;
}

/** The step of a JSON Pointer from a node of the editor to its child at an index; in the model a slot or an item may be no node. */
function stepTo(parent: Node, at: number, absent: Deed): string {
  const child = parent.child(at);
  const index = numberOf(parent, at, absent);
  switch (parent.type.name) {
    case 'doc':
      return child.attrs.path;
    case 'lineArea':
      return '';
    case 'group':
      return `/body/${index}`;
    case 'list':
      return parent.attrs.props.each === undefined ? `/items/${index}` : '/item';
    case 'split':
      return slotStep(parent, child, index);
    default:
      return `/${index}`;
  }
}

function slotStep(parent: Node, slot: Node, index: number): string {
  switch (parent.attrs.kind) {
    case 'if':
      return `/${slot.attrs.role}`;
    case 'columns':
      return `/columns/${index}/body`;
    case 'definitions':
      return `/items/${index}/body`;
    case 'zone':
      return `/choices/${index}/body`;
    default:
      return `/offers/${index}`;
  }
}

/**
 * Where the model node at a position of the editor's document stands in the template, as a JSON Pointer.
 * @param absent what is suggested and not counted: the template is as it was, or as if all were accepted (`deleted`)
 */
export function pointerAt(doc: Node, pos: number, absent: Deed = 'inserted'): string {
  const $pos = doc.resolve(pos);
  let pointer = '';
  for (let depth = 0; depth <= $pos.depth; depth++) {
    const parent = $pos.node(depth);
    if (parent.isTextblock || $pos.index(depth) >= parent.childCount) break;
    pointer += stepTo(parent, $pos.index(depth), absent);
  }
  return pointer;
}

/** A node of the editor's document that a JSON Pointer leads to, and what of the pointer goes on inside of it. */
export interface Found {
  readonly node: Node;
  readonly pos: number;
  readonly rest: string;
}

/** The deepest node that a JSON Pointer into the template leads to; undefined where it leads to none of the places one writes into. */
export function placeOf(doc: Node, pointer: string, absent: Deed = 'inserted'): Found | undefined {
  let found: Found = { node: doc, pos: -1, rest: pointer };
  for (;;) {
    const inner = childAlong(found, absent);
    if (inner === undefined) return found.pos < 0 ? undefined : found;
    found = inner;
  }
}

function childAlong({ node, pos, rest }: Found, absent: Deed): Found | undefined {
  if (node.isTextblock || node.isLeaf) return undefined;
  const numbered = childByNumber(node, rest, absent);
  if (numbered !== undefined) return { ...numbered, pos: pos + 1 + numbered.pos };
  let inside = pos + 1;
  for (let index = 0; index < node.childCount; index++) {
    const child = node.child(index);
    const step = stepTo(node, index, absent);
    if (!isAbsent(child, absent) && (rest === step || rest.startsWith(`${step}/`)))
      return { node: child, pos: inside, rest: rest.slice(step.length) };
    inside += child.nodeSize;
  }
  return undefined;
}

/** In most nodes the step is a number: one need not look at all that stands before. */
function childByNumber(node: Node, rest: string, absent: Deed): Found | undefined {
  const [step, digits] = /^(?:\/body|\/items)?\/(\d+)(?=\/|$)/.exec(rest) ?? [];
  const index = Number(digits);
  if (step === undefined || index >= node.childCount || hasSuggestions(node)) return undefined;
  if (stepTo(node, index, absent) !== step) return undefined;
  let pos = 0;
  for (let i = 0; i < index; i++) pos += node.child(i).nodeSize;
  return { node: node.child(index), pos, rest: rest.slice(step.length) };
}

/** The name of the frame that a path leads to; undefined for other places. */
export function frameOf(path: string): string | undefined {
  const prefix = '/letter/frames/';
  return path.startsWith(prefix) ? unescapeKey(path.slice(prefix.length)) : undefined;
}

/** Names that repeats around a position bind, outermost first. */
export function namesAt(doc: Node, pos: number): { name: string; each: string }[] {
  const $pos = doc.resolve(pos);
  return Array.from(
    { length: $pos.depth + 1 },
    (_, depth) => $pos.node(depth).attrs.props as { each?: string; as?: string } | undefined,
  ).flatMap((props) => (props?.each === undefined ? [] : [{ name: props.as ?? 'row', each: props.each }]));
}
