import type { NodeFacts, StructureNode } from './display-list.ts';
import type { PlainRow } from './table/plain-rows.ts';

/**
 * A new structure node. All are made here, so that they have one shape and are small: a table has hundreds, which the writer goes over
 * several times, and few have more to say than their type.
 */
export function structureNode(type: StructureNode['type'], facts?: NodeFacts, row?: PlainRow): StructureNode {
  return new Node(type, facts, row);
}

class Node implements StructureNode {
  readonly type: StructureNode['type'];
  readonly children: StructureNode[] = [];
  readonly facts: NodeFacts | undefined;
  readonly row: PlainRow | undefined;
  mark: number | undefined = undefined;
  number: number | undefined = undefined;

  constructor(type: StructureNode['type'], facts: NodeFacts | undefined, row: PlainRow | undefined) {
    this.type = type;
    this.facts = facts;
    this.row = row;
  }
}
