import type { ImageItem, PathItem, RectanglesItem, RectItem } from '../../layout/display-list.ts';
import type { DeflateWriter } from './deflate/deflate-writer.ts';
import { NumberPairs } from './deflate/number-pairs.ts';
import { Fragment } from './pdf-output.ts';
import { isPlainRect, pathOperators, rectOperators, strokeState } from './shapes.ts';
import { fillColor, length, toHundredths } from './syntax.ts';

const SPACE = 0x20;
const NEW_LINE = 0x0a;

/** Rules of tables, all of the same size, and the modules of barcodes. */
const FILLED = new NumberPairs(new Fragment(' re f\n'));
const MODULES = new NumberPairs(new Fragment(' 1 re\n'));
const RECTANGLES = new NumberPairs(new Fragment(' re\n'));

/** Writes what is drawn on a page beside text. Knows the fill colour, which text is drawn with as well. */
export class PageGraphics {
  readonly #out: DeflateWriter;
  readonly #height: number;
  #fill = '';

  constructor(out: DeflateWriter, height: number) {
    this.#out = out;
    this.#height = height;
  }

  setFill(color: string): void {
    if (color === this.#fill) return;
    this.#fill = color;
    this.#out.text(fillColor(color));
    this.#out.byte(NEW_LINE);
  }

  rect(item: RectItem): void {
    if (item.fill !== undefined) this.setFill(item.fill);
    const out = this.#out;
    if (!isPlainRect(item)) {
      out.text(rectOperators(item, this.#height));
      return;
    }
    out.points(item.x);
    out.byte(SPACE);
    out.points(this.#height - item.y - item.height);
    out.byte(SPACE);
    FILLED.write(out, toHundredths(item.width), toHundredths(item.height));
  }

  path(item: PathItem): void {
    if (item.strokeWidth === undefined) this.setFill(item.fill);
    this.#begin(item.x, item.y, item.scale ?? 1);
    this.#out.text(strokeState(item));
    this.#out.text(pathOperators(item.d));
    this.#out.text(item.strokeWidth === undefined ? 'f Q\n' : 'S Q\n');
  }

  rectangles({ x, y, scale, fill, rectangles }: RectanglesItem): void {
    this.setFill(fill);
    this.#begin(x, y, scale);
    const out = this.#out;
    for (let i = 0; i < rectangles.length; i += 4) {
      out.integer(rectangles[i]!);
      out.byte(SPACE);
      // Rows of modules are one unit high: what differs within a row is where a run of them begins.
      if (rectangles[i + 3] === 1) MODULES.write(out, rectangles[i + 1]! * 100, rectangles[i + 2]! * 100);
      else {
        out.integer(rectangles[i + 1]!);
        out.byte(SPACE);
        RECTANGLES.write(out, rectangles[i + 2]! * 100, rectangles[i + 3]! * 100);
      }
    }
    out.text('f Q\n');
  }

  image(item: ImageItem, resource: string): void {
    const y = this.#height - item.y - item.height;
    this.#out.text(`q ${length(item.width)} 0 0 ${length(item.height)} ${length(item.x)} ${length(y)} cm/${resource} Do Q\n`);
  }

  /** What follows is drawn in units of `scale` points, downwards from a place on the page. */
  #begin(x: number, y: number, scale: number): void {
    this.#out.text(`q ${scale} 0 0 ${-scale} ${length(x)} ${length(this.#height - y)} cm\n`);
  }
}
