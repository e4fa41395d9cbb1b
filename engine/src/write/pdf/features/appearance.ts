import type { DrawItem, TextItem } from '../../../layout/display-list.ts';
import type { DocumentFonts } from '../document-fonts.ts';
import type { EmbeddedFont } from '../embedded-font.ts';
import { pathOperators, rectOperators } from '../shapes.ts';
import { fillColor, length } from '../syntax.ts';

/** Draws items as the appearance of an annotation, whose lower left corner is the origin. Its text is that of a field. */
export function appearanceOf(items: readonly DrawItem[], height: number, fonts: DocumentFonts): string {
  return `/Tx BMC\nq\n${items.map((item) => draw(item, height, fonts)).join('')}Q\nEMC\n`;
}

function draw(item: DrawItem, height: number, fonts: DocumentFonts): string {
  if (item.kind === 'text') return drawText(item, height, fonts);
  if (item.kind === 'rect') return (item.fill === undefined ? '' : `${fillColor(item.fill)}\n`) + rectOperators(item, height);
  if (item.kind !== 'path') throw new Error(`A field cannot show an item of kind “${item.kind}”`);
  const scale = item.scale ?? 1;
  const matrix = `${scale} 0 0 ${-scale} ${length(item.x)} ${length(height - item.y)} cm`;
  return `${fillColor(item.fill)}\nq ${matrix}\n${pathOperators(item.d)}f Q\n`;
}

/** Every glyph in its place: what a field holds is short. */
function drawText(item: TextItem, height: number, fonts: DocumentFonts): string {
  const { font: base } = fonts.use(item.face);
  const baseline = height - item.baseline + (item.rise ?? 0);
  let text = `BT ${fillColor(item.color)}\n`;
  let current: EmbeddedFont | undefined;
  item.words.forEach((word, w) => {
    const fontOf = fonts.fontsOf(base, word);
    const scale = item.size / word.face.unitsPerEm;
    let pen = item.xs[w]!;
    word.glyphs.forEach((glyph, i) => {
      const font = fontOf(glyph);
      if (font !== current) text += `/${font.resource} ${length(item.size)} Tf\n`;
      current = font;
      const x = pen + (word.offsets?.[i * 2] ?? 0) * scale;
      const y = baseline + (word.offsets?.[i * 2 + 1] ?? 0) * scale;
      const code = font
        .codeOf(glyph)
        .toString(16)
        .padStart(font.isWide ? 4 : 2, '0');
      text += `1 0 0 1 ${length(x)} ${length(y)} Tm<${code}>Tj\n`;
      pen += word.advances[i]! * scale + (item.tracking ?? 0);
    });
  });
  return `${text}ET\n`;
}
