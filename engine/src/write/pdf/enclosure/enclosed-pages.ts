import type { LinkArea, StructureNode } from '../../../layout/display-list.ts';
import type { EnclosedPages, EnclosedPdf } from '../../../layout/enclosure.ts';
import { structureNode } from '../../../layout/structure-node.ts';
import type { ForeignElement } from './foreign-structure.ts';
import type { ImportedPdf } from './import-pages.ts';
import { type ForeignPage, shownSize } from './page-list.ts';
import { type PlannedElement, planStructure } from './plan-structure.ts';
import type { Enclosed } from './read-enclosure.ts';

/** What layout knows of a given PDF. */
export function enclosedPdf({ pages, language }: Enclosed, { structure }: ImportedPdf): EnclosedPdf {
  const plans = new Map<string, readonly PlannedElement[]>();
  const planOf = (elements: readonly ForeignElement[], wanted: readonly number[]): readonly PlannedElement[] => {
    const key = wanted.join();
    const plan = plans.get(key) ?? planStructure(elements, pages, wanted);
    plans.set(key, plan);
    return plan;
  };
  return {
    sizes: pages.map(shownSize),
    language,
    enclose: (wanted, part, alt, name) =>
      structure === undefined
        ? asFigures(pages, wanted, part, alt)
        : new Merger(wanted.length, name).merge(planOf(structure, wanted), part),
  };
}

/** Each page a figure, read by its alternative text. */
function asFigures(pages: readonly ForeignPage[], wanted: readonly number[], part: StructureNode, alt: string): EnclosedPages {
  return wanted.map((index, i) => {
    const text = wanted.length === 1 ? alt : `${alt} (${i + 1}/${wanted.length})`;
    const { width, height } = shownSize(pages[index]!);
    const node = structureNode('Figure', { alt: text, box: [0, 0, width, height] });
    part.children.push(node);
    return { owners: [node], links: [] };
  });
}

interface Gathered {
  readonly owners: StructureNode[];
  readonly links: LinkArea[];
}

/** Makes planned elements nodes of one document. */
class Merger {
  readonly #gathered: Gathered[];
  readonly #name: string;
  #notes = 0;

  constructor(pages: number, name: string) {
    this.#name = name;
    this.#gathered = Array.from({ length: pages }, () => ({ owners: [], links: [] }));
  }

  merge(structure: readonly PlannedElement[], part: StructureNode): EnclosedPages {
    for (const element of structure) part.children.push(this.#node(element));
    // A number that no element claims is content that is not read; its place must be filled.
    for (const { owners } of this.#gathered) for (let i = 0; i < owners.length; i++) owners[i] ??= part;
    return this.#gathered;
  }

  #node({ type, attributes, simple, kids }: PlannedElement): StructureNode {
    const node = structureNode(type, {
      ...(attributes === '' ? undefined : { attributes }),
      // PDF/UA-1, 7.9: notes have names, and those of the given PDF may be taken.
      ...(type === 'Note' ? { id: `${this.#name}-note-${++this.#notes}` } : undefined),
    });
    for (const kid of kids) {
      if ('kids' in kid) node.children.push(this.#node(kid));
      else if ('area' in kid) this.#gathered[kid.page]!.links.push({ ...kid.area, owner: node });
      else this.#claim(kid.page, kid.mcid, simple ? node : inline(node));
    }
    return node;
  }

  #claim(page: number, mcid: number, owner: StructureNode): void {
    const { owners } = this.#gathered[page]!;
    while (owners.length <= mcid) owners.push(undefined as unknown as StructureNode);
    owners[mcid] ??= owner;
  }
}

function inline(node: StructureNode): StructureNode {
  const child = structureNode('Span');
  node.children.push(child);
  return child;
}
