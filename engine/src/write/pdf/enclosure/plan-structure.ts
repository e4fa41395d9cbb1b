import type { LinkArea, StructureNode } from '../../../layout/display-list.ts';
import { PdfString } from '../../../preflight/read/index.ts';
import type { ForeignElement, ForeignKid } from './foreign-structure.ts';
import { annotationsOf, type ForeignPage, shownSize } from './page-list.ts';

/** An element of a given PDF as documents will have it: without the pages that are left out. Made once, used for every document. */
export interface PlannedElement {
  readonly type: StructureNode['type'];
  readonly attributes: string;
  /** Its own content comes in the order of drawing; else each piece keeps its place by an element of its own. */
  readonly simple: boolean;
  readonly kids: readonly PlannedKid[];
}

type Area = Omit<LinkArea, 'owner'>;
/** `page` is an index among the enclosed pages. */
export type PlannedKid = PlannedElement | { readonly page: number; readonly mcid: number } | { readonly page: number; readonly area: Area };

/** Elements of a given structure for the pages that are enclosed. */
export function planStructure(
  structure: readonly ForeignElement[],
  pages: readonly ForeignPage[],
  wanted: readonly number[],
): readonly PlannedElement[] {
  const planner = new Planner(pages, wanted);
  return withoutRoot(structure).flatMap((element) => planner.element(element) ?? []);
}

class Planner {
  /** Of the enclosed pages, by object number. */
  readonly #pages = new Map<number, number>();
  readonly #links = new Map<number, { readonly page: number; readonly area: Area }>();

  constructor(pages: readonly ForeignPage[], wanted: readonly number[]) {
    wanted.forEach((index, i) => {
      this.#pages.set(pages[index]!.number, i);
      for (const [number, area] of linksOf(pages[index]!)) this.#links.set(number, { page: i, area });
    });
  }

  /** Elements of pages that are left out are left out; those without any content, such as empty cells, stay. */
  element({ type, attributes, kids }: ForeignElement): PlannedElement | undefined {
    const planned = kids.flatMap((kid) => this.#kid(kid) ?? []);
    if (planned.length === 0 && kids.some((kid) => !('annotation' in kid))) return undefined;
    // Fields and notes on the page stay behind, and elements for them hold nothing else.
    const own = type === 'Form' || type === 'Annot' ? 'Div' : type;
    return {
      type: own as PlannedElement['type'],
      attributes,
      simple: keepsOrder(planned.filter((kid) => !('area' in kid))),
      kids: planned,
    };
  }

  #kid(kid: ForeignKid): PlannedKid | undefined {
    if ('annotation' in kid) return this.#links.get(kid.annotation);
    if ('kids' in kid) return this.element(kid);
    const page = this.#pages.get(kid.page);
    return page === undefined ? undefined : { page, mcid: kid.mcid };
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
function keepsOrder(kids: readonly PlannedKid[]): boolean {
  if (kids.length <= 1 || kids.every((kid) => !('mcid' in kid))) return true;
  return kids.every((kid, i) => {
    const before = kids[i - 1];
    return 'mcid' in kid && (before === undefined || ('mcid' in before && before.page === kid.page && before.mcid < kid.mcid));
  });
}

/** Links to the web, by their object number. Others lead into a document that is no longer there. */
function linksOf(page: ForeignPage): Map<number, Area> {
  const links = new Map<number, Area>();
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
