import type { NodeFacts, StructureNode } from './display-list.ts';

/**
 * A new structure node. All are made here, so that they have one shape and are small: a table has hundreds, which the writer goes over
 * several times, and few have more to say than their type.
 */
export function structureNode(type: StructureNode['type'], facts?: NodeFacts): StructureNode {
  return new Node(type, facts);
}

class Node implements StructureNode {
  readonly type: StructureNode['type'];
  readonly children: StructureNode[] = [];
  readonly facts: NodeFacts | undefined;
  mark: number | undefined = undefined;
  number: number | undefined = undefined;

  constructor(type: StructureNode['type'], facts: NodeFacts | undefined) {
    this.type = type;
    this.facts = facts;
  }
}
