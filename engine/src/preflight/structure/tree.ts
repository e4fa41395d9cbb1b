/**
 * The structure tree of a file (ISO 32000-1, 14.7): elements with their roles, kids, attributes and texts, and the way back from content
 * and annotations by the parent tree. Read whatever the tree looks like: circles are cut, what is no element is left out.
 */
import type { Page } from '../content/pages.ts';
import { lazy } from '../lazy.ts';
import { dictOf, PdfArray, type PdfDict, type PdfFile, PdfName, PdfRef, PdfStream, PdfString, type PdfValue } from '../read/index.ts';
import { readNumberTree } from './number-tree.ts';
import { type Role, roleOf } from './standard-types.ts';

/** What an element holds. */
export type StructKid =
  | { readonly kind: 'element'; readonly element: StructElement }
  /** Marked content; `owner` is the page or form it stands in. */
  | { readonly kind: 'content'; readonly mcid: number; readonly owner: PdfDict | undefined }
  /** An annotation, form or image. */
  | { readonly kind: 'object'; readonly object: PdfDict | undefined; readonly ref: PdfRef | undefined };

/** A structure element. */
export interface StructElement {
  readonly dict: PdfDict;
  readonly ref: PdfRef | undefined;
  /** Type as written. */
  readonly type: string;
  readonly role: Role;
  /** Standard type, or the type as written where it is mapped to none. */
  readonly standardType: string;
  readonly parent: StructElement | undefined;
  readonly kids: readonly StructKid[];
  /** Kids that are elements. */
  readonly children: readonly StructElement[];
  readonly page: PdfDict | undefined;
  /** Counted from 1; undefined where `page` is none or no page of the file. */
  readonly pageNumber: number | undefined;
  /** `ActualText`, `Alt`, `E`, `Lang`, `ID`, `T`: undefined where missing, '' where empty. */
  readonly actualText: string | undefined;
  readonly alt: string | undefined;
  readonly expansion: string | undefined;
  readonly lang: string | undefined;
  /** `Lang` here or of the next element around it that has one. */
  readonly language: string | undefined;
  readonly id: string | undefined;
}

/** A file's structure. */
export interface Structure {
  /** `StructTreeRoot`; undefined where the file has none. */
  readonly root: PdfDict | undefined;
  readonly roleMap: PdfDict | undefined;
  /** Elements below the root. */
  readonly top: readonly StructElement[];
  /** All elements in the order of the tree. */
  readonly elements: readonly StructElement[];
  /** Element of a dictionary, also of one that hangs nowhere in the tree. */
  readonly elementOf: (value: PdfValue) => StructElement | undefined;
  /** Element of an annotation or form by its `StructParent`. */
  readonly parentOfObject: (object: PdfDict) => StructElement | undefined;
  /** Element of marked content by the `StructParents` of its page or form. */
  readonly parentOfContent: (owner: PdfDict, mcid: number) => StructElement | undefined;
  /** The tree is larger than is read. */
  readonly truncated: boolean;
}

const maxElements = 2_000_000;
const maxDepth = 2000;

type Growing = { -readonly [Key in keyof StructElement]: StructElement[Key] } & { kids: StructKid[]; children: StructElement[] };

/** Reads the structure tree of a file; `pages` are the file's. */
export function readStructure(file: PdfFile, pages: readonly Page[]): Structure {
  const root = file.catalog.dict('StructTreeRoot');
  const reader = new TreeReader(file, root, new Map(pages.map(({ dict, number }) => [dict, number])));
  reader.readAll();
  const parents = lazy(() => (root ? readNumberTree(root.get('ParentTree')) : new Map<number, PdfValue>()));
  return {
    root,
    roleMap: root?.dict('RoleMap'),
    top: reader.top,
    elements: reader.elements,
    elementOf: (value) => reader.elementOf(value),
    parentOfObject: (object) => {
      const key = object.number('StructParent');
      return key === undefined ? undefined : reader.elementOf(file.resolve(parents().get(key) ?? null));
    },
    parentOfContent: (owner, mcid) => {
      const key = owner.number('StructParents');
      const list = key === undefined ? null : file.resolve(parents().get(key) ?? null);
      return list instanceof PdfArray ? reader.elementOf(list.at(mcid)) : undefined;
    },
    truncated: reader.truncated,
  };
}

class TreeReader {
  readonly top: StructElement[] = [];
  readonly elements: StructElement[] = [];
  truncated = false;
  readonly #file: PdfFile;
  readonly #root: PdfDict | undefined;
  readonly #roleMap: PdfDict | undefined;
  readonly #pageNumbers: ReadonlyMap<PdfDict, number>;
  readonly #byDict = new Map<PdfDict, Growing>();
  readonly #roles = new Map<string, Role>();

  constructor(file: PdfFile, root: PdfDict | undefined, pageNumbers: ReadonlyMap<PdfDict, number>) {
    this.#file = file;
    this.#root = root;
    this.#pageNumbers = pageNumbers;
    this.#roleMap = root?.dict('RoleMap');
  }

  readAll(): void {
    if (!this.#root) return;
    const waiting: { element: Growing; depth: number }[] = [];
    for (const raw of rawKids(this.#root)) {
      const element = this.#child(raw, undefined);
      if (!element) continue;
      this.top.push(element);
      waiting.push({ element, depth: 0 });
    }
    waiting.reverse();
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (this.elements.length >= maxElements || next.depth > maxDepth) {
        this.truncated = true;
        break;
      }
      this.elements.push(next.element);
      this.#readKids(next.element);
      const depth = next.depth + 1;
      for (const child of next.element.children.toReversed()) waiting.push({ element: child as Growing, depth });
    }
  }

  elementOf(value: PdfValue): StructElement | undefined {
    const dict = dictOf(value);
    if (!dict) return undefined;
    const known = this.#byDict.get(dict);
    if (known || !(dict.get('S') instanceof PdfName)) return known;
    const detached = this.#make(dict, dict.within, undefined);
    // Put in first: its parents may lead back to it.
    this.#byDict.set(dict, detached);
    detached.parent = this.elementOf(dict.get('P'));
    detached.language = detached.lang ?? detached.parent?.language;
    this.#readKids(detached);
    return detached;
  }

  #child(raw: PdfValue, parent: StructElement | undefined): Growing | undefined {
    const dict = dictOf(this.#file.resolve(raw));
    if (!dict || this.#byDict.has(dict)) return undefined;
    const element = this.#make(dict, raw instanceof PdfRef ? raw : dict.within, parent);
    this.#byDict.set(dict, element);
    return element;
  }

  #make(dict: PdfDict, ref: PdfRef | undefined, parent: StructElement | undefined): Growing {
    const type = dict.name('S') ?? '';
    let role = this.#roles.get(type);
    if (!role) {
      role = roleOf(type, this.#roleMap);
      this.#roles.set(type, role);
    }
    const text = (key: string): string | undefined => dict.string(key)?.text;
    const lang = text('Lang');
    const page = dict.dict('Pg') ?? parent?.page;
    return {
      dict,
      ref,
      type,
      role,
      standardType: role.standard ?? type,
      parent,
      kids: [],
      children: [],
      page,
      pageNumber: page && this.#pageNumbers.get(page),
      actualText: text('ActualText'),
      alt: text('Alt'),
      expansion: text('E'),
      lang,
      language: lang ?? parent?.language,
      id: dict.string('ID')?.latin1,
    };
  }

  #readKids(element: Growing): void {
    for (const raw of rawKids(element.dict)) {
      const value = this.#file.resolve(raw);
      if (typeof value === 'number') element.kids.push({ kind: 'content', mcid: value, owner: element.page });
      const dict = dictOf(value);
      if (!dict) continue;
      const type = dict.name('Type');
      if (type === 'MCR') element.kids.push(this.#contentKid(dict, element));
      else if (type === 'OBJR') element.kids.push(objectKid(dict));
      else {
        const child = this.#child(raw, element);
        if (!child) continue;
        element.children.push(child);
        element.kids.push({ kind: 'element', element: child });
      }
    }
  }

  #contentKid(dict: PdfDict, element: StructElement): StructKid {
    const stream = dict.get('Stm');
    const owner = stream instanceof PdfStream ? stream.dict : (dict.dict('Pg') ?? element.page);
    return { kind: 'content', mcid: dict.number('MCID') ?? -1, owner };
  }
}

function objectKid(dict: PdfDict): StructKid {
  const raw = dict.raw('Obj');
  return { kind: 'object', object: dictOf(dict.get('Obj')), ref: raw instanceof PdfRef ? raw : undefined };
}

function rawKids(dict: PdfDict): readonly PdfValue[] {
  const kids = dict.get('K');
  if (kids === null) return [];
  return kids instanceof PdfArray ? kids.items : [dict.raw('K')];
}

const maxPath = 64;
const placesOfChildren = new WeakMap<StructElement, Map<StructElement, string>>();

/** Where an element stands, e.g. `Document > Table[2] > TR`: types as written, numbered among siblings of the type. */
export function pathOf(element: StructElement): string {
  const steps: string[] = [];
  for (let at: StructElement | undefined = element; at && steps.length < maxPath; at = at.parent) {
    const places: Map<StructElement, string> | undefined = at.parent && placesIn(at.parent);
    steps.unshift(at.type + (places?.get(at) ?? ''));
  }
  return steps.join(' > ');
}

/** Numbers of kids among those of their type, as `[2]`; none where there is but one. */
function placesIn(parent: StructElement): Map<StructElement, string> {
  const known = placesOfChildren.get(parent);
  if (known) return known;
  const counts = new Map<string, number>();
  const numbers = parent.children.map(({ type }) => {
    const count = (counts.get(type) ?? 0) + 1;
    counts.set(type, count);
    return count;
  });
  const places = new Map(parent.children.map((child, index) => [child, counts.get(child.type)! > 1 ? `[${numbers[index]}]` : '']));
  placesOfChildren.set(parent, places);
  return places;
}

/** An attribute by its owner and key: in `A`, else in the classes of `C` (ISO 32000-1, 14.7.5). */
export function attributeOf(element: StructElement, structure: Structure, owner: string, key: string): PdfValue {
  for (const attributes of attributeDicts(element, structure))
    if (attributes.name('O') === owner && attributes.has(key)) return attributes.get(key);
  return null;
}

function* attributeDicts(element: StructElement, structure: Structure): Iterable<PdfDict> {
  const listed = (value: PdfValue): PdfValue[] => (value instanceof PdfArray ? [...value] : [value]);
  for (const item of listed(element.dict.get('A'))) {
    const dict = dictOf(item);
    if (dict) yield dict;
  }
  const classes = structure.root?.dict('ClassMap');
  for (const item of listed(element.dict.get('C'))) {
    if (!(item instanceof PdfName)) continue;
    for (const own of listed(classes?.get(item.value) ?? null)) {
      const dict = dictOf(own);
      if (dict) yield dict;
    }
  }
}

/** A name as text. */
export function nameIn(value: PdfValue): string | undefined {
  return value instanceof PdfName ? value.value : undefined;
}

/** Texts of an attribute that is a string or an array of strings (e.g. `Headers`), one character per byte. */
export function stringsIn(value: PdfValue): string[] {
  const items = value instanceof PdfArray ? [...value] : [value];
  return items.flatMap((item) => (item instanceof PdfString ? [item.latin1] : item instanceof PdfName ? [item.value] : []));
}
