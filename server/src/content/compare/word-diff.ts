export interface TextPiece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Cells of the table that the comparison may fill; texts that need more are shown as replaced. */
const mostCells = 4_000_000;

/** What became of a text, word by word; blanks belong to words of their own, expressions in braces are one word. */
export function wordDiff(before: string, after: string): readonly TextPiece[] {
  const a = wordsOf(before);
  const b = wordsOf(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const pieces: TextPiece[] = [];
  const say = (kind: TextPiece['kind'], text: string) => {
    const last = pieces.at(-1);
    if (text === '') return;
    if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text };
    else pieces.push({ kind, text });
  };
  say('same', a.slice(0, start).join(''));
  middle(a.slice(start, a.length - end), b.slice(start, b.length - end), say);
  say('same', a.slice(a.length - end).join(''));
  return pieces;
}

const wordsOf = (text: string): readonly string[] => text.match(/\{\{.*?\}\}|[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gsu) ?? [];

/** Along the longest common sequence of words. */
function middle(a: readonly string[], b: readonly string[], say: (kind: TextPiece['kind'], text: string) => void): void {
  if (a.length === 0 || b.length === 0 || a.length * b.length > mostCells) {
    say('removed', a.join(''));
    say('added', b.join(''));
    return;
  }
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        a[i] === b[j] ? longest[(i + 1) * width + j + 1]! + 1 : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      say('same', a[i++]!);
      j++;
    } else if (j >= b.length || (i < a.length && longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)) say('removed', a[i++]!);
    else say('added', b[j++]!);
  }
}
