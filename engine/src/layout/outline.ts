import type { ResolvedHeading } from '../resolve/resolved.ts';
import type { OutlineEntry } from './display-list.ts';
import type { Painter } from './painter.ts';
import type { Beside } from './slab.ts';

/** Documents of fewer pages are found through without bookmarks, unless they have a table of contents. */
const MANY_PAGES = 4;
/** A reader sees a little of what is above the heading that it jumped to, points. */
const ABOVE = 6;

/** Where a heading stands. */
export interface HeadingPlace {
  /** Index of the page. */
  readonly page: number;
  /** The number that the page shows. */
  readonly number: number;
  /** Points from the page's top. */
  readonly y: number;
}

/** The headings of one document and where they stand, which is known when the pages are painted. */
export class Outline {
  /** Whether something on the pages says where headings stand: they are then painted once in advance. */
  awaited = false;
  readonly #places = new Map<ResolvedHeading, HeadingPlace>();

  /** What hangs beside a heading and notes where that is. */
  marker(heading: ResolvedHeading): Beside {
    return {
      paint: ({ page, number = 0 }: Painter, _, y) => {
        if (page !== undefined) this.#places.set(heading, { page, number, y: Math.max(0, y - ABOVE) });
      },
    };
  }

  placeOf(heading: ResolvedHeading): HeadingPlace | undefined {
    return this.#places.get(heading);
  }

  /** The bookmarks of the painted document; undefined where it needs none. */
  entries(pages: number): OutlineEntry[] | undefined {
    if (this.#places.size === 0 || (pages < MANY_PAGES && !this.awaited)) return undefined;
    return [...this.#places].map(([{ level, runs }, { page, y }]) => ({
      ...{ level, page, y },
      title: runs
        .map(({ text }) => text)
        .join('')
        .replace(/\s+/g, ' ')
        .trim(),
    }));
  }
}
