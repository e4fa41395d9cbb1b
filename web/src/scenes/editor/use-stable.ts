import { useCallback, useRef } from 'react';
import { sameContent } from './saving/same-content.ts';

/*
 * At every key the workbench is drawn, with whatever is handed something new. These keep what is handed on the same while it says the same,
 * so that a part of the screen is drawn for what concerns it.
 */

/** A deed that stays the same function while what it does changes. For what people do; not to be called while drawing. */
export function useStable<Inputs extends readonly unknown[], Result>(deed: (...inputs: Inputs) => Result): (...inputs: Inputs) => Result {
  const latest = useRef(deed);
  latest.current = deed;
  return useCallback((...inputs: Inputs) => latest.current(...inputs), []);
}

/** The object of before as long as each of its fields is the very same. */
export function useParts<T extends object>(parts: T): T {
  const kept = useRef(parts);
  const names = Object.keys(parts) as (keyof T)[];
  if (names.some((name) => !Object.is(kept.current[name], parts[name]))) kept.current = parts;
  return kept.current;
}

/** What is made anew each time, as the answers of a worker are: that of before as long as it says the same. */
export function useSame<T>(value: T): T {
  const kept = useRef(value);
  if (!sameContent(kept.current, value)) kept.current = value;
  return kept.current;
}
