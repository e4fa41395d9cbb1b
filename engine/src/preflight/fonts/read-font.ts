import type { PdfDict, PdfRef } from '../read/values.ts';
import { type CompositeFont, readCompositeFont } from './composite-font.ts';
import { readSimpleFont, type SimpleFont } from './simple-font.ts';

/** Any font; `isComposite` tells which. */
export type AnyFont = SimpleFont | CompositeFont;

const cache = new WeakMap<PdfDict, AnyFont>();

/** Reads a font dictionary; the same dictionary gives the same font. Never throws for what is wrong with it. */
export function readFont(dict: PdfDict, ref?: PdfRef): AnyFont {
  let font = cache.get(dict);
  if (!font) {
    font = dict.name('Subtype') === 'Type0' ? readCompositeFont(dict, ref) : readSimpleFont(dict, ref);
    cache.set(dict, font);
  }
  return font;
}
