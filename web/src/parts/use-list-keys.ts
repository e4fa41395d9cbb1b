import { type RefObject, useEffect, useState } from 'react';
import { isPlainKey } from './rows.tsx';

interface ListKeys {
  readonly count: number;
  readonly open: (index: number) => void;
  readonly search?: RefObject<HTMLInputElement | null>;
}

/** Where a key leads from `current` in a list of `count` rows (−1: none yet), or nothing when it is no key of a list. */
export function stepTo(key: string, current: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'j' || key === 'ArrowDown') return Math.min(current + 1, count - 1);
  if (key === 'k' || key === 'ArrowUp') return Math.max(current - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}

/** j and k or the arrows walk through a list, Enter opens, / goes to the search box. Silent while someone types. */
export function useListKeys({ count, open, search }: ListKeys): readonly [number, (index: number) => void] {
  const [current, setCurrent] = useState(-1);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (!isPlainKey(event) || document.querySelector('[role="dialog"]')) return;
      const inSearch = search?.current !== null && target === search?.current;
      const typing = target instanceof Element && target.closest('input, textarea, select') !== null;
      if (key === '/' && !typing && search?.current) {
        event.preventDefault();
        search.current.focus();
        search.current.select();
        return;
      }
      if (typing && !(inSearch && (key === 'ArrowDown' || key === 'ArrowUp' || key === 'Enter'))) return;
      if (key === 'Enter') {
        const onControl = target instanceof Element && target.closest('a, button') !== null;
        if (current >= 0 && !onControl) open(current);
        return;
      }
      const next = stepTo(key, current, count);
      if (next === undefined) return;
      event.preventDefault();
      setCurrent(next);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [count, current, open, search]);
  return [Math.min(current, count - 1), setCurrent];
}
