import type { Contents, Heading } from '../template/model.ts';
import type { Context, State } from './context.ts';
import { compileInline, type RunsEvaluator } from './inline.ts';
import { count } from './list-labels.ts';
import { type Emit, paragraphStyle } from './nodes.ts';
import { plannedNode } from './plan.ts';
import type { ResolvedHeading } from './resolved.ts';

/** The headings of a document so far, and the numbers of the last of each level. */
export interface HeadingState {
  readonly headings: ResolvedHeading[];
  readonly numbers: number[];
}

/** Between a heading's number and its text: two blanks that don't break. */
const GAP = '\u00a0\u00a0';

/** Compiles a heading, numbered where the template numbers its headings. Those in frames are no part of the document's order. */
export function compileHeading(ctx: Context, node: Heading): Emit {
  const { source } = ctx;
  const { level } = node;
  const style = paragraphStyle(ctx, node.style, `heading${level}`);
  const runs = compileInline(ctx.at('text'), node.text);
  if (ctx.position.inFrame) return (state, out) => void out.push({ type: 'heading', source, level, style, runs: runs(state) });
  const counters = countersOf(ctx.shared.bundle.template.headingNumbering);
  const numbered = node.unnumbered !== true && level <= counters.signs.length;
  const emit: Emit = (state, out) => {
    const known = headingsOf(state);
    const number = numbered ? nextNumber(known.numbers, level, counters) : undefined;
    const own = runs(state);
    const heading: ResolvedHeading = {
      ...({ type: 'heading', source, level, style, anchor: `section-${known.headings.length + 1}` } as const),
      runs: number === undefined ? own : [{ text: number + GAP }, ...own],
      ...(number === undefined ? {} : { number }),
    };
    known.headings.push(heading);
    out.push(heading);
  };
  // Numbers, and the table of contents, need the headings before.
  if (numbered) return emit;
  return plannedNode(emit, runs.sketch, (sketched) => ({ type: 'heading', source, level, style, runs: sketched }));
}

/** Compiles the table of contents. Its entries are the document's headings, of which most come behind it. */
export function compileContents(ctx: Context, node: Contents): Emit {
  const { source } = ctx;
  ctx.shared.asksForAll = true;
  const style = node.style === undefined ? undefined : paragraphStyle(ctx, node.style, 'body');
  const title: RunsEvaluator = node.title === undefined ? () => [] : compileInline(ctx.at('title'), node.title);
  const { levels = 3 } = node;
  return (state, out) => {
    out.push({ type: 'contents', source, style, title: title(state), levels, headings: headingsOf(state).headings });
  };
}

function headingsOf(state: State): HeadingState {
  state.headings ??= { headings: [], numbers: [] };
  return state.headings;
}

interface Counters {
  /** One of 1, a, A, i, I for each level that is numbered. */
  readonly signs: readonly string[];
  readonly end: string;
}

function countersOf(pattern: string | undefined): Counters {
  if (pattern === undefined) return { signs: [], end: '' };
  const end = pattern.endsWith('.') ? '.' : '';
  return { signs: pattern.slice(0, pattern.length - end.length).split('.'), end };
}

/** Counts a heading of a level; levels that were left out count as 1. */
function nextNumber(numbers: number[], level: number, { signs, end }: Counters): string {
  numbers.length = Math.min(numbers.length, level);
  while (numbers.length < level - 1) numbers.push(1);
  numbers[level - 1] = (numbers[level - 1] ?? 0) + 1;
  return numbers.map((number, i) => count(signs[i] as string, number)).join('.') + end;
}
