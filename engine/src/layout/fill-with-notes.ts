import { type Filled, fill } from './fill.ts';
import type { Footnotes } from './footnotes.ts';
import type { Painter } from './painter.ts';
import { gapBetween, type Placed, type Slab, stack, stackHeight } from './slab.ts';

/** Slabs are allowed to be too high by this much, points. */
const EPSILON = 0.01;
/** Above the notes: space, a rule of a third of a column of text, and space; points. */
const RULE_SPACE = 8;
const RULE_WIDTH = 110;
const RULE_THICKNESS = 0.5;
const RULE_COLOR = '#808080';
/** Lines of a note that stay together where it is cut. */
const LEAST_LINES = 2;
/** Lines that are taken back from a page for its notes before notes may go to the next page whole. */
const MOST_TRIES = 60;

/** What fitted into a region with notes at its foot. */
export interface FilledWithNotes extends Filled {
  /** The notes' lines at the foot, under a rule; `y` from the region's top. */
  readonly foot: readonly Placed[];
  /** Lines of notes for the next page. */
  readonly carried: readonly Slab[];
}

/**
 * Fills a region as `fill` does, leaving room at its foot for the notes that its content refers to. A note begins on the page of
 * its reference; a long one may go on on the next. Content gives way line by line until that is so.
 *
 * @param carried lines of notes from the page before
 */
export function fillWithNotes(
  slabs: readonly Slab[],
  start: number,
  height: number,
  begun: boolean,
  notes: Footnotes,
  carried: readonly Slab[],
): FilledWithNotes {
  let limit = height - footHeight(carried.slice(0, LEAST_LINES));
  for (let tries = 0; ; tries++) {
    const filled = fill(slabs, start, limit, begun);
    const body = reachOf(filled.placed);
    const own = notesOf(filled, slabs, notes);
    const lines = [...carried, ...own.flat()];
    const fitting = linesWithin(lines, height - body);
    if (fitting === lines.length) return footed(filled, lines, [], height, notes);
    // Where it is cut: in a note from before, or in the last of its own, leaving lines on both sides.
    const last = own.at(-1);
    const lastStart = lines.length - (last?.length ?? lines.length);
    const cut = Math.min(fitting, lines.length - LEAST_LINES);
    const fair = cut >= (last === undefined ? 1 : lastStart + LEAST_LINES);
    const exhausted = filled.placed.length <= 1 || filled.torn === true || tries >= MOST_TRIES;
    if (fair || exhausted) {
      // A page with nothing else takes a line at least, so that notes come to an end.
      const taken = fair ? cut : Math.max(fitting, filled.placed.length === 0 ? 1 : 0);
      return footed(filled, lines.slice(0, taken), lines.slice(taken), height, notes);
    }
    limit = body - 1;
  }
}

/** The notes that belong on a page. Those of a slab that is cut begin with its first part. */
function notesOf(filled: Filled, slabs: readonly Slab[], notes: Footnotes): Slab[][] {
  const own = notes.of(filled.placed.map(({ slab }) => slab));
  if (filled.rest !== undefined) own.push(...notes.ofItself(slabs[filled.next] as Slab));
  return own;
}

function footHeight(lines: readonly Slab[]): number {
  return lines.length === 0 ? 0 : 2 * RULE_SPACE + stackHeight(lines);
}

/** How many lines fit into a foot of a height. */
function linesWithin(lines: readonly Slab[], height: number): number {
  let bottom = 2 * RULE_SPACE;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Slab;
    bottom += line.height + (i > 0 ? gapBetween(lines[i - 1] as Slab, line) : 0);
    if (bottom > height + EPSILON) return i;
  }
  return lines.length;
}

function footed(filled: Filled, lines: readonly Slab[], carried: readonly Slab[], height: number, notes: Footnotes): FilledWithNotes {
  if (lines.length === 0) return { ...filled, foot: [], carried };
  const top = height - stackHeight(lines);
  const foot = [
    { slab: ruleAt(notes.startOf(RULE_WIDTH)), y: top - RULE_SPACE },
    ...stack(lines).map(({ slab, y }) => ({ slab, y: y + top })),
  ];
  return { ...filled, foot, carried };
}

/** How far down the content of a page reaches, with what stands beside it. */
function reachOf(placed: readonly Placed[]): number {
  let reach = 0;
  for (const { slab, y } of placed) {
    reach = Math.max(reach, y + slab.height);
    for (const { height = 0 } of slab.beside ?? []) reach = Math.max(reach, y + height);
  }
  return reach;
}

/** The thin line above the notes of a page. */
const ruleAt = (left: number): Slab => ({
  height: RULE_THICKNESS,
  before: 0,
  after: 0,
  breakAfter: 'avoid',
  paint(painter: Painter, x: number, y: number): void {
    painter.items.push({ kind: 'rect', owner: null, x: x + left, y, width: RULE_WIDTH, height: RULE_THICKNESS, fill: RULE_COLOR });
  },
});
