/** The words of a passage as far as they matter for comparing: without case, marks and punctuation; every number is one, every field another. */
export function tokensOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/\u00ad/g, '')
      .replace(/\{\{[^}]*\}\}|\{[^}]*\}|«[^»]*»/g, ' \u{f8f0} ')
      .match(/[\p{L}\p{M}]+|\p{N}+(?:[.,:/]\p{N}+)*|\u{f8f0}/gu)
      ?.map((token) => (/^\p{N}/u.test(token) ? '0' : token)) ?? []
  );
}

/** Length of the longest common subsequence of two lists of words. */
export function commonLength(a: readonly string[], b: readonly string[]): number {
  let [from, to] = [0, 0];
  while (from < a.length && from < b.length && a[from] === b[from]) from++;
  while (to < a.length - from && to < b.length - from && a[a.length - 1 - to] === b[b.length - 1 - to]) to++;
  const width = b.length - to - from;
  let row = new Uint16Array(width + 1);
  for (let i = from; i < a.length - to; i++) {
    const next = new Uint16Array(width + 1);
    for (let j = 0; j < width; j++)
      next[j + 1] = a[i] === b[from + j] ? (row[j] as number) + 1 : Math.max(row[j + 1] as number, next[j] as number);
    row = next;
  }
  return from + to + (row[width] as number);
}

/** How much two passages have in common, 0 … 1: words in the same order, counted on both sides (Dice). */
export function similarity(a: readonly string[], b: readonly string[]): number {
  return a.length + b.length === 0 ? 1 : (2 * commonLength(a, b)) / (a.length + b.length);
}
