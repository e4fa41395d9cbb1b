import type { LaidOutPage, LinkArea } from '../../layout/display-list.ts';
import { length, textString } from './syntax.ts';

/** Where links within the document lead: made once, and only for documents that have such links. */
export class Destinations {
  readonly #pages: readonly LaidOutPage[];
  readonly #pageNumbers: readonly number[];
  #byName: Map<string, string> | undefined;

  constructor(pages: readonly LaidOutPage[], pageNumbers: readonly number[]) {
    this.#pages = pages;
    this.#pageNumbers = pageNumbers;
  }

  /** What a link does: opens an address, or goes to a place of the document. A place that is not there is the link's own page. */
  action(href: string, page: number): string {
    // Addresses in PDF are ASCII; other characters are percent-encoded as browsers do it.
    if (!href.startsWith('#')) return `/A<</S/URI/URI${textString(asciiAddress(href))}>>`;
    this.#byName ??= this.#collect();
    return `/Dest${this.#byName.get(href.slice(1)) ?? `[${page} 0 R/Fit]`}`;
  }

  #collect(): Map<string, string> {
    const places = new Map<string, string>();
    this.#pages.forEach(({ anchors, height }, i) => {
      for (const { name, x, y } of anchors ?? []) {
        places.set(name, `[${this.#pageNumbers[i]} 0 R/XYZ ${length(x)} ${length(height - y)} null]`);
      }
    });
    return places;
  }
}

/** The annotation that makes an area of a page a link. `key` is its entry in the parent tree. */
export function linkAnnotation(link: LinkArea, pageHeight: number, page: number, key: number, destinations: Destinations): string {
  const bottom = pageHeight - link.y - link.height;
  const box = `/Rect[${length(link.x)} ${length(bottom)} ${length(link.x + link.width)} ${length(bottom + link.height)}]`;
  const contents = textString(link.alt || link.href);
  return `<</Type/Annot/Subtype/Link${box}/Border[0 0 0]/F 4/P ${page} 0 R/StructParent ${key}/Contents${contents}${destinations.action(link.href, page)}>>`;
}

function asciiAddress(href: string): string {
  return href.toWellFormed().replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character));
}
