import type { ResolvedHeading } from '../resolve/resolved.ts';
import type { PlannedPage } from './paginate.ts';
import type { Scope } from './scope.ts';
import type { Slab } from './slab.ts';

/** A text that pages repeat while it holds: a heading, or a named mark. It stands before the slab that comes to `at` in `out`. */
export interface RunningText {
  readonly out: readonly Slab[];
  readonly at: number;
  /** Name of the mark; undefined for headings. */
  readonly mark: string | undefined;
  readonly text: string;
}

/** What holds on one page. */
export interface RunningTexts {
  readonly heading: string;
  readonly marks: { readonly [name: string]: string };
}

/** Notes a heading for frames that repeat it. */
export function noteHeading({ running, out }: Scope, { runs }: ResolvedHeading): void {
  const text = runs.map((run) => run.text.replace(/\n/g, ' ')).join('');
  if (text !== '') running?.push({ out, at: out.length, mark: undefined, text });
}

/** For every page the first text of each name on it, else the last one before. */
export function runningTexts(noted: readonly RunningText[], pages: readonly PlannedPage[]): RunningTexts[] {
  const bySlab = new Map<Slab, RunningText[]>();
  for (const text of noted) {
    const slab = text.out[text.at] ?? text.out.at(-1);
    if (slab === undefined) continue;
    const known = bySlab.get(slab);
    if (known === undefined) bySlab.set(slab, [text]);
    else known.push(text);
  }
  let heading = '';
  let marks: { [name: string]: string } = {};
  return pages.map(({ placed }) => {
    const first = new Map<string | undefined, string>();
    const last = new Map<string | undefined, string>();
    for (const slab of slabsWithin(placed.map(({ slab: own }) => own))) {
      for (const { mark, text } of bySlab.get(slab) ?? []) {
        if (!first.has(mark)) first.set(mark, text);
        last.set(mark, text);
      }
    }
    const own = { heading: first.get(undefined) ?? heading, marks: { ...marks, ...named(first) } };
    heading = last.get(undefined) ?? heading;
    marks = { ...marks, ...named(last) };
    return own;
  });
}

function named(texts: ReadonlyMap<string | undefined, string>): { [name: string]: string } {
  return Object.fromEntries([...texts].filter(([name]) => name !== undefined));
}

/** Slabs and those inside of them, in reading order. */
export function* slabsWithin(slabs: Iterable<Slab>): Generator<Slab> {
  for (const slab of slabs) {
    yield slab;
    if (slab.beside !== undefined) for (const { inner } of slab.beside) if (inner !== undefined) yield* slabsWithin(inner());
    if (slab.inner !== undefined) yield* slabsWithin(slab.inner());
  }
}
