import { describe, expect, it } from 'vitest';
import { destinationAt, writeBookmarks } from './bookmarks.ts';

/** Writes entries given as level and title; returns the objects by number. */
function written(...entries: [level: number, title: string][]): { entry: string; objects: Map<number, string> } {
  const objects = new Map<number, string>();
  let next = 1;
  const target = {
    allocate: () => next++,
    add: (number: number, text: string) => void objects.set(number, text),
    destination: (page: number, y: number) => destinationAt(100 + page, 800, y),
  };
  const entry = writeBookmarks(
    target,
    entries.map(([level, title], page) => ({ level, title, page, y: 50 })),
  );
  return { entry, objects };
}

describe('bookmarks', () => {
  it('are a tree by levels, chapters shown and what is in them folded', () => {
    const { entry, objects } = written([1, 'A'], [2, 'B'], [3, 'C'], [2, 'D'], [1, 'E']);
    expect(entry).toBe('/Outlines 1 0 R');
    expect(objects.get(1)).toBe('<</Type/Outlines/First 2 0 R/Last 6 0 R/Count 2>>');
    expect(objects.get(2)).toContain('/Parent 1 0 R/Next 6 0 R/First 3 0 R/Last 5 0 R/Count -2');
    expect(objects.get(3)).toContain('/Parent 2 0 R/Next 5 0 R/First 4 0 R/Last 4 0 R/Count -1');
    expect(objects.get(5)).toContain('/Parent 2 0 R/Prev 3 0 R/Dest[103 0 R/XYZ null 750 null]');
  });

  it('hang below the nearest heading where levels are left out', () => {
    const { objects } = written([2, 'A'], [4, 'B'], [3, 'C'], [1, 'D']);
    expect(objects.get(1)).toContain('/First 2 0 R/Last 5 0 R/Count 2');
    expect(objects.get(2)).toContain('/First 3 0 R/Last 4 0 R/Count -2');
  });
});
