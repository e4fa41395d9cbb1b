import type { LaidOutDocument, LinkArea } from '../../layout/display-list.ts';
import { destinationAt } from './bookmarks.ts';
import { length, textString } from './syntax.ts';

/** Where a link annotation stands. */
export interface LinkPlace {
  readonly document: LaidOutDocument;
  /** Index of the page that the link is on. */
  readonly page: number;
  /** Object numbers of the pages. */
  readonly pageNumbers: readonly number[];
  /** In the parent tree. */
  readonly key: number;
}

/** The dictionary of a link annotation: to an address, or to a place in the document. */
export function linkAnnotation(link: LinkArea, { document, page, pageNumbers, key }: LinkPlace): string {
  const { height } = document.pages[page]!;
  const bottom = height - link.y - link.height;
  const box = `/Rect[${length(link.x)} ${length(bottom)} ${length(link.x + link.width)} ${length(bottom + link.height)}]`;
  return `<</Type/Annot/Subtype/Link${box}/Border[0 0 0]/F 4/P ${pageNumbers[page]} 0 R/StructParent ${key}/Contents${textString(link.alt || link.href)}${actionOf(link, document, pageNumbers)}>>`;
}

function actionOf({ to, href }: LinkArea, document: LaidOutDocument, pageNumbers: readonly number[]): string {
  if (to !== undefined) return `/Dest${destinationAt(pageNumbers[to.page]!, document.pages[to.page]!.height, to.y)}`;
  // Addresses in PDF are ASCII; other characters are percent-encoded as browsers do it.
  return `/A<</S/URI/URI${textString(asciiAddress(href))}>>`;
}

function asciiAddress(href: string): string {
  return href.toWellFormed().replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character));
}
