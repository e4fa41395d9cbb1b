import type { LaidOutDocument, StructureNode } from '../../layout/display-list.ts';
import type { ObjectStream } from './objects.ts';
import { length, textString } from './syntax.ts';

/** A stretch of marked content. */
interface Mark {
  readonly page: number;
  readonly mcid: number;
  /** Its place in the order of drawing, over all pages. */
  readonly order: number;
}

interface LinkMark {
  readonly page: number;
  readonly annotation: number;
}

const NO_MARKS: readonly Mark[] = [];
const NO_LINKS: readonly LinkMark[] = [];

/** Gathers while pages are written which marked content belongs to which structure node. */
export class StructureMarks {
  readonly #marks = new Map<StructureNode, Mark[]>();
  readonly #links = new Map<StructureNode, LinkMark[]>();
  /** For every page the owners of its marked contents by number. */
  readonly pages: StructureNode[][] = [];
  #order = 0;

  /** Numbers a new stretch of marked content of a node. */
  mark(node: StructureNode, page: number): number {
    while (this.pages.length <= page) this.pages.push([]);
    const owners = this.pages[page]!;
    const mcid = owners.length;
    owners.push(node);
    const mark = { page, mcid, order: this.#order++ };
    const marks = this.#marks.get(node);
    if (marks === undefined) this.#marks.set(node, [mark]);
    else marks.push(mark);
    return mcid;
  }

  /** Notes the annotation (object number) of a link. */
  link(node: StructureNode, page: number, annotation: number): void {
    const links = this.#links.get(node);
    if (links === undefined) this.#links.set(node, [{ page, annotation }]);
    else links.push({ page, annotation });
  }

  marksOf(node: StructureNode): readonly Mark[] {
    return this.#marks.get(node) ?? NO_MARKS;
  }

  linksOf(node: StructureNode): readonly LinkMark[] {
    return this.#links.size === 0 ? NO_LINKS : (this.#links.get(node) ?? NO_LINKS);
  }
}

/** What the structure tree refers to outside of itself. */
export interface StructureSurroundings {
  readonly marks: StructureMarks;
  readonly pageNumbers: readonly number[];
  /** Nodes of annotations, in the order of their structure-parent keys, which follow those of the pages. */
  readonly annotationOwners: readonly StructureNode[];
  allocate(): number;
  readonly objects: ObjectStream;
}

/** Writes the structure tree and its parent tree; returns the object number of the root. */
export function writeStructure(document: LaidOutDocument, around: StructureSurroundings): number {
  const root = around.allocate();
  const parentTree = around.allocate();
  const writer = new StructureWriter(document, around);
  const top = writer.write(document.structure, root);
  around.objects.add(root, `<</Type/StructTreeRoot/K ${top} 0 R/ParentTree ${parentTree} 0 R/ParentTreeNextKey ${writer.nextKey}>>`);
  around.objects.add(parentTree, writer.parentTree());
  return root;
}

class StructureWriter {
  readonly #document: LaidOutDocument;
  readonly #around: StructureSurroundings;
  readonly #numbers = new Map<StructureNode, number>();

  constructor(document: LaidOutDocument, around: StructureSurroundings) {
    this.#document = document;
    this.#around = around;
  }

  get nextKey(): number {
    return this.#around.pageNumbers.length + this.#around.annotationOwners.length;
  }

  /** Writes a node and all below it; returns its object number. */
  write(node: StructureNode, parent: number): number {
    return this.#write(node, parent).number;
  }

  /** `first` is the place in drawing order of the first content below the node. */
  #write(node: StructureNode, parent: number): { number: number; first: number } {
    const { marks, pageNumbers } = this.#around;
    const number = this.#around.allocate();
    this.#numbers.set(node, number);
    const own = marks.marksOf(node);
    const links = marks.linksOf(node);
    const page = own[0]?.page ?? links[0]?.page;
    let first = own[0]?.order ?? Number.POSITIVE_INFINITY;
    let kids = '';
    let next = 0;
    for (const child of node.children) {
      const written = this.#write(child, number);
      // Content of the node itself that is drawn before this child is also read before it.
      while (next < own.length && own[next]!.order < written.first && written.first !== Number.POSITIVE_INFINITY) {
        kids += ` ${this.#content(own[next++]!, page)}`;
      }
      kids += ` ${written.number} 0 R`;
      first = Math.min(first, written.first);
    }
    while (next < own.length) kids += ` ${this.#content(own[next++]!, page)}`;
    for (const link of links) kids += ` <</Type/OBJR/Obj ${link.annotation} 0 R/Pg ${pageNumbers[link.page]} 0 R>>`;
    const pageEntry = page === undefined ? '' : `/Pg ${pageNumbers[page]} 0 R`;
    const count = node.children.length + own.length + links.length;
    const kidsEntry = count === 0 ? '' : count === 1 ? `/K${kids}` : `/K[${kids}]`;
    this.#around.objects.add(number, `<</S/${node.type}/P ${parent} 0 R${pageEntry}${kidsEntry}${this.#attributes(node)}>>`);
    return { number, first };
  }

  #content(mark: Mark, page: number | undefined): string {
    return mark.page === page ? String(mark.mcid) : `<</Type/MCR/Pg ${this.#around.pageNumbers[mark.page]} 0 R/MCID ${mark.mcid}>>`;
  }

  #attributes(node: StructureNode): string {
    let text = '';
    if (node.language !== undefined) text += `/Lang${textString(node.language)}`;
    if (node.alt !== undefined) text += `/Alt${textString(node.alt)}`;
    if (node.type === 'TH' || node.type === 'TD' || node.type === 'Table') text += tableAttributes(node);
    else if (node.type === 'L' && node.numbering !== undefined) text += `/A<</O/List/ListNumbering/${node.numbering}>>`;
    else if (node.type === 'Figure') text += this.#figureAttributes(node);
    return text;
  }

  #figureAttributes(node: StructureNode): string {
    const page = this.#around.marks.marksOf(node)[0]?.page;
    if (node.box === undefined || page === undefined) return '';
    const [x, y, width, height] = node.box;
    const top = this.#document.pages[page]!.height - y;
    return `/A<</O/Layout/Placement/Block/BBox[${length(x)} ${length(top - height)} ${length(x + width)} ${length(top)}]>>`;
  }

  /** The parent tree: which element owns each marked content of each page, and each link annotation. */
  parentTree(): string {
    const { marks, pageNumbers, annotationOwners } = this.#around;
    const reference = (node: StructureNode): string => {
      const number = this.#numbers.get(node);
      if (number === undefined) throw new Error(`A ${node.type} element has content but is not in the structure tree`);
      return `${number} 0 R`;
    };
    const pages = pageNumbers.map((_, page) => `${page}[${(marks.pages[page] ?? []).map(reference).join(' ')}]`);
    const links = annotationOwners.map((node, i) => `${pageNumbers.length + i} ${reference(node)}`);
    return `<</Nums[${[...pages, ...links].join(' ')}]>>`;
  }
}

function tableAttributes(node: StructureNode): string {
  let text = '';
  if (node.type === 'TH') text += `/Scope/${node.scope ?? 'Column'}`;
  if (node.columnSpan !== undefined && node.columnSpan > 1) text += `/ColSpan ${node.columnSpan}`;
  if (node.rowSpan !== undefined && node.rowSpan > 1) text += `/RowSpan ${node.rowSpan}`;
  if (node.summary !== undefined && node.summary !== '') text += `/Summary${textString(node.summary)}`;
  return text === '' ? '' : `/A<</O/Table${text}>>`;
}
