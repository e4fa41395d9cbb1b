import type { TrueTypeFont } from './true-type.ts';

/** A glyph that is part of another, at its place in font units. */
export interface GlyphPart {
  readonly glyph: number;
  readonly x: number;
  readonly y: number;
}

/** A font with glyphs that it does not have itself: several of its own drawn as one, numbered behind its last. */
export interface JoinedFont {
  readonly font: TrueTypeFont;
  /** The number of a new glyph. */
  join(parts: readonly GlyphPart[], advance: number): number;
}

const ARGUMENTS_ARE_WORDS = 0x0001;
const ARGUMENTS_ARE_XY = 0x0002;
const MORE_COMPONENTS = 0x0020;

/**
 * Fonts for Arabic draw letters of several glyphs: the base, shared by many letters, and its dots. Text extraction wants one
 * character code for each letter, so that the glyphs of a letter become one (composite) glyph of the embedded font.
 */
export function withJoinedGlyphs(base: TrueTypeFont): JoinedFont {
  const joined: { readonly outline: Uint8Array; readonly advance: number; readonly left: number }[] = [];
  let most = 0;
  const own = (glyph: number) => joined[glyph - base.glyphCount];
  const font: TrueTypeFont = {
    ...base,
    advance: (glyph) => own(glyph)?.advance ?? base.advance(glyph),
    leftSideBearing: (glyph) => own(glyph)?.left ?? base.leftSideBearing(glyph),
    outline: (glyph) => own(glyph)?.outline ?? base.outline(glyph),
    table: (tag) => (tag === 'maxp' && joined.length > 0 ? withDepth(base.table(tag), most) : base.table(tag)),
  };
  return {
    font,
    join(parts, advance) {
      const { outline, left } = compositeOutline(base, parts);
      joined.push({ outline, advance, left });
      most = Math.max(most, parts.length);
      return base.glyphCount + joined.length - 1;
    },
  };
}

/** A composite glyph (OpenType 1.9.1, table glyf). */
function compositeOutline(font: TrueTypeFont, parts: readonly GlyphPart[]): { outline: Uint8Array; left: number } {
  const outline = new Uint8Array(10 + parts.length * 8);
  const view = new DataView(outline.buffer);
  const box = boxOf(font, parts);
  view.setInt16(0, -1);
  for (const [i, value] of box.entries()) view.setInt16(2 + i * 2, value);
  parts.forEach(({ glyph, x, y }, i) => {
    const at = 10 + i * 8;
    view.setUint16(at, ARGUMENTS_ARE_WORDS | ARGUMENTS_ARE_XY | (i < parts.length - 1 ? MORE_COMPONENTS : 0));
    view.setUint16(at + 2, glyph);
    view.setInt16(at + 4, x);
    view.setInt16(at + 6, y);
  });
  return { outline, left: box[0] };
}

/** xMin, yMin, xMax, yMax of glyphs together. */
function boxOf(font: TrueTypeFont, parts: readonly GlyphPart[]): [number, number, number, number] {
  let box: [number, number, number, number] | undefined;
  for (const { glyph, x, y } of parts) {
    const outline = font.outline(glyph);
    if (outline.length < 10) continue;
    const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength);
    const [left, bottom, right, top] = [view.getInt16(2) + x, view.getInt16(4) + y, view.getInt16(6) + x, view.getInt16(8) + y];
    box = box && [Math.min(box[0], left), Math.min(box[1], bottom), Math.max(box[2], right), Math.max(box[3], top)];
    box ??= [left, bottom, right, top];
  }
  return box ?? [0, 0, 0, 0];
}

/** The font's maxima with those of composites raised: points, contours, components, depth (version 1.0 of table maxp). */
function withDepth(table: Uint8Array, parts: number): Uint8Array {
  if (table.length < 32) return table;
  const raised = table.slice();
  const view = new DataView(raised.buffer);
  const raise = (at: number, value: number): void => view.setUint16(at, Math.min(0xffff, Math.max(view.getUint16(at), value)));
  raise(10, Math.max(view.getUint16(6), view.getUint16(10)) * parts);
  raise(12, Math.max(view.getUint16(8), view.getUint16(12)) * parts);
  raise(28, parts);
  raise(30, view.getUint16(30) + 1);
  return raised;
}
