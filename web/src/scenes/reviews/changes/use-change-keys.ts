import { type RefObject, useEffect } from 'react';
import { isPlainKey } from '../../../parts/rows.tsx';
import { takesText } from '../../../parts/takes-text.ts';

/** j and k walk from change to change, c comments on the one that one stands on. Silent while somebody types. */
export function useChangeKeys(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (!isPlainKey(event) || takesText(target) || document.querySelector('[role="dialog"]')) return;
      const passages = [...(box.current?.querySelectorAll<HTMLElement>('.rv-passage[data-change]') ?? [])];
      if (passages.length === 0) return;
      const here = passages.findIndex((one) => one.contains(document.activeElement));
      if (key === 'c' && here >= 0) {
        event.preventDefault();
        passages[here]!.querySelector<HTMLElement>('.rv-aside button')?.click();
      }
      if (key !== 'j' && key !== 'k') return;
      event.preventDefault();
      const next = key === 'j' ? Math.min(here + 1, passages.length - 1) : Math.max(here - 1, 0);
      passages[next]!.focus({ preventScroll: true });
      passages[next]!.scrollIntoView({ block: 'center' });
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [box]);
}
