import type { LaidOutDocument, NodeFacts, StructureNode } from '../../layout/display-list.ts';
import type { PlainRow } from '../../layout/table/plain-rows.ts';
import { NumberedFragments } from './deflate/numbered-fragments.ts';
import { openingOf } from './element-opening.ts';
import type { ObjectSink } from './objects.ts';
import { Fragment, type PdfOutput } from './pdf-output.ts';
import type { StructureMarks } from './structure-marks.ts';
import { length, textString } from './syntax.ts';

/** What the structure tree refers to outside of itself. */
export interface StructureSurroundings {
  readonly marks: StructureMarks;
  readonly pageNumbers: readonly number[];
  /** Nodes of annotations, in the order of their structure-parent keys, which follow those of the pages. */
  readonly annotationOwners: readonly StructureNode[];
  allocate(): number;
  readonly objects: ObjectSink;
}

/** Writes the structure tree and its parent tree; returns the object number of the root. */
export function writeStructure(document: LaidOutDocument, around: StructureSurroundings): number {
  const root = around.allocate();
  const parentTree = around.allocate();
  const writer = new StructureWriter(document, around);
  const top = writer.write(document.structure, root);
  around.objects.add(
    root,
    `<</Type/StructTreeRoot/K ${top} 0 R/ParentTree ${parentTree} 0 R/ParentTreeNextKey ${writer.nextKey}${writer.identifiersEntry()}>>`,
  );
  writer.writeParentTree(parentTree);
  return root;
}

const REFERENCE = new Fragment(' 0 R');
const KIDS = new Fragment('/K ');
const LIST = new Fragment('/K[');
const CLOSE_LIST = 0x5d;
const NO_FACTS: NodeFacts = {};
/** References in lists: an element stands in the list of its parent, and in the parent tree once for each of its marks. */
const REFERENCES = new NumberedFragments(new Fragment(' 0 R '));
class StructureWriter {
  readonly #document: LaidOutDocument;
  readonly #around: StructureSurroundings;
  /** Nodes in the order of their numbers, which follow each other; a row of plain texts once more for each of its cells. */
  readonly #nodes: StructureNode[] = [];
  /** Object number of the parent of each. */
  readonly #parents: number[] = [];
  #first = 0;
  /** Neighbours are mostly of one type. */
  #lastType = 'Document';
  #opening = openingOf('Document');
  readonly #identifiers: [id: string, number: number][] = [];

  constructor(document: LaidOutDocument, around: StructureSurroundings) {
    this.#document = document;
    this.#around = around;
  }

  get nextKey(): number {
    return this.#around.pageNumbers.length + this.#around.annotationOwners.length;
  }

  /** Writes a node and all below it; returns its object number. */
  write(node: StructureNode, root: number): number {
    this.#number(node, root);
    // In the order of their numbers, so that the cross-references of all are alike.
    for (let i = 0; i < this.#nodes.length; i++) {
      const own = this.#nodes[i]!;
      if (own.row === undefined) this.#element(own, this.#first + i, this.#parents[i]!);
      else {
        this.#plainRow(own, own.row, this.#parents[i]!);
        i += own.row.to - own.row.from;
      }
    }
    return this.#first;
  }

  #number(node: StructureNode, parent: number): void {
    const number = this.#around.allocate();
    if (this.#nodes.length === 0) this.#first = number;
    this.#nodes.push(node);
    this.#parents.push(parent);
    node.number = number;
    const { children, row } = node;
    if (row === undefined) {
      for (let i = 0; i < children.length; i++) this.#number(children[i]!, number);
      return;
    }
    for (let i = row.from; i < row.to; i++) {
      this.#around.allocate();
      this.#nodes.push(node);
      this.#parents.push(number);
    }
  }

  /** A row of plain texts with its cells. */
  #plainRow(node: StructureNode, { texts, from, to }: PlainRow, parent: number): void {
    const { marks, pageNumbers, objects } = this.#around;
    const number = node.number!;
    const out = objects.begin(number);
    openingOf('TR').write(out, parent, 0, to - from === 1 ? KIDS : LIST);
    if (to - from === 1) {
      out.integer(number + 1);
      out.put(REFERENCE);
    } else {
      for (let i = 1; i <= to - from; i++) REFERENCES.write(out, number + i);
      out.byte(CLOSE_LIST);
    }
    objects.endDictionary();
    const opening = openingOf('TD');
    let mark = marks.firstOf(node);
    const page = marks.pageOf(mark);
    const first = marks.firstOn(page);
    for (let i = from; i < to; i++) {
      objects.begin(number + 1 + i - from);
      if (texts[i] === '') opening.write(out, number, 0, undefined);
      else {
        opening.write(out, number, pageNumbers[page]!, KIDS);
        out.integer(mark++ - first);
      }
      objects.endDictionary();
    }
  }

  #element(node: StructureNode, number: number, parent: number): void {
    const { marks, pageNumbers, objects } = this.#around;
    const out = objects.begin(number);
    const mark = marks.firstOf(node);
    const { type, facts } = node;
    if (type !== this.#lastType) this.#opening = openingOf(type);
    this.#lastType = type;
    if (mark >= 0 && node.children.length === 0 && !marks.hasMore(node)) {
      const page = marks.pageOf(mark);
      this.#opening.write(out, parent, pageNumbers[page]!, KIDS);
      out.integer(mark - marks.firstOn(page));
    } else this.#composite(out, node, mark, parent);
    if (facts !== undefined || type === 'TH') out.text(this.#attributes(node, facts ?? NO_FACTS));
    objects.endDictionary();
  }

  /** An element that is more than one piece of content, or none. */
  #composite(out: PdfOutput, node: StructureNode, mark: number, parent: number): void {
    const { marks, pageNumbers } = this.#around;
    const more = marks.moreOf(node);
    const links = marks.linksOf(node);
    const page = mark >= 0 ? marks.pageOf(mark) : links[0]?.page;
    const count = node.children.length + (mark < 0 ? 0 : 1) + more.length + links.length;
    this.#opening.write(out, parent, page === undefined ? 0 : pageNumbers[page]!, count === 0 ? undefined : count === 1 ? KIDS : LIST);
    if (mark < 0) this.#children(out, node);
    else if (node.children.length === 0) {
      this.#content(out, mark, page);
      for (const next of more) this.#content(out.space(), next, page);
    } else this.#mixed(out, node, [mark, ...more], page);
    for (const { annotation, page: at } of links) {
      out.text(`${count === 1 ? '' : ' '}<</Type/OBJR/Obj ${annotation} 0 R/Pg ${pageNumbers[at]} 0 R>>`);
    }
    if (count > 1) out.byte(CLOSE_LIST);
  }

  #children(out: PdfOutput, { children }: StructureNode): void {
    if (children.length === 1) {
      out.integer(children[0]!.number!);
      out.put(REFERENCE);
    } else for (let i = 0; i < children.length; i++) REFERENCES.write(out, children[i]!.number!);
  }

  /** Content of the node itself that is drawn before a child is also read before it. */
  #mixed(out: PdfOutput, node: StructureNode, own: readonly number[], page: number | undefined): void {
    let next = 0;
    for (const child of node.children) {
      const first = this.#firstBelow(child);
      while (next < own.length && own[next]! < first && first !== Number.POSITIVE_INFINITY) {
        this.#content(out, own[next++]!, page);
        out.space();
      }
      REFERENCES.write(out, child.number!);
    }
    while (next < own.length) {
      this.#content(out, own[next++]!, page);
      out.space();
    }
  }

  /** The first mark of a node and what is below it, in the order of drawing. */
  #firstBelow(node: StructureNode): number {
    const own = this.#around.marks.firstOf(node);
    let first = own < 0 ? Number.POSITIVE_INFINITY : own;
    for (const child of node.children) first = Math.min(first, this.#firstBelow(child));
    return first;
  }

  #content(out: PdfOutput, mark: number, page: number | undefined): void {
    const { marks, pageNumbers } = this.#around;
    const at = marks.pageOf(mark);
    const number = mark - marks.firstOn(at);
    if (at === page) out.integer(number);
    else out.text(`<</Type/MCR/Pg ${pageNumbers[at]} 0 R/MCID ${number}>>`);
  }

  #attributes(node: StructureNode, facts: NodeFacts): string {
    const named = facts.id === undefined ? '' : this.#identifier(facts.id, node.number!);
    if (facts.attributes !== undefined) return facts.attributes + named;
    let text = named + (facts.title === undefined ? '' : `/T${textString(facts.title)}`);
    if (facts.language !== undefined) text += `/Lang${textString(facts.language)}`;
    if (facts.alt !== undefined) text += `/Alt${textString(facts.alt)}`;
    if (node.type === 'TH' || node.type === 'TD' || node.type === 'Table') text += tableAttributes(node.type, facts);
    else if (node.type === 'L' && facts.numbering !== undefined) text += `/A<</O/List/ListNumbering/${facts.numbering}>>`;
    else if (node.type === 'Figure') text += this.#figureAttributes(node, facts);
    return text;
  }

  #identifier(id: string, number: number): string {
    this.#identifiers.push([id, number]);
    return `/ID${textString(id)}`;
  }

  /** Entry of the root for the elements with identifiers, sorted as ISO 32000-1, 7.9.6 wants it. */
  identifiersEntry(): string {
    if (this.#identifiers.length === 0) return '';
    const sorted = this.#identifiers.toSorted(([a], [b]) => (a < b ? -1 : 1));
    const names = sorted.map(([id, number]) => `${textString(id)} ${number} 0 R`).join(' ');
    return `/IDTree<</Names[${names}]>>`;
  }

  #figureAttributes(node: StructureNode, { box }: NodeFacts): string {
    const { marks } = this.#around;
    const mark = marks.firstOf(node);
    if (box === undefined || mark < 0) return '';
    const [x, y, width, height] = box;
    const top = this.#document.pages[marks.pageOf(mark)]!.height - y;
    return `/A<</O/Layout/Placement/Block/BBox[${length(x)} ${length(top - height)} ${length(x + width)} ${length(top)}]>>`;
  }

  /** The parent tree: which element owns each marked content of each page, and each link annotation. */
  writeParentTree(number: number): void {
    const { marks, pageNumbers, annotationOwners, objects } = this.#around;
    const out = objects.begin(number);
    out.text('<</Nums[');
    for (let page = 0; page < pageNumbers.length; page++) {
      out.integer(page);
      out.text('[');
      const end = marks.firstOn(page + 1);
      for (let mark = marks.firstOn(page); mark < end; mark++) {
        const node = marks.owners[mark]!;
        if (node.row === undefined) this.#reference(out, node);
        else mark = this.#cellReferences(out, node, node.row, mark);
      }
      out.text(']');
    }
    annotationOwners.forEach((node, i) => {
      out.text(` ${pageNumbers.length + i} `);
      this.#reference(out, node);
    });
    out.text(']>>');
    objects.end();
  }

  /** All cells of a row of plain texts, which have marks from one on; returns the last. */
  #cellReferences(out: PdfOutput, node: StructureNode, { texts, from, to }: PlainRow, first: number): number {
    this.#check(node);
    let mark = first - 1;
    for (let i = from; i < to; i++) {
      if (texts[i] === '') continue;
      REFERENCES.write(out, node.number! + 1 + i - from);
      mark++;
    }
    return mark;
  }

  #reference(out: PdfOutput, node: StructureNode): void {
    this.#check(node);
    REFERENCES.write(out, node.number!);
  }

  #check(node: StructureNode): void {
    const { number } = node;
    if (number === undefined || this.#nodes[number - this.#first] !== node) {
      throw new Error(`A ${node.type} element has content but is not in the structure tree`);
    }
  }
}

function tableAttributes(type: 'TH' | 'TD' | 'Table', { scope, columnSpan, rowSpan, summary }: NodeFacts): string {
  let text = '';
  if (type === 'TH') text += `/Scope/${scope ?? 'Column'}`;
  if (columnSpan !== undefined && columnSpan > 1) text += `/ColSpan ${columnSpan}`;
  if (rowSpan !== undefined && rowSpan > 1) text += `/RowSpan ${rowSpan}`;
  if (summary !== undefined && summary !== '') text += `/Summary${textString(summary)}`;
  return text === '' ? '' : `/A<</O/Table${text}>>`;
}
