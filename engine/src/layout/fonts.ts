import type { Brand } from '../template/model.ts';
import { createFontFace, type FontFace } from '../text/font-face.ts';
import type { FaceSet } from '../text/text-style.ts';

/**
 * Reads every font that a brand's families name, by asset name.
 * @throws FontError when a font's asset is missing or no TrueType font
 */
export async function loadFaces(brand: Brand, assets: { readonly [name: string]: Uint8Array }): Promise<Map<string, FontFace>> {
  const faces = new Map<string, FontFace>();
  for (const { regular, bold, italic, boldItalic } of Object.values(brand.fonts)) {
    for (const name of [regular, bold, italic, boldItalic]) {
      if (name === undefined || faces.has(name)) continue;
      faces.set(name, await createFontFace(name, assets[name] ?? new Uint8Array()));
    }
  }
  return faces;
}

/** The families of a brand by name, each with those that lend it characters. */
export function fontFamilies(brand: Brand, faces: ReadonlyMap<string, FontFace>): Map<string, FaceSet> {
  const own = new Map<string, FaceSet>();
  for (const [family, { regular, bold, italic, boldItalic }] of Object.entries(brand.fonts)) {
    const face = (name: string | undefined, instead: FontFace): FontFace => (name === undefined ? instead : (faces.get(name) ?? instead));
    const base = faces.get(regular) as FontFace;
    const bolder = face(bold, base);
    const slanted = face(italic, base);
    const both = face(boldItalic, bold === undefined ? slanted : bolder);
    own.set(family, { regular: base, bold: bolder, italic: slanted, boldItalic: both });
  }
  const families = new Map<string, FaceSet>();
  for (const [family, faceSet] of own) {
    const names = brand.fonts[family]?.fallback ?? brand.fallback ?? [];
    const fallbacks = names.filter((name) => name !== family).flatMap((name) => own.get(name) ?? []);
    families.set(family, fallbacks.length === 0 ? faceSet : { ...faceSet, fallbacks });
  }
  return families;
}
