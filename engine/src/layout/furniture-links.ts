import type { LaidOutPage, LinkArea, StructureNode } from './display-list.ts';
import { addNode } from './scope.ts';
import { structureNode } from './structure-node.ts';

/**
 * Gives the links of page furniture (headers and footers, which are artifacts) their place in the structure, so that they can be
 * clicked on every page and are still conformant: PDF/UA-1, 7.18.5 wants every link annotation inside a Link element. All links
 * to one address share one element, at the end of the document unless the text has it already: they are read once, not on every
 * page.
 */
export function adoptFurnitureLinks(root: StructureNode, pages: readonly LaidOutPage[]): LaidOutPage[] {
  const owners = new Map<string, StructureNode>();
  for (const { links } of pages) {
    for (const { owner, href } of links) if (owner !== null && !owners.has(href)) owners.set(href, owner);
  }
  const adopt = (link: LinkArea): LinkArea => {
    if (link.owner !== null) return link;
    let owner = owners.get(link.href);
    if (owner === undefined) {
      owner = structureNode('Link');
      owners.set(link.href, owner);
      (addNode(root, 'P') as StructureNode).children.push(owner);
    }
    return { ...link, owner };
  };
  return pages.map((page) => ({ ...page, links: page.links.map(adopt) }));
}

/** Whether any page has a link that no structure element owns. */
export const hasFurnitureLinks = (pages: readonly LaidOutPage[]): boolean =>
  pages.some(({ links }) => links.some(({ owner }) => owner === null));
