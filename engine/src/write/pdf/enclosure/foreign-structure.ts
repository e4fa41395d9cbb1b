import { dictOf, PdfArray, PdfDict, type PdfFile, PdfName, PdfRef, type PdfValue } from '../../../preflight/read/index.ts';
import { hexString } from '../syntax.ts';
import type { ObjectCopier } from './copy-objects.ts';

/** An element of a given PDF's structure tree. */
export interface ForeignElement {
  /** A type of ISO 32000-1, 14.8.4. */
  readonly type: string;
  /** Its other entries, as a structure element of ours takes them. */
  readonly attributes: string;
  readonly kids: readonly ForeignKid[];
}

export type ForeignKid =
  | ForeignElement
  /** Marked content: object number of the page, and its number there. */
  | { readonly page: number; readonly mcid: number }
  /** An annotation: its object number. */
  | { readonly annotation: number };

const GROUPS = 'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private';
const BLOCKS = 'P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot';
const INLINES = 'Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form';
const STANDARD = new Set(`${GROUPS} ${BLOCKS} ${INLINES}`.split(' '));
const MOST_ELEMENTS = 500_000;
const DEEPEST = 200;
/** Most marks that a page can have: numbers beyond are a mistake, and cost memory. */
const MOST_MARKS = 65_536;
/** And all pages together, with the numbers that they skip. */
const MOST_MARKS_IN_ALL = 1_000_000;

/** Reads the structure tree of a given PDF; undefined where it has what cannot be taken over. */
export function readStructure(file: PdfFile, copier: ObjectCopier): readonly ForeignElement[] | undefined {
  const root = file.catalog.dict('StructTreeRoot');
  if (root === undefined) return undefined;
  const reader = new StructureReader(root, copier);
  const kids = reader.kids(root.raw('K'), root, undefined, 0);
  return reader.usable ? (kids as ForeignElement[]) : undefined;
}

class StructureReader {
  usable = true;
  readonly #root: PdfDict;
  readonly #copier: ObjectCopier;
  readonly #seen = new Set<number>();
  #elements = 0;
  /** Highest number on each page. */
  readonly #marks = new Map<number, number>();
  #markCount = 0;

  constructor(root: PdfDict, copier: ObjectCopier) {
    this.#root = root;
    this.#copier = copier;
  }

  kids(value: PdfValue, holder: PdfDict, page: number | undefined, depth: number): ForeignKid[] {
    const resolved = holder.get('K');
    const items = resolved instanceof PdfArray ? resolved.items : [value];
    return items.flatMap((item, i) => {
      const target = resolved instanceof PdfArray ? resolved.at(i) : resolved;
      return this.#kid(item, target, page, depth);
    });
  }

  #kid(item: PdfValue, target: PdfValue, page: number | undefined, depth: number): ForeignKid[] {
    if (typeof target === 'number') return this.#mark(page, target);
    if (!(target instanceof PdfDict)) return [];
    const own = pageNumber(target) ?? page;
    if (target.name('Type') === 'MCR') {
      // Content of form XObjects has numbers of its own.
      if (target.has('Stm')) this.usable = false;
      return this.#mark(own, target.number('MCID'));
    }
    if (target.name('Type') === 'OBJR') {
      const object = target.raw('Obj');
      return object instanceof PdfRef ? [{ annotation: object.num }] : [];
    }
    if (item instanceof PdfRef) {
      if (this.#seen.has(item.num)) return [];
      this.#seen.add(item.num);
    }
    if (depth > DEEPEST || ++this.#elements > MOST_ELEMENTS) {
      this.usable = false;
      return [];
    }
    const kids = target.has('K') ? this.kids(target.raw('K'), target, own, depth + 1) : [];
    return [{ type: this.#type(target), attributes: this.#attributes(target), kids }];
  }

  #mark(page: number | undefined, mcid: number | undefined): ForeignKid[] {
    if (page === undefined || mcid === undefined || !Number.isInteger(mcid) || mcid < 0 || mcid >= MOST_MARKS) return [];
    const before = this.#marks.get(page) ?? -1;
    if (mcid > before) {
      this.#marks.set(page, mcid);
      this.#markCount += mcid - before;
      if (this.#markCount > MOST_MARKS_IN_ALL) this.usable = false;
    }
    return this.usable ? [{ page, mcid }] : [];
  }

  /** The standard type that an element's own is mapped to. */
  #type(element: PdfDict): string {
    const roles = this.#root.dict('RoleMap');
    let type = element.name('S') ?? '';
    for (let step = 0; !STANDARD.has(type) && step < 20; step++) type = roles?.name(type) ?? '';
    if (type === 'Document') return 'Part';
    return STANDARD.has(type) ? type : 'Div';
  }

  #attributes(element: PdfDict): string {
    let text = '';
    for (const key of ['T', 'Lang', 'Alt', 'E', 'ActualText']) {
      const value = element.string(key);
      if (value !== undefined) text += `/${key}${hexString(value.bytes)}`;
    }
    const list = [...attributeObjects(element.get('A')), ...this.#classes(element)].flatMap((dict) => this.#spelled(dict));
    if (list.length === 0) return text;
    return `${text}/A${list.length === 1 ? list[0] : `[${list.join('')}]`}`;
  }

  #classes(element: PdfDict): PdfDict[] {
    const map = this.#root.dict('ClassMap');
    const names = element.get('C');
    const list = names instanceof PdfArray ? [...names] : [names];
    return list.flatMap((item) => (item instanceof PdfName && map !== undefined ? attributeObjects(map.get(item.value)) : []));
  }

  /** Attributes that refer to other elements are left behind, since those have other names here. */
  #spelled(dict: PdfDict): string[] {
    const text = `<<${this.#copier.entries(dict, new Set(['Headers']))}>>`;
    return / 0 R\b/.test(text.replace(/<[0-9a-f]*>/g, '')) ? [] : [text];
  }
}

function attributeObjects(value: PdfValue): PdfDict[] {
  if (value instanceof PdfArray) return [...value].flatMap((item) => dictOf(item) ?? []);
  return dictOf(value) === undefined ? [] : [dictOf(value)!];
}

function pageNumber(element: PdfDict): number | undefined {
  const page = element.raw('Pg');
  return page instanceof PdfRef ? page.num : undefined;
}
