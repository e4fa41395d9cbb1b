import type { LaidOutPage } from '../../../layout/display-list.ts';
import type { ClaimFacts } from '../claims.ts';
import type { SharedObjects } from '../prepare-pdf.ts';
import type { ImportedPdf } from './import-pages.ts';
import type { Enclosed } from './read-enclosure.ts';

/** A given PDF of the program with its objects. */
export interface SharedImport {
  readonly enclosed: Enclosed;
  readonly pdf: ImportedPdf;
  readonly objects: SharedObjects;
}

export type SharedImports = ReadonlyMap<string, SharedImport>;

const WHOLLY_OURS: ClaimFacts['enclosed'] = { archive: 'A', accessible: true };

/** The given PDFs that a document has pages of, in the order of its pages. */
export function importsOf(pages: readonly LaidOutPage[], imports: SharedImports): SharedImport[] {
  const used = new Set<SharedImport>();
  for (const { imported } of pages) {
    if (imported === undefined) continue;
    const known = imports.get(imported.asset);
    if (known === undefined) throw new Error(`PDF “${imported.asset}” was not prepared for this program`);
    used.add(known);
  }
  return [...used];
}

/** The least that any of the enclosed PDFs is. */
export function leastClaims(used: readonly SharedImport[]): ClaimFacts['enclosed'] {
  return used.reduce((least, { enclosed: { claims }, pdf }) => {
    const archive = least.archive === 'none' || claims.archive === 'none' ? 'none' : least.archive === 'A' ? claims.archive : least.archive;
    // A structure that could not be taken over is as good as none.
    const read = pdf.structure !== undefined;
    return { archive: archive === 'A' && !read ? 'B' : archive, accessible: least.accessible && claims.accessible && read };
  }, WHOLLY_OURS);
}

/** The page dictionary of a page of a given PDF. */
export function importedPageDictionary(
  { imported }: LaidOutPage,
  imports: SharedImports,
  index: number,
  tree: number,
  annotations: string,
): string {
  const { entries } = imports.get(imported!.asset)!.pdf.pages[imported!.page]!;
  return `<</Type/Page/Parent ${tree} 0 R${entries}/StructParents ${index}/Tabs/S${annotations}>>`;
}
