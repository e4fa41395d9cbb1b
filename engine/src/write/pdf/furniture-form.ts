import { deflate, inflate } from '#runtime';
import type { DrawItem } from '../../layout/display-list.ts';
import type { FontFace } from '../../text/font-face.ts';
import { deflateCodes } from './deflate/codes.ts';
import { DeflateWriter } from './deflate/deflate-writer.ts';
import { CONTENT } from './deflate/trained.ts';
import { DocumentFonts } from './document-fonts.ts';
import { writeFurniture } from './page-content.ts';
import type { PdfContext } from './prepare-pdf.ts';
import { StructureMarks } from './structure-marks.ts';
import { length } from './syntax.ts';

/** Page furniture as a form XObject over the whole page: compressed once, then only copied. */
export interface FurnitureForm {
  readonly width: number;
  readonly height: number;
  /** Of the stream's dictionary, but the length. Fonts and images have the same numbers in all documents. */
  readonly entries: string;
  /** Compressed. */
  readonly data: Uint8Array;
  /** What a document with the form has to have. */
  readonly faces: readonly FontFace[];
  readonly assets: readonly string[];
}

/** By the list of items; undefined where a form cannot draw them. */
export type FurnitureForms = WeakMap<readonly DrawItem[], FurnitureForm | undefined>;

/**
 * The form of furniture on pages of a size, made when it is first asked for. Undefined where a document would need more for it than
 * what all documents have: glyphs that the base fonts lack.
 */
export function furnitureForm(context: PdfContext, items: readonly DrawItem[], width: number, height: number): FurnitureForm | undefined {
  const { furniture } = context;
  if (!furniture.has(items)) furniture.set(items, makeForm(context, items, width, height));
  const form = furniture.get(items);
  return form?.width === width && form.height === height ? form : undefined;
}

function makeForm(context: PdfContext, items: readonly DrawItem[], width: number, height: number): FurnitureForm | undefined {
  const fonts = new DocumentFonts(context.faces);
  const assets = new Set<string>();
  const imageResource = (asset: string): string => {
    assets.add(asset);
    return context.images.get(asset)!.resource;
  };
  const out = new DeflateWriter(deflateCodes(CONTENT), 1024);
  writeFurniture(out, items, height, { fonts, marks: new StructureMarks(), imageResource });
  if (fonts.supplements.length > 0) return undefined;
  const { used } = fonts;
  const fontList = used.map((face) => `/${face.font.resource} ${context.fontObjects.get(face)!.first} 0 R`);
  const imageList = [...assets].map((asset) => `/${context.images.get(asset)!.resource} ${context.images.get(asset)!.objects.first} 0 R`);
  const fontEntry = fontList.length === 0 ? '' : `/Font<<${fontList.join('')}>>`;
  const imageEntry = imageList.length === 0 ? '' : `/XObject<<${imageList.join('')}>>`;
  const box = `/BBox[0 0 ${length(width)} ${length(height)}]`;
  return {
    width,
    height,
    entries: `/Type/XObject/Subtype/Form${box}/Resources<<${fontEntry}${imageEntry}>>/Filter/FlateDecode`,
    // Compressed once more, with patience.
    data: deflate(inflate(out.finish(), out.length), true),
    faces: used.map(({ font }) => font.face),
    assets: [...assets],
  };
}
