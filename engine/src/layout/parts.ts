import type { Frames, ResolvedDocument, ResolvedNode, ResolvedSection } from '../resolve/resolved.ts';
import type { PageMaster } from '../template/masters.ts';
import type { StructureNode } from './display-list.ts';
import { structureNode } from './structure-node.ts';

/** A stretch of a document on pages of its own: a section, or what stands between sections. */
export interface Part {
  readonly master: PageMaster;
  readonly frames: Frames;
  readonly body: readonly ResolvedNode[];
  /** Structure node that gets its content. */
  readonly node: StructureNode;
  readonly restartNumbering: boolean;
  readonly startOnFront: boolean;
}

/** The parts of a document; most have one. */
export function partsOf(
  document: ResolvedDocument,
  master: PageMaster,
  masterNamed: (name: string) => PageMaster | undefined,
  root: StructureNode,
): Part[] {
  const { body, frames } = document;
  const plain = (nodes: readonly ResolvedNode[], node: StructureNode): Part => ({
    ...{ master, frames, body: nodes, node, restartNumbering: false, startOnFront: false },
  });
  if (!body.some(isSection)) return [plain(body, root)];
  const parts: Part[] = [];
  let between: ResolvedNode[] = [];
  const endPlain = (): void => {
    if (between.length > 0) parts.push(plain(between, addTo(root, 'Part')));
    between = [];
  };
  for (const node of body) {
    if (isSection(node)) {
      const before = between.every(isSilent) ? between.splice(0) : [];
      endPlain();
      parts.push(sectionPart(node, before, masterNamed(node.master) ?? master, addTo(root, 'Sect')));
    } else between.push(node);
  }
  const last = parts.at(-1);
  if (last !== undefined && between.every(isSilent)) parts[parts.length - 1] = { ...last, body: [...last.body, ...between] };
  else endPlain();
  return parts;
}

/** Whether a node puts nothing on pages of the letter, so that nodes of its kind alone ask for none. */
const isSilent = ({ type }: ResolvedNode): boolean => type === 'enclosure' || type === 'mark';

const isSection = (node: ResolvedNode): node is ResolvedSection => node.type === 'section';

function addTo(root: StructureNode, type: 'Sect' | 'Part'): StructureNode {
  const node = structureNode(type);
  root.children.push(node);
  return node;
}

function sectionPart(section: ResolvedSection, before: readonly ResolvedNode[], master: PageMaster, node: StructureNode): Part {
  const { frames, body, restartNumbering, startOn } = section;
  return { master, frames, body: [...before, ...body], node, restartNumbering, startOnFront: startOn === 'front' };
}
