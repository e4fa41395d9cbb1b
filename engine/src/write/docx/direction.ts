import type { Run } from '../../resolve/resolved.ts';
import type { Brand } from '../../template/model.ts';
import { type BaseDirection, directionOf } from '../../text/bidi.ts';

/** A run whose letters all run one way. */
export type DirectedRun = Run & { readonly rightToLeft?: boolean };

/** A paragraph as Word wants it: whether it begins at the right, and its runs cut where their direction changes. */
export interface DirectedText {
  readonly rightToLeft: boolean;
  readonly runs: readonly DirectedRun[];
}

/** Finds out which way a paragraph runs; texts from left to right throughout stay as they are. */
export function directed(runs: readonly Run[], language: string, base: BaseDirection): DirectedText {
  const direction = directionOf(runs.map(({ text }) => text).join(''), language, base);
  if (direction === undefined) return { rightToLeft: false, runs };
  const cut: DirectedRun[] = [];
  let at = 0;
  for (const run of runs) {
    const levels = direction.levels.subarray(at, at + run.text.length);
    at += run.text.length;
    let from = 0;
    for (let to = 1; to <= run.text.length; to++) {
      if (to < run.text.length && isOdd(levels[to]) === isOdd(levels[from])) continue;
      const part = { ...run, text: run.text.slice(from, to) };
      cut.push(isOdd(levels[from]) ? { ...part, rightToLeft: true } : part);
      from = to;
    }
    if (run.text === '') cut.push(run);
  }
  return { rightToLeft: direction.rightToLeft, runs: cut };
}

const isOdd = (level: number | undefined): boolean => ((level ?? 0) & 1) === 1;

/** The direction that a style asks for, itself or by the styles that it is based on. */
export function directionOfStyle(name: string, { styles }: Brand): BaseDirection {
  const seen = new Set<string>();
  for (let style = styles[name] ?? styles.body; style !== undefined; ) {
    if (style.direction !== undefined) return style.direction;
    const { basedOn } = style;
    if (basedOn === undefined || seen.has(basedOn)) return 'auto';
    seen.add(basedOn);
    style = styles[basedOn];
  }
  return 'auto';
}
