/**
 * A TrueType table `cmap` with one subtable of format 4 for Windows Unicode (OpenType 1.9.1): stretches of characters whose glyphs
 * follow each other become a segment each.
 */
export function characterMap(codes: ReadonlyMap<number, number>): Uint8Array {
  const segments = segmentsOf(codes);
  const count = segments.length;
  const length = 16 + count * 8;
  const table = new Uint8Array(12 + length);
  const view = new DataView(table.buffer);
  const power = 2 ** Math.floor(Math.log2(count));
  const head = [0, 1, 3, 1, 0, 12, 4, length, 0, count * 2, power * 2, Math.log2(power), (count - power) * 2];
  head.forEach((value, i) => {
    view.setUint16(i * 2, value);
  });
  const ends = 26;
  const starts = ends + count * 2 + 2;
  segments.forEach(({ from, to, glyph }, i) => {
    view.setUint16(ends + i * 2, to);
    view.setUint16(starts + i * 2, from);
    view.setUint16(starts + (count + i) * 2, (glyph - from) & 0xffff);
  });
  return table;
}

interface Segment {
  readonly from: number;
  to: number;
  readonly glyph: number;
}

/** The last segment stands for no character, as the format wants it. */
function segmentsOf(codes: ReadonlyMap<number, number>): Segment[] {
  const segments: Segment[] = [];
  for (const [character, glyph] of [...codes].sort(([a], [b]) => a - b)) {
    const last = segments.at(-1);
    if (last !== undefined && character === last.to + 1 && glyph === last.glyph + character - last.from) last.to = character;
    else segments.push({ from: character, to: character, glyph });
  }
  segments.push({ from: 0xffff, to: 0xffff, glyph: 0 });
  return segments;
}
