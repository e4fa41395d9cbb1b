import type { FootnoteText, Run } from '../resolve/resolved.ts';
import { isRightToLeftLanguage } from '../text/scripts.ts';
import type { SetLine } from '../text/set-lines.ts';
import type { LaidOutPage, LinkArea, StructureNode } from './display-list.ts';
import { type Painter, paintLine } from './painter.ts';
import { addParagraph } from './paragraph.ts';
import { slabsWithin } from './running.ts';
import { addNode, type Scope, setText } from './scope.ts';
import type { Beside, Slab } from './slab.ts';

/** Space between a note's number and its text, in parts of the size. */
const LABEL_GAP = 0.4;

/** Address of a note within its document. */
export const noteAddress = (number: number): string => `#note-${number}`;

/** The footnotes of a part: which lines refer to them, and how they look at the foot. */
export class Footnotes {
  readonly #bySlab = new Map<Slab, Slab[][]>();
  /** Width of the foot, points. */
  readonly #width: number;
  readonly #fromRight: boolean;

  constructor(width: number, language: string) {
    this.#width = width;
    this.#fromRight = isRightToLeftLanguage(language);
  }

  /** Left edge of something as wide as `width` where the foot begins. */
  startOf(width: number): number {
    return this.#fromRight ? this.#width - width : 0;
  }

  /** Adds the notes that a paragraph's lines refer to, each to the slab of its line. */
  addLines(scope: Scope, runs: readonly Run[], lines: readonly SetLine[], slabs: readonly Slab[], source: string): void {
    let last: FootnoteText | undefined;
    lines.forEach(({ segments }, i) => {
      for (const { look } of segments) {
        const note = look.href?.startsWith('#note-')
          ? runs.find((run) => run.note !== undefined && run.href === look.href)?.note
          : undefined;
        // In a column narrower than its number, a reference goes on in the next line.
        if (note === undefined || note === last) continue;
        last = note;
        this.#add(scope, slabs[i] as Slab, note, source);
      }
    });
  }

  /** Adds all notes of a text to the slab that it stands in. */
  addAll(scope: Scope, runs: readonly Run[], slab: Slab, source: string): void {
    for (const { note } of runs) if (note !== undefined) this.#add(scope, slab, note, source);
  }

  /** The notes that some slabs refer to, in reading order: the lines of each. */
  of(slabs: Iterable<Slab>): Slab[][] {
    const found: Slab[][] = [];
    for (const slab of slabsWithin(slabs)) found.push(...(this.#bySlab.get(slab) ?? []));
    return found;
  }

  /** The notes of a slab itself, not of what is inside of it. */
  ofItself(slab: Slab): readonly Slab[][] {
    return this.#bySlab.get(slab) ?? [];
  }

  #add(scope: Scope, slab: Slab, note: FootnoteText, source: string): void {
    if (scope.parent === null) return;
    const lines = noteLines({ ...scope, x: 0, width: this.#width, group: undefined, notes: undefined }, note, source);
    const known = this.#bySlab.get(slab);
    if (known === undefined) this.#bySlab.set(slab, [lines]);
    else known.push(lines);
  }
}

/** Sets a note: its number hangs beside its first line. */
function noteLines(scope: Scope, note: FootnoteText, source: string): Slab[] {
  const style = scope.styles.paragraph('footnote');
  const node = addNode(scope.parent, 'Note', { id: noteAddress(note.number).slice(1) });
  const fromRight = isRightToLeftLanguage(scope.language);
  const set = setText(scope, [{ text: String(note.number), script: 'super' }], style, scope.width, source, fromRight ? 'right' : 'left');
  const label = set.lines[0] as SetLine;
  const labelWidth = fromRight ? scope.width - (label.segments[0]?.xs[0] ?? 0) : label.right;
  const indent = labelWidth + style.size * LABEL_GAP;
  const lead = addNode(node, 'Lbl');
  const out: Slab[] = [];
  const x = fromRight ? 0 : indent;
  addParagraph({ ...scope, x, width: scope.width - indent, parent: node, out }, note.runs, style, source);
  const first = out[0];
  if (first !== undefined) first.beside = [new NoteLabel(label, lead, style.baseline, note.number)];
  return out;
}

/** Lets the numbers in the text lead to their notes, wherever these came to stand. */
export function linkNotes(pages: readonly LaidOutPage[]): LaidOutPage[] {
  const places = new Map<string, { readonly page: number; readonly y: number }>();
  pages.forEach(({ anchors }, page) => {
    for (const { name, y } of anchors ?? []) places.set(`#${name}`, { page, y });
  });
  const lead = (link: LinkArea): LinkArea => {
    const to = link.to ?? places.get(link.href);
    return to === undefined ? link : { ...link, to };
  };
  return pages.map((page) => ({ ...page, links: page.links.map(lead) }));
}

class NoteLabel implements Beside {
  readonly #line: SetLine;
  readonly #owner: StructureNode | null;
  readonly #baseline: number;
  readonly #number: number;

  constructor(line: SetLine, owner: StructureNode | null, baseline: number, number: number) {
    this.#line = line;
    this.#owner = owner;
    this.#baseline = baseline;
    this.#number = number;
  }

  paint(painter: Painter, x: number, y: number): void {
    painter.anchors ??= [];
    painter.anchors.push({ name: noteAddress(this.#number).slice(1), x, y });
    paintLine(painter, this.#line, this.#owner, x, y + this.#baseline);
  }
}
