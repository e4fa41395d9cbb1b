import { dictOf, PdfArray, type PdfDict, type PdfValue } from '../read/values.ts';

const maxDepth = 64;
const maxEntries = 5_000_000;

/** Reads a number tree (ISO 32000-1, 7.9.7): values unresolved, by key. Circles are cut. */
export function readNumberTree(root: PdfValue): Map<number, PdfValue> {
  const entries = new Map<number, PdfValue>();
  const seen = new Set<PdfDict>();
  const visit = (node: PdfDict | undefined, depth: number): void => {
    if (!node || seen.has(node) || depth > maxDepth) return;
    seen.add(node);
    const numbers = node.array('Nums');
    for (let index = 0; numbers && index + 1 < numbers.length && entries.size < maxEntries; index += 2) {
      const key = numbers.at(index);
      if (typeof key === 'number' && !entries.has(key)) entries.set(key, numbers.raw(index + 1));
    }
    const kids = node.get('Kids');
    if (kids instanceof PdfArray) for (const kid of kids) visit(dictOf(kid), depth + 1);
  };
  visit(dictOf(root), 0);
  return entries;
}
