/** Everything that was, so that one can go back: whole documents, which share all that did not change. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last change was about: changes of the same, one right after the other, are one. */
  readonly about: string | undefined;
  readonly at: number;
}

const mostSteps = 200;
/** Milliseconds between changes of the same that are one step. */
const together = 900;

export const beginning = <T>(present: T): History<T> => ({ past: [], present, future: [], about: undefined, at: 0 });

export function changed<T>(history: History<T>, present: T, about: string | undefined, at: number): History<T> {
  if (present === history.present) return history;
  const goesOn = about !== undefined && about === history.about && at - history.at < together && history.past.length > 0;
  const past = goesOn ? history.past : [...history.past, history.present].slice(-mostSteps);
  return { past, present, future: [], about, at };
}

export function undone<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future], about: undefined, at: 0 };
}

export function redone<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, about: undefined, at: 0 };
}
