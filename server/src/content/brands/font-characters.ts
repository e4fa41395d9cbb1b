/** The code points that a font has glyphs for: table cmap, formats 4 and 12, which all fonts of today have (OpenType specification 1.9.1). */
export function readCharacters(cmap: DataView | undefined): ReadonlySet<number> {
  const found = new Set<number>();
  if (!cmap) return found;
  for (let i = 0; i < cmap.getUint16(2); i++) {
    const at = 4 + 8 * i;
    const [platform, encoding] = [cmap.getUint16(at), cmap.getUint16(at + 2)];
    // Encoding 0 of Windows holds signs of pictures, not letters.
    if (platform !== 0 && !(platform === 3 && (encoding === 1 || encoding === 10))) continue;
    const offset = cmap.getUint32(at + 4);
    const format = cmap.getUint16(offset);
    if (format === 4) segments(cmap, offset, found);
    else if (format === 12) groups(cmap, offset, found);
  }
  return found;
}

/** Format 4: segments of code points with a difference or a list of glyphs each. */
function segments(cmap: DataView, offset: number, found: Set<number>): void {
  const doubled = cmap.getUint16(offset + 6);
  const ends = offset + 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const ranges = deltas + doubled;
  // Segments stand in order: a file that says otherwise is not read twice over.
  let next = 0;
  for (let s = 0; s < doubled; s += 2) {
    const [start, end] = [cmap.getUint16(starts + s), cmap.getUint16(ends + s)];
    const [delta, range] = [cmap.getUint16(deltas + s), cmap.getUint16(ranges + s)];
    for (let code = Math.max(start, next); code <= end && code < 0xffff; code++) {
      const listed = range === 0 ? code : cmap.getUint16(ranges + s + range + 2 * (code - start));
      if (listed !== 0 && ((listed + delta) & 0xffff) !== 0) found.add(code);
    }
    next = Math.max(next, end + 1);
  }
}

const lastCodePoint = 0x10ffff;

/** Format 12: groups of code points that stand in a row. */
function groups(cmap: DataView, offset: number, found: Set<number>): void {
  const count = cmap.getUint32(offset + 12);
  let next = 0;
  for (let g = 0; g < count; g++) {
    const at = offset + 16 + 12 * g;
    const [start, end, glyph] = [cmap.getUint32(at), Math.min(cmap.getUint32(at + 4), lastCodePoint), cmap.getUint32(at + 8)];
    for (let code = Math.max(start, next); code <= end; code++) if (glyph + code - start !== 0) found.add(code);
    next = Math.max(next, end + 1);
  }
}
