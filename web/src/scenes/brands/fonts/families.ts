import type { FontFacts } from '@posthorn/contract';
import type { Brand, FontFamily } from '@posthorn/engine';

export const cuts = ['regular', 'bold', 'italic', 'boldItalic'] as const;
export type Cut = (typeof cuts)[number];

/** From this weight on a font is the bold one of its family: CSS Fonts 4 takes 600 and more where bold is asked for. */
const BOLD = 600;

/** The cut that a font is by what it says of itself. */
export function slotOf({ weight, italic }: Pick<FontFacts, 'weight' | 'italic'>): Cut {
  if (weight >= BOLD) return italic ? 'boldItalic' : 'bold';
  return italic ? 'italic' : 'regular';
}

/** A short name for a family: `Noto Sans Hebrew` is `noto-sans-hebrew`; one that is there is taken. */
export function familyName({ family }: Pick<FontFacts, 'family'>, known: readonly string[]): string {
  const name =
    family
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'font';
  return known.find((one) => one.toLowerCase() === name) ?? name;
}

/**
 * Puts a font into a family, a new one where there is none of the name. A family begins with its regular cut: a first font of another one
 * stands for that too until the regular one comes.
 */
export function withFont(brand: Brand, name: string, cut: Cut, font: { readonly asset: string; readonly place: string }): Brand {
  const before: FontFamily | undefined = brand.fonts[name];
  const family: FontFamily = { ...(before ?? { regular: font.asset }), [cut]: font.asset };
  return { ...brand, fonts: { ...brand.fonts, [name]: family }, assets: { ...brand.assets, [font.asset]: font.place } };
}
