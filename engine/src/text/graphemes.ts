const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Indices at which a text may be cut without tearing a user-perceived character, ascending, without 0 and the end (UAX 29). */
export function graphemeBoundaries(text: string): number[] {
  const boundaries: number[] = [];
  for (const { index } of segmenter.segment(text)) if (index > 0) boundaries.push(index);
  return boundaries;
}
