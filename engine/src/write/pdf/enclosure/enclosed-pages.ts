import type { LinkArea, StructureNode } from '../../../layout/display-list.ts';
import type { EnclosedPages, EnclosedPdf } from '../../../layout/enclosure.ts';
import { PdfString } from '../../../preflight/read/index.ts';
import type { ForeignElement, ForeignKid } from './foreign-structure.ts';
import type { ImportedPdf } from './import-pages.ts';
import { annotationsOf, type ForeignPage, shownSize } from './page-list.ts';
import type { Enclosed } from './read-enclosure.ts';

/** What layout knows of a given PDF. */
export function enclosedPdf({ pages, language }: Enclosed, { structure }: ImportedPdf): EnclosedPdf {
  return {
    sizes: pages.map(shownSize),
    language,
    enclose: (wanted, part, alt, name) =>
      structure === undefined ? asFigures(pages, wanted, part, alt) : new Merger(pages, wanted, name).merge(structure, part),
  };
}

/** Each page a figure, read by its alternative text. */
function asFigures(pages: readonly ForeignPage[], wanted: readonly number[], part: StructureNode, alt: string): EnclosedPages {
  return wanted.map((index, i) => {
    const text = wanted.length === 1 ? alt : `${alt} (${i + 1}/${wanted.length})`;
    const { width, height } = shownSize(pages[index]!);
    const node: StructureNode = { type: 'Figure', children: [], alt: text, box: [0, 0, width, height] };
    part.children.push(node);
    return { owners: [node], links: [] };
  });
}

interface Gathered {
  readonly owners: StructureNode[];
  readonly links: LinkArea[];
}

/** Makes elements of a given structure nodes of the document, for the pages that are enclosed. */
class Merger {
  readonly #gathered: Gathered[];
  /** Of the enclosed pages, by object number. */
  readonly #byNumber = new Map<number, Gathered>();
  readonly #links = new Map<number, { readonly page: number; readonly area: Omit<LinkArea, 'owner'> }>();

  readonly #name: string;
  #notes = 0;

  constructor(pages: readonly ForeignPage[], wanted: readonly number[], name: string) {
    this.#name = name;
    this.#gathered = wanted.map(() => ({ owners: [], links: [] }));
    wanted.forEach((index, i) => {
      this.#byNumber.set(pages[index]!.number, this.#gathered[i]!);
      for (const [number, area] of linksOf(pages[index]!)) this.#links.set(number, { page: i, area });
    });
  }

  merge(structure: readonly ForeignElement[], part: StructureNode): EnclosedPages {
    for (const element of withoutRoot(structure)) if (this.#isShown(element)) part.children.push(this.#node(element));
    // A number that no element claims is content that is not read; its place must be filled.
    for (const { owners } of this.#gathered) for (let i = 0; i < owners.length; i++) owners[i] ??= part;
    return this.#gathered;
  }

  /** Elements of pages that are left out are left out; those without any content, such as empty cells, stay. */
  #isShown(element: ForeignElement): boolean {
    return this.#share(element) !== 'elsewhere';
  }

  #share(kid: ForeignKid): 'here' | 'elsewhere' | 'nowhere' {
    if ('mcid' in kid) return this.#byNumber.has(kid.page) ? 'here' : 'elsewhere';
    if ('annotation' in kid) return this.#links.has(kid.annotation) ? 'here' : 'nowhere';
    let share: 'here' | 'elsewhere' | 'nowhere' = 'nowhere';
    for (const below of kid.kids) {
      const own = this.#share(below);
      if (own === 'here') return own;
      if (own === 'elsewhere') share = own;
    }
    return share;
  }

  #node({ type, attributes, kids }: ForeignElement): StructureNode {
    // Fields and notes stay behind, and elements for them hold nothing else.
    const own = type === 'Form' || type === 'Annot' ? 'Div' : type;
    const node: StructureNode = {
      type: own as StructureNode['type'],
      children: [],
      ...(attributes === '' ? undefined : { attributes }),
      // PDF/UA-1, 7.9: notes have names, and those of the given PDF may be taken.
      ...(own === 'Note' ? { id: `${this.#name}-note-${++this.#notes}` } : undefined),
    };
    // The writer puts a node's own content in the order of drawing; where there is more, each piece keeps its place by itself.
    const simple = keepsOrder(kids.filter((kid) => !('annotation' in kid)));
    for (const kid of kids) {
      if ('mcid' in kid) this.#claim(kid.page, kid.mcid, simple ? node : inline(node));
      else if ('annotation' in kid) this.#link(kid.annotation, node);
      else if (this.#isShown(kid)) node.children.push(this.#node(kid));
    }
    return node;
  }

  #claim(page: number, mcid: number, owner: StructureNode): void {
    const gathered = this.#byNumber.get(page);
    if (gathered === undefined) return;
    while (gathered.owners.length <= mcid) gathered.owners.push(undefined as unknown as StructureNode);
    gathered.owners[mcid] ??= owner;
  }

  #link(annotation: number, owner: StructureNode): void {
    const link = this.#links.get(annotation);
    if (link !== undefined) this.#gathered[link.page]!.links.push({ ...link.area, owner });
  }
}

/** What is under the root of a given document: the part that it becomes takes its place. */
function withoutRoot(structure: readonly ForeignElement[]): readonly ForeignElement[] {
  const [root] = structure;
  if (structure.length !== 1 || root?.type !== 'Part' || root.attributes !== '') return structure;
  const kids = root.kids.filter((kid) => 'kids' in kid);
  return kids.length === root.kids.length ? kids : structure;
}

/** Whether content comes in the order of drawing and not between other elements. */
function keepsOrder(kids: readonly ForeignKid[]): boolean {
  if (kids.length <= 1 || kids.every((kid) => !('mcid' in kid))) return true;
  return kids.every((kid, i) => {
    const before = kids[i - 1];
    return 'mcid' in kid && (before === undefined || ('mcid' in before && before.page === kid.page && before.mcid < kid.mcid));
  });
}

function inline(node: StructureNode): StructureNode {
  const child: StructureNode = { type: 'Span', children: [] };
  node.children.push(child);
  return child;
}

/** Links to the web, by their object number. Others lead into a document that is no longer there. */
function linksOf(page: ForeignPage): Map<number, Omit<LinkArea, 'owner'>> {
  const links = new Map<number, Omit<LinkArea, 'owner'>>();
  const { height } = shownSize(page);
  for (const { dict, number } of annotationsOf(page)) {
    const address = dict.dict('A')?.get('URI');
    const rect = dict.array('Rect')?.numbers();
    if (number === undefined || dict.name('Subtype') !== 'Link' || !(address instanceof PdfString) || rect?.length !== 4) continue;
    const href = address.text;
    if (!/^(https?|mailto|tel):/i.test(href)) continue;
    const [x, y] = [Math.min(rect[0]!, rect[2]!), Math.min(rect[1]!, rect[3]!)];
    const size = { width: Math.abs(rect[2]! - rect[0]!), height: Math.abs(rect[3]! - rect[1]!) };
    // The writer counts from the top of the page down; what a page is turned by does not matter to it.
    links.set(number, { x, y: height - y - size.height, ...size, href, alt: dict.string('Contents')?.text ?? href });
  }
  return links;
}
