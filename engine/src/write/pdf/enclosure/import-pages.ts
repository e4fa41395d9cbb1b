import { deflate, latin1 } from '#runtime';
import { concat, streamObject } from '../objects.ts';
import { length } from '../syntax.ts';
import { ObjectCopier } from './copy-objects.ts';
import { flattenAnnotations } from './flatten-annotations.ts';
import { type ForeignElement, readStructure } from './foreign-structure.ts';
import { contentOf, type ForeignPage } from './page-list.ts';
import type { Enclosed } from './read-enclosure.ts';

/** A page of a given PDF, ready to stand in any document of the program. */
export interface ImportedPage {
  /** What a page dictionary says beside its parent, its annotations and its place in the structure. */
  readonly entries: string;
}

/** A given PDF made ready: its pages, what they are drawn with as objects of the program, and its structure. */
export interface ImportedPdf {
  readonly pages: readonly ImportedPage[];
  readonly structure: readonly ForeignElement[] | undefined;
}

/**
 * Copies what the pages of a given PDF are drawn with. A tagged PDF keeps its pages' content as it is, marks and all; of another
 * each page becomes one figure.
 * @param wanted indexes of the pages that documents may have; others are left behind
 * @returns what documents need to know of it, and the objects, numbered from `first`
 * @throws EnclosureError when it is too large or damaged
 */
export function importPages(
  enclosed: Enclosed,
  wanted: ReadonlySet<number>,
  first: number,
): { readonly pdf: ImportedPdf; readonly objects: Uint8Array[] } {
  const copier = new ObjectCopier(enclosed.file, first);
  const structure = enclosed.tagged ? readStructure(enclosed.file, copier) : undefined;
  const pages = enclosed.pages.map((page, i) => ({ entries: wanted.has(i) ? pageEntries(page, copier, structure !== undefined) : '' }));
  return { pdf: { pages, structure }, objects: copier.finish() };
}

const BEGIN = latin1('q\n');
const END = latin1('Q\n');
const BEGIN_FIGURE = latin1('/Figure<</MCID 0>>BDC\nq/PhPage Do Q\nEMC\n');
const BEGIN_ARTIFACT = latin1('/Artifact BMC\n');
const END_ARTIFACT = latin1('EMC\n');

function pageEntries(page: ForeignPage, copier: ObjectCopier, tagged: boolean): string {
  const flat = flattenAnnotations(page, copier);
  const content = contentOf(page);
  const resources = resourcesOf(page, copier, flat?.resources ?? '');
  const box = page.box.map(length).join(' ');
  const turn = page.rotate === 0 ? '' : `/Rotate ${page.rotate}`;
  const boxes = `/MediaBox[${box}]${turn}`;
  const group = page.dict.dict('Group');
  const transparency = group === undefined ? '' : `/Group<<${copier.entries(group)}>>`;
  const drawn = flat === undefined ? [] : [flat.content];
  const stream = (entries: string, parts: readonly Uint8Array[]): number =>
    copier.add((number) => streamObject(number, `${entries}/Filter/FlateDecode`, deflate(concat(parts), true)));
  if (tagged) {
    const artifacts = flat === undefined ? [] : [BEGIN_ARTIFACT, flat.content, END_ARTIFACT];
    const number = stream('', [BEGIN, content, END, ...artifacts]);
    return `${boxes}${transparency}/Resources<<${resources}>>/Contents ${number} 0 R`;
  }
  const form = `/Type/XObject/Subtype/Form/BBox[${box}]${transparency}/Resources<<${resources}>>`;
  const number = stream(form, [BEGIN, content, END, ...drawn]);
  return `${boxes}/Resources<</XObject<</PhPage ${number} 0 R>>>>/Contents ${stream('', [BEGIN_FIGURE])} 0 R`;
}

/** The resources with those of flattened annotations. */
function resourcesOf({ resources }: ForeignPage, copier: ObjectCopier, more: string): string {
  if (resources === undefined) return more === '' ? '' : `/XObject<<${more}>>`;
  const objects = resources.dict('XObject');
  const own = objects === undefined ? '' : copier.entries(objects);
  const all = own + more;
  return copier.entries(resources, new Set(['XObject'])) + (all === '' ? '' : `/XObject<<${all}>>`);
}
