/** Made when a text is first cut: it takes twenty milliseconds, and most documents never cut one. */
let segmenter: Intl.Segmenter | undefined;

/**
 * Dingbats that Unicode 17 no longer counts as pictographs, joined by a zero-width joiner: earlier versions keep them whole (rule
 * GB11), and fonts may have a glyph for the sequence.
 */
const JOINED_DINGBATS = /[\u2190-\u2bff](?:\p{M}|\ufe0f)*\u200d$/u;
const DINGBAT = /^[\u2190-\u2bff]/;

/**
 * Indices at which a text may be cut without tearing a user-perceived character, ascending, without 0 and the end: extended
 * grapheme clusters (UAX 29) of the runtime's Unicode version (17 with Node 24), and what Unicode 15 kept whole stays so.
 */
export function graphemeBoundaries(text: string): number[] {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  const boundaries: number[] = [];
  for (const { index } of segmenter.segment(text)) {
    if (index > 0 && !(text.charCodeAt(index - 1) === 0x200d && isJoined(text, index))) boundaries.push(index);
  }
  return boundaries;
}

function isJoined(text: string, index: number): boolean {
  return DINGBAT.test(text[index] ?? '') && JOINED_DINGBATS.test(text.slice(Math.max(0, index - 8), index));
}

/**
 * A text shortened to a number of characters as a reader counts them, the sign of omission included; never in the middle of an
 * emoji or between a letter and its accent.
 * @param most at least 1
 */
export function truncate(text: string, most: number, omission = '…'): string {
  // A cluster is at least one code unit, so that a short text need not be taken apart.
  if (text.length <= most) return text;
  const boundaries = graphemeBoundaries(text);
  if (boundaries.length + 1 <= most) return text;
  const room = most - (graphemeBoundaries(omission).length + (omission === '' ? 0 : 1));
  const cut = room <= 0 ? 0 : (boundaries[room - 1] ?? text.length);
  return room < 0 ? '' : text.slice(0, cut).trimEnd() + omission;
}
