import type { Drawing, DrawingGroup, DrawingPart, DrawingShape, Gradient, Paint } from './drawing.ts';
import { isIdentity, type Matrix } from './matrix.ts';
import { spell, svgPath } from './outline.ts';

/**
 * A drawing as an SVG file for web pages. It is made anew out of the drawing's shapes and numbers, so that nothing of the file
 * it was read from can come along: no script, no link, no style.
 */
export function drawingSvg(drawing: Drawing): string {
  const writer = new SvgWriter();
  const content = writer.parts(drawing.content);
  const size = `width="${spell(drawing.width)}" height="${spell(drawing.height)}" viewBox="0 0 ${spell(drawing.width)} ${spell(drawing.height)}"`;
  const defs = writer.defs === '' ? '' : `<defs>${writer.defs}</defs>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${defs}${content}</svg>`;
}

class SvgWriter {
  defs = '';
  #ids = 0;

  parts(parts: readonly DrawingPart[]): string {
    let text = '';
    for (const part of parts) text += part.kind === 'group' ? this.#group(part) : this.#shape(part);
    return text;
  }

  #group({ matrix, opacity, clip, children }: DrawingGroup): string {
    let attributes = matrix === undefined ? '' : ` transform="${matrixText(matrix)}"`;
    if (opacity !== undefined) attributes += ` opacity="${spell(opacity)}"`;
    if (clip !== undefined) {
      const id = this.#id();
      const rule = clip.evenOdd ? ' clip-rule="evenodd"' : '';
      this.defs += `<clipPath id="${id}"><path d="${svgPath(clip.outline)}"${rule}/></clipPath>`;
      attributes += ` clip-path="url(#${id})"`;
    }
    return `<g${attributes}>${this.parts(children)}</g>`;
  }

  #shape({ outline, fill, stroke }: DrawingShape): string {
    let attributes = fill === undefined ? ' fill="none"' : this.#paint('fill', fill.paint, fill.opacity);
    if (fill?.evenOdd) attributes += ' fill-rule="evenodd"';
    if (stroke !== undefined) {
      attributes += `${this.#paint('stroke', stroke.paint, stroke.opacity)} stroke-width="${spell(stroke.width)}"`;
      if (stroke.cap !== 'butt') attributes += ` stroke-linecap="${stroke.cap}"`;
      if (stroke.join !== 'miter') attributes += ` stroke-linejoin="${stroke.join}"`;
      if (stroke.miterLimit !== 4) attributes += ` stroke-miterlimit="${spell(stroke.miterLimit)}"`;
      if (stroke.dash.length > 0) {
        attributes += ` stroke-dasharray="${stroke.dash.map(spell).join(' ')}" stroke-dashoffset="${spell(stroke.dashOffset)}"`;
      }
    }
    return `<path d="${svgPath(outline)}"${attributes}/>`;
  }

  #paint(property: 'fill' | 'stroke', paint: Paint, opacity: number): string {
    const see = opacity === 1 ? '' : ` ${property}-opacity="${spell(opacity)}"`;
    return ` ${property}="${typeof paint === 'string' ? paint : `url(#${this.#gradient(paint)})`}"${see}`;
  }

  #gradient({ kind, points, matrix, stops }: Gradient): string {
    const id = this.#id();
    const names = kind === 'linear' ? ['x1', 'y1', 'x2', 'y2'] : ['fx', 'fy', 'cx', 'cy', 'r'];
    const place = names.map((name, i) => ` ${name}="${spell(points[i]!)}"`).join('');
    const transform = isIdentity(matrix) ? '' : ` gradientTransform="${matrixText(matrix)}"`;
    const inner = stops.map(({ offset, color, opacity }) => {
      const see = opacity === 1 ? '' : ` stop-opacity="${spell(opacity)}"`;
      return `<stop offset="${spell(offset)}" stop-color="${color}"${see}/>`;
    });
    this.defs += `<${kind}Gradient id="${id}" gradientUnits="userSpaceOnUse"${place}${transform}>${inner.join('')}</${kind}Gradient>`;
    return id;
  }

  #id(): string {
    this.#ids += 1;
    return `p${this.#ids}`;
  }
}

const matrixText = (matrix: Matrix): string => `matrix(${matrix.map(spell).join(' ')})`;
