import type { ResolvedEnclosure } from '../resolve/enclosure.ts';
import type { LaidOutPage, LinkArea, StructureNode } from './display-list.ts';
import type { Scope } from './scope.ts';
import { structureNode } from './structure-node.ts';

/** A page of a given PDF, which stands in the document as it is. */
export interface ImportedPageRef {
  readonly asset: string;
  /** Index of the page in the given PDF. */
  readonly page: number;
  /** Whose each marked content of the page is, by its number. */
  readonly owners: readonly StructureNode[];
}

/** What layout knows of a PDF that can be enclosed; read once per program. */
export interface EnclosedPdf {
  /** Its language, where it tells it. */
  readonly language: string | undefined;
  /** Sizes of its pages as shown, points. */
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
  /**
   * Puts the structure of some of its pages under a node.
   * @param alt read where the PDF has no structure of its own
   * @param name tells its notes from those of others
   */
  enclose(pages: readonly number[], part: StructureNode, alt: string, name: string): EnclosedPages;
}

/** For every page whose its marked contents are, and its links. */
export type EnclosedPages = readonly { readonly owners: readonly StructureNode[]; readonly links: readonly LinkArea[] }[];

const NO_ENCLOSURES: ReadonlyMap<string, EnclosedPdf> = new Map();

/** The enclosures that a document met so far, in order. */
export class Enclosures {
  readonly #known: ReadonlyMap<string, EnclosedPdf>;
  readonly #met: { readonly node: ResolvedEnclosure; readonly pages: readonly number[] }[] = [];

  constructor(known: ReadonlyMap<string, EnclosedPdf> = NO_ENCLOSURES) {
    this.#known = known;
  }

  add(scope: Scope, node: ResolvedEnclosure): void {
    const count = this.#known.get(node.asset)?.sizes.length ?? 0;
    const pages = pagesOf(node.pages, count);
    if (pages === undefined || pages.length === 0) {
      scope.findings.error('enclosure.no-pages', `“${node.asset}” has no pages ${node.pages ?? ''}.`, node.source, {
        hint: `It has ${count} pages.`,
      });
    } else this.#met.push({ node, pages });
  }

  /** Pages that count as the letter's. */
  get counted(): number {
    let count = 0;
    for (const { node, pages } of this.#met) if (node.counted) count += pages.length;
    return count;
  }

  get isEmpty(): boolean {
    return this.#met.length === 0;
  }

  /** The pages of all enclosures, each enclosure a part of the document. */
  pages(root: StructureNode): LaidOutPage[] {
    return this.#met.flatMap(({ node, pages }, index) => {
      const pdf = this.#known.get(node.asset)!;
      const { language } = pdf;
      const part = structureNode('Part', { title: node.title, ...(language === undefined ? undefined : { language }) });
      root.children.push(part);
      return pdf.enclose(pages, part, node.alt || node.title, `enclosed-${index + 1}`).map(({ owners, links }, i): LaidOutPage => {
        const page = pages[i]!;
        return { ...pdf.sizes[page]!, items: [], links, imported: { asset: node.asset, page, owners } };
      });
    });
  }
}

/** Indexes of the pages that `1-3, 5` names, each once; undefined where it names one that is not there. */
export function pagesOf(wanted: string | undefined, count: number): number[] | undefined {
  if (wanted === undefined) return Array.from({ length: count }, (_, i) => i);
  const pages = new Set<number>();
  for (const range of wanted.split(',')) {
    const match = /^\s*(\d+)\s*(?:(-)\s*(\d*))?\s*$/.exec(range);
    const from = Number(match?.[1] ?? 0);
    const to = match?.[2] === undefined ? from : match[3] ? Number(match[3]) : count;
    if (from < 1 || to > count || from > to) return undefined;
    for (let page = from; page <= to; page++) pages.add(page - 1);
  }
  return [...pages];
}
