import { deflate, latin1 } from '#runtime';
import type { Drawing, DrawingGroup, DrawingPart, DrawingShape, Gradient, Paint, Stroke } from '../../graphics/drawing.ts';
import { IDENTITY, type Matrix, multiply } from '../../graphics/matrix.ts';
import { boundsOf, type Outline, pdfPath, spell } from '../../graphics/outline.ts';
import { streamObject } from './objects.ts';
import { shadingDictionary } from './shading.ts';
import { fillColor, strokeColor } from './syntax.ts';

const CAPS = { butt: 0, round: 1, square: 2 } as const;
const JOINS = { miter: 0, round: 1, bevel: 2 } as const;
/** PDF/A allows 28 nested graphics states; deeper groups go on in a form of their own. */
const MOST_NESTED = 20;
/** Far beyond any drawing: the area of a soft mask, which the shape itself cuts out. */
const EVERYWHERE = '-1000000 -1000000 1000000 1000000';

/**
 * A drawing as a form XObject, first, and the forms and masks that it needs. The form is one unit wide and high, as images are,
 * so that pages draw both alike. Colours are device RGB under the sRGB output intent; transparency is blended there too.
 */
export function encodeDrawing(drawing: Drawing, first: number): Uint8Array[] {
  const file = new FormFile(first);
  const { width, height } = drawing;
  const flip: Matrix = [1, 0, 0, -1, 0, height];
  const matrix = `/Matrix[${[1 / width, 0, 0, 1 / height, 0, 0].map(spell).join(' ')}]`;
  file.write(first, [{ kind: 'group', matrix: flip, children: drawing.content }], `/BBox[0 0 ${spell(width)} ${spell(height)}]${matrix}`);
  return file.objects;
}

/** The objects of one drawing, by number from `first`. */
class FormFile {
  readonly objects: Uint8Array[] = [];
  readonly #first: number;
  #next: number;

  constructor(first: number) {
    this.#first = first;
    this.#next = first + 1;
  }

  allocate(): number {
    return this.#next++;
  }

  put(number: number, entries: string, content: string): void {
    this.objects[number - this.#first] = streamObject(number, `${entries}/Filter/FlateDecode`, deflate(latin1(content), true));
  }

  /** Writes parts as a form. A group that blends within itself says in which colours. */
  write(number: number, parts: readonly DrawingPart[], entries: string): void {
    const form = new FormContent(this);
    form.parts(parts, IDENTITY);
    this.put(number, `/Type/XObject/Subtype/Form${entries}/Group<</S/Transparency/CS/DeviceRGB>>${form.resources()}`, form.out);
  }
}

class FormContent {
  out = '';
  readonly #file: FormFile;
  readonly #states = new Map<string, string>();
  readonly #patterns: string[] = [];
  readonly #forms: number[] = [];
  #depth = 0;

  constructor(file: FormFile) {
    this.#file = file;
  }

  resources(): string {
    const named = (kind: string, prefix: string, values: readonly string[]): string =>
      values.length === 0 ? '' : `/${kind}<<${values.map((value, i) => `/${prefix}${i} ${value}`).join('')}>>`;
    const states = [...this.#states.keys()].map((entries) => `<<${entries}>>`);
    const forms = this.#forms.map((number) => `${number} 0 R`);
    return `/Resources<<${named('ExtGState', 'G', states)}${named('Pattern', 'P', this.#patterns)}${named('XObject', 'X', forms)}>>`;
  }

  /** @param space from the current coordinates to those of the form, which patterns count in */
  parts(parts: readonly DrawingPart[], space: Matrix): void {
    for (const part of parts) {
      if (part.kind === 'group') this.#group(part, space);
      else this.#shape(part, space);
    }
  }

  #group({ matrix, opacity, clip, children }: DrawingGroup, space: Matrix): void {
    this.out += 'q\n';
    if (matrix !== undefined) this.out += `${matrix.map(spell).join(' ')} cm\n`;
    const inner = matrix === undefined ? space : multiply(space, matrix);
    if (clip !== undefined) this.out += clipOperators(clip.outline, clip.evenOdd);
    if (opacity === undefined && this.#depth < MOST_NESTED) {
      this.#depth += 1;
      this.parts(children, inner);
      this.#depth -= 1;
    } else {
      if (opacity !== undefined) this.out += this.#state(`/ca ${spell(opacity)}`);
      this.#form(children);
    }
    this.out += 'Q\n';
  }

  #form(parts: readonly DrawingPart[]): void {
    const form = this.#file.allocate();
    this.#file.write(form, parts, `/BBox[${EVERYWHERE}]`);
    this.#forms.push(form);
    this.out += `/X${this.#forms.length - 1} Do\n`;
  }

  #shape({ outline, fill, stroke }: DrawingShape, space: Matrix): void {
    const path = pdfPath(outline);
    if (fill !== undefined) this.#painted(fill.paint, fill.opacity, 'fill', space, `${path}${fill.evenOdd ? 'f*' : 'f'}\n`);
    if (stroke === undefined) return;
    const operators = `${strokeOperators(stroke)}${path}S\n`;
    this.#painted(stroke.paint, stroke.opacity, 'stroke', space, operators);
  }

  #painted(paint: Paint, opacity: number, way: 'fill' | 'stroke', space: Matrix, operators: string): void {
    const filling = way === 'fill';
    let before = '';
    if (opacity < 1) before += this.#state(`/${filling ? 'ca' : 'CA'} ${spell(opacity)}`);
    if (typeof paint === 'string') before += `${filling ? fillColor(paint) : strokeColor(paint)}\n`;
    else before += this.#gradient(paint, filling, space);
    this.out += opacity < 1 || typeof paint !== 'string' || !filling ? `q\n${before}${operators}Q\n` : before + operators;
  }

  #gradient(gradient: Gradient, filling: boolean, space: Matrix): string {
    this.#patterns.push(patternOf(gradient, multiply(space, gradient.matrix), 'color'));
    const use = `/Pattern ${filling ? 'cs' : 'CS'}/P${this.#patterns.length - 1} ${filling ? 'scn' : 'SCN'}\n`;
    return gradient.stops.every((stop) => stop.opacity === 1) ? use : use + this.#state(this.#fading(gradient));
  }

  /** A soft mask that fades as the gradient's stops do. It is painted in the coordinates in force where it is set. */
  #fading(gradient: Gradient): string {
    const number = this.#file.allocate();
    const resources = `/Resources<</Pattern<</P0 ${patternOf(gradient, gradient.matrix, 'opacity')}>>>>`;
    const entries = `/Type/XObject/Subtype/Form/BBox[${EVERYWHERE}]/Group<</S/Transparency/CS/DeviceGray>>${resources}`;
    this.#file.put(number, entries, '/Pattern cs/P0 scn -1000000 -1000000 2000000 2000000 re f\n');
    return `/SMask<</Type/Mask/S/Luminosity/G ${number} 0 R>>`;
  }

  #state(entries: string): string {
    let name = this.#states.get(entries);
    if (name === undefined) {
      name = `G${this.#states.size}`;
      this.#states.set(entries, name);
    }
    return `/${name} gs\n`;
  }
}

function patternOf(gradient: Gradient, matrix: Matrix, channel: 'color' | 'opacity'): string {
  return `<</PatternType 2/Matrix[${matrix.map(spell).join(' ')}]/Shading ${shadingDictionary(gradient, channel)}>>`;
}

/** A clip of nothing hides everything: an empty rectangle stands for it. */
function clipOperators(outline: Outline, evenOdd: boolean): string {
  const path = boundsOf(outline) === undefined ? '0 0 0 0 re\n' : pdfPath(outline);
  return `${path}${evenOdd ? 'W*' : 'W'} n\n`;
}

function strokeOperators({ width, cap, join, miterLimit, dash, dashOffset }: Stroke): string {
  const dashes = dash.length === 0 ? '' : `[${dash.map(spell).join(' ')}]${spell(dashOffset)} d `;
  return `${spell(width)} w ${CAPS[cap]} J ${JOINS[join]} j ${spell(miterLimit)} M ${dashes}\n`;
}
