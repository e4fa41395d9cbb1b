import type { ShapedWord } from '../../text/shaper.ts';
import type { GlyphPart } from './joined-glyphs.ts';

/**
 * What the space between words stands for: readers that build words from places (pdf.js) drop a plain space where the pen jumps
 * back. The mark of direction before it is never shown, and tells readers of plain text what is meant.
 */
export const SPACE_BETWEEN = '\u200f ';

/** The glyphs that stand for a letter with its marks, or for letters joined. */
export interface Cluster {
  readonly text: string;
  /** Index of its leftmost glyph in the word. */
  readonly first: number;
  /** Left edge from that of the word, and width; font units. */
  readonly left: number;
  readonly advance: number;
  /** From its own left edge. */
  readonly parts: readonly GlyphPart[];
}

/** The clusters of a word in the order in which they are read, from right to left. */
export function clustersOf(word: ShapedWord): Cluster[] {
  const { glyphs, advances, offsets, clusters } = word;
  const texts = clusterTexts(word);
  const found: Cluster[] = [];
  let left = 0;
  for (let from = 0; from < glyphs.length; ) {
    const parts: GlyphPart[] = [];
    let advance = 0;
    let to = from;
    for (; to < glyphs.length && clusters[to] === clusters[from]; to++) {
      const [dx, dy] = offsets === undefined ? [0, 0] : [offsets[to * 2]!, offsets[to * 2 + 1]!];
      parts.push({ glyph: glyphs[to]!, x: advance + dx, y: dy });
      advance += advances[to]!;
    }
    found.push({ text: texts.get(clusters[from]!)!, first: from, left, advance, parts });
    left += advance;
    from = to;
  }
  return found.reverse();
}

/** The text of each cluster, by its place in the word. */
function clusterTexts({ clusters, text }: ShapedWord): Map<number, string> {
  const starts = [...new Set(clusters)].sort((a, b) => a - b);
  return new Map(starts.map((start, i) => [start, text.slice(start, starts[i + 1] ?? text.length)]));
}

/** Whether a word was shaped to be read from right to left; of one letter it makes no difference. */
export function isRightToLeft({ clusters }: ShapedWord): boolean {
  return clusters.length > 1 && clusters[0]! > clusters.at(-1)!;
}
