import type { ResolvedNode } from '../../resolve/resolved.ts';
import { itemLabel, type ResolvedDefinitions, type ResolvedList } from '../../resolve/resolved-list.ts';
import { textWidth, wrap } from './wrap.ts';
import { plainText } from './write-text.ts';

type BlockLines = (nodes: readonly ResolvedNode[], width: number) => string[];

/** The bullet that needs no other characters than a typewriter has. */
const BULLET = '-';
/** How far in stands what a term means. */
const INDENT = 4;

/** A list with its labels; bullets are hyphens. */
export function listLines(node: ResolvedList, width: number, blockLines: BlockLines): string[] {
  return node.items.flatMap((item, i) => {
    const label = textLabel(node.ordered, itemLabel(node, i));
    return labelled(label, withoutLast(blockLines(item, width - textWidth(label))));
  });
}

/** The label of an item and the blank behind it. */
export const textLabel = (ordered: boolean, label: string): string => `${ordered ? label : BULLET} `;

/** The lines of an item with its label. */
export function labelled(label: string, lines: readonly string[]): string[] {
  const room = textWidth(label);
  return lines.map((line, at) => (at === 0 ? label + line : indented(line, room)));
}

export function definitionLines(node: ResolvedDefinitions, width: number, blockLines: BlockLines): string[] {
  return node.items.flatMap(({ term, body }) => [
    ...wrap(plainText(term), width),
    ...withoutLast(blockLines(body, width - INDENT)).map((line) => indented(line, INDENT)),
  ]);
}

const indented = (line: string, by: number): string => (line === '' ? '' : ' '.repeat(by) + line);

function withoutLast(lines: string[]): string[] {
  while (lines.at(-1) === '') lines.pop();
  return lines;
}
