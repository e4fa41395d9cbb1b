import type { LaidOutDocument, StructureNode, TextItem } from '../layout/display-list.ts';

/** Where a text was found on the pages. */
export interface Printed {
  /** Of its smallest letters, points; raised numbers of notes and powers don't count. */
  readonly size: number;
  /** Indexes of the pages that it begins and ends on. */
  readonly firstPage: number;
  readonly lastPage: number;
}

interface Stretch {
  /** Where it begins in the text of all pages. */
  readonly start: number;
  readonly size: number;
  readonly page: number;
}

/** Structure elements within a line of text. */
const INLINE: ReadonlySet<string> = new Set(['Span', 'Link', 'Reference']);

/** The text of laid-out pages as it is read, without its spaces, so that it can be said how a passage came out. */
export class PrintedText {
  readonly #text: string;
  readonly #stretches: readonly Stretch[];

  constructor(document: LaidOutDocument) {
    const stretches: Stretch[] = [];
    let text = '';
    for (const { item, page } of inReadingOrder(document)) {
      const letters = lettersOf(item);
      if (letters === '') continue;
      // Raised: a size of its own that nobody minds.
      stretches.push({ start: text.length, size: item.rise === undefined ? item.size : Number.POSITIVE_INFINITY, page });
      text += letters;
    }
    this.#text = text;
    this.#stretches = stretches;
  }

  /** Every place where a text stands whole. */
  find(wanted: string): Printed[] {
    const letters = bare(wanted);
    const found: Printed[] = [];
    if (letters === '') return found;
    for (let at = this.#text.indexOf(letters); at >= 0; at = this.#text.indexOf(letters, at + 1)) {
      const over = this.#stretches.slice(this.#indexAt(at), this.#indexAt(at + letters.length - 1) + 1);
      const pages = over.map(({ page }) => page);
      found.push({ size: Math.min(...over.map(({ size }) => size)), firstPage: Math.min(...pages), lastPage: Math.max(...pages) });
    }
    return found;
  }

  /** Of the stretch that holds a letter. */
  #indexAt(at: number): number {
    let low = 0;
    let high = this.#stretches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#stretches[middle]!.start <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

interface Placed {
  readonly item: TextItem;
  readonly page: number;
}

/** The text of the structure tree in its order, then page furniture. What lies beside the sheet is not printed. */
function inReadingOrder({ pages, structure }: LaidOutDocument): Placed[] {
  const holders = new Map<StructureNode, StructureNode>();
  const order: StructureNode[] = [];
  const visit = (node: StructureNode, holder: StructureNode | undefined): void => {
    const own = holder !== undefined && INLINE.has(node.type) ? holder : node;
    holders.set(node, own);
    if (own === node) order.push(node);
    for (const child of node.children) visit(child, own);
  };
  visit(structure, undefined);
  const byHolder = new Map<StructureNode | null, Placed[]>();
  pages.forEach(({ items, width, height }, page) => {
    for (const item of items) {
      if (item.kind !== 'text' || item.baseline < 0 || item.baseline > height || (item.xs[0] ?? 0) > width) continue;
      const holder = item.owner === null ? null : (holders.get(item.owner) ?? null);
      const placed = byHolder.get(holder);
      if (placed === undefined) byHolder.set(holder, [{ item, page }]);
      else placed.push({ item, page });
    }
  });
  return [...order, null].flatMap((holder) => byHolder.get(holder) ?? []);
}

function lettersOf({ words, rightToLeft, continues }: TextItem): string {
  const texts = words.map(({ text }) => text);
  const letters = bare((rightToLeft === true ? texts.reverse() : texts).join(''));
  return continues === 'hyphenated' ? letters.slice(0, -1) : letters;
}

/** Without spaces, places to hyphenate, and marks that nobody sees. */
export const bare = (text: string): string => text.normalize('NFC').replace(/[\s\u00ad\u200b-\u200f\u2060\u2066-\u2069\ufeff]/g, '');
