import type { PageKind, PageMaster } from '../template/masters.ts';
import { type Filled, fill } from './fill.ts';
import { type FilledWithNotes, fillWithNotes } from './fill-with-notes.ts';
import type { Findings } from './findings.ts';
import type { Footnotes } from './footnotes.ts';
import { endKind, pageOf, runningKind } from './page-kinds.ts';
import type { PlacedBill } from './qr-bill/place-bill.ts';
import type { Placed, Slab } from './slab.ts';
import { mm } from './units.ts';

/** More pages than this are taken for a mistake in the template or its data. */
const MOST_PAGES = 20_000;
/** What the last page gets at least, points, where text must move there because its body is smaller: not a lonely line. */
const LEAST_REST = mm(30);

/** A page of a part before it is painted. */
export interface PlannedPage {
  kind: PageKind;
  placed: readonly Placed[];
  /** Notes at its foot. */
  readonly foot?: readonly Placed[] | undefined;
  /** A QR-bill at the very foot of the paper. */
  bill?: PlacedBill;
}

/** Puts slabs on the pages of a master. A part without content has one empty page. */
export function paginate(slabs: Slab[], master: PageMaster, firstInDocument: number, findings: Findings, notes?: Footnotes): PlannedPage[] {
  return new Paginator(slabs, master, firstInDocument, findings, notes).run();
}

type Attempt = Filled & Partial<FilledWithNotes>;

class Paginator {
  readonly #slabs: Slab[];
  readonly #master: PageMaster;
  readonly #firstInDocument: number;
  readonly #findings: Findings;
  readonly #pages: PlannedPage[] = [];
  #next = 0;
  #begun = false;
  readonly #notes: Footnotes | undefined;
  /** Lines of notes that go on on the next page. */
  #carried: readonly Slab[] = [];

  constructor(slabs: Slab[], master: PageMaster, firstInDocument: number, findings: Findings, notes: Footnotes | undefined) {
    this.#notes = notes;
    this.#slabs = slabs;
    this.#master = master;
    this.#firstInDocument = firstInDocument;
    this.#findings = findings;
  }

  run(): PlannedPage[] {
    const pages = this.#pages;
    // Space at the end of a document is none.
    while (this.#slabs.at(-1)?.discardable) this.#slabs.pop();
    do {
      if (pages.length > 0 && hasTooManyPages(this.#firstInDocument + pages.length, this.#findings)) break;
      this.#page();
    } while (this.#next < this.#slabs.length || this.#carried.length > 0);
    const last = pages.at(-1) as PlannedPage;
    const end = endKind(this.#master, pages.length - 1);
    // Where heights differ it was decided when the page was filled.
    if (end !== undefined && this.#height(end) === this.#height(last.kind)) last.kind = end;
    return pages;
  }

  #page(): void {
    const index = this.#pages.length;
    const running = runningKind(this.#master, index, this.#firstInDocument + index);
    const end = endKind(this.#master, index);
    if (end === undefined || this.#height(end) === this.#height(running)) this.#take(running, this.#fill(this.#height(running)));
    else this.#pageBeforeOrAtEnd(running, end);
  }

  /**
   * Where the last page has less room, or more, than the others: it is tried as the last one; when content is left over it is none.
   * When there is content that fits a running page but not the last one, some of it moves to a last page of its own. Three tries
   * at most: the third leaves the last page empty, which always works.
   */
  #pageBeforeOrAtEnd(running: PageKind, end: PageKind): void {
    const atEnd = this.#fill(this.#height(end));
    if (this.#isAll(atEnd) && !atEnd.overfull) {
      this.#take(end, atEnd);
      return;
    }
    const filled = this.#fill(this.#height(running));
    const rest = this.#isAll(filled) && this.#master.last !== undefined ? this.#withRest(filled) : filled;
    this.#take(running, rest ?? filled);
    if (rest === undefined) this.#pages.push({ kind: 'last', placed: [] });
  }

  /** A shorter page, such that what is left over fits the last one. */
  #withRest(filled: Attempt): Attempt | undefined {
    const used = bottomOf(filled.placed);
    for (const height of [used - Math.min(LEAST_REST, used / 2), used - 1]) {
      const shorter = this.#fill(height);
      if (!shorter.overfull && !shorter.torn && !this.#isAll(shorter) && this.#restFits(shorter)) return shorter;
    }
    return undefined;
  }

  #restFits(filled: Attempt): boolean {
    const slabs = this.#slabs.slice();
    if (filled.rest !== undefined) slabs[filled.next] = filled.rest;
    const last = this.#attempt(slabs, filled.next, this.#height('last'), true, filled.carried ?? []);
    return this.#isAll(last) && !last.overfull;
  }

  #height(kind: PageKind): number {
    return mm(pageOf(this.#master, kind).body.height);
  }

  #fill(height: number): Attempt {
    return this.#attempt(this.#slabs, this.#next, height, this.#begun, this.#carried);
  }

  #attempt(slabs: readonly Slab[], start: number, height: number, begun: boolean, carried: readonly Slab[]): Attempt {
    if (this.#notes === undefined) return fill(slabs, start, height, begun);
    return fillWithNotes(slabs, start, height, begun, this.#notes, carried);
  }

  #isAll(filled: Attempt): boolean {
    return filled.next >= this.#slabs.length && (filled.carried === undefined || filled.carried.length === 0);
  }

  #take(kind: PageKind, filled: Attempt): void {
    const { placed, next, rest, overfull, foot } = filled;
    if (overfull) {
      const number = this.#firstInDocument + this.#pages.length + 1;
      this.#findings.warn('layout.overfull-page', `Something on page ${number} is higher than the page.`, 'template#/body', {
        hint: 'Make it smaller, or the page’s body higher.',
      });
    }
    if (placed.length > 0 || this.#pages.length === 0 || (foot !== undefined && foot.length > 0)) this.#pages.push({ kind, placed, foot });
    this.#carried = filled.carried ?? [];
    if (rest !== undefined) this.#slabs[next] = rest;
    this.#begun = rest !== undefined || this.#slabs[next - 1]?.breakAfter !== 'forced';
    this.#next = next;
  }
}

/** Whether a document that has so many pages cannot have another; it is then reported. */
export function hasTooManyPages(pages: number, findings: Findings): boolean {
  if (pages < MOST_PAGES) return false;
  findings.error('layout.too-many-pages', `The document would have more than ${MOST_PAGES} pages.`, 'template#/body', {
    hint: 'Check the data, and page breaks or spaces inside repeats.',
  });
  return true;
}

/** Where what was placed ends. */
export function bottomOf(placed: readonly Placed[]): number {
  const last = placed.at(-1);
  return last === undefined ? 0 : last.y + last.slab.height;
}
