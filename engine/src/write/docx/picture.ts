import { BarcodeError } from '../../graphics/barcode.ts';
import { encodePng } from '../../graphics/encode-png.ts';
import { imageSize } from '../../graphics/image-size.ts';
import { imageType } from '../../graphics/image-type.ts';
import type { ResolvedBarcode, ResolvedImage } from '../../resolve/resolved.ts';
import type { ResolvedChart } from '../../resolve/resolved-chart.ts';
import type { TemplateBundle } from '../../template/model.ts';
import { objectsOf } from '../../template/objects-of.ts';
import { barcodePng } from './barcode-png.ts';
import { chartShapes } from './chart-shapes.ts';
import type { Relations } from './relations.ts';
import { emu, escapeXml } from './xml.ts';

/** A picture in its place: a file that every Word shows, and a drawing that newer ones show instead. */
interface Placed {
  readonly name: string;
  readonly alt: string;
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
  readonly file: string;
  readonly svg?: string;
}

const EXTENSIONS = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/svg+xml': 'svg' } as const;
/** Where Word, from 2016 on, looks for a drawing (MS-ODRAWXML 2.24.3.1). */
const SVG_EXTENSION = '{96DAC541-7B7A-43D3-8B79-37D633B846F1}';
const SVG_NAMESPACE = 'http://schemas.microsoft.com/office/drawing/2016/SVG/main';
const PIXEL = 25.4 / 96;

/** The pictures that a document shows, by the name of their file in it. */
export class Pictures {
  readonly files = new Map<string, Uint8Array>();
  readonly #bundle: TemplateBundle;
  /** What stands in for drawings, by the asset of the drawing; looked for when there is one. */
  #fallbacks: ReadonlyMap<string, string> | undefined;
  #count = 0;

  constructor(bundle: TemplateBundle) {
    this.#bundle = bundle;
  }

  /** A run with the picture; undefined where it is missing. @param most width, millimetres */
  run(node: ResolvedImage, most: number, relations: Relations): string | undefined {
    const bytes = this.#asset(node.asset);
    const type = bytes === undefined ? undefined : imageType(bytes);
    if (bytes === undefined || type === undefined) return undefined;
    const { asset: name, alt } = node;
    const shown = { name, alt, ...sizeOf(node, bytes, most) };
    const file = this.#add(name, EXTENSIONS[type], bytes);
    if (type !== 'image/svg+xml') return this.#drawing({ ...shown, file }, relations);
    return this.#drawing({ ...shown, file: this.#standIn(name), svg: file }, relations);
  }

  /** A run with the code; undefined where its payload cannot be one, which the letter reports. */
  barcode(node: ResolvedBarcode, most: number, relations: Relations): string | undefined {
    try {
      const { png, width, height } = barcodePng(node);
      const unit = Math.min(node.width, most / width);
      const name = `code-${this.#count + 1}`;
      const shown = { name, alt: node.alt, width: width * unit, height: height * unit, file: this.#add(name, 'png', png) };
      return this.#drawing(shown, relations);
    } catch (error) {
      if (error instanceof BarcodeError) return undefined;
      throw error;
    }
  }

  /** A run with the chart. */
  chart(chart: ResolvedChart, most: number): string {
    this.#count += 1;
    return chartShapes(chart, this.#count, most);
  }

  #asset(name: string): Uint8Array | undefined {
    const { assets } = this.#bundle;
    return Object.hasOwn(assets, name) ? assets[name] : undefined;
  }

  #add(name: string, extension: string, bytes: Uint8Array): string {
    const file = `media/${name.replace(/[^A-Za-z0-9-]/g, '-')}.${extension}`;
    this.files.set(file, bytes);
    return file;
  }

  /** What older programs show of a drawing: the picture that the author has named for them, else nothing but its alternative text. */
  #standIn(drawing: string): string {
    this.#fallbacks ??= fallbacksOf(this.#bundle);
    const name = this.#fallbacks.get(drawing);
    const bytes = name === undefined ? undefined : this.#asset(name);
    const type = bytes === undefined ? undefined : imageType(bytes);
    if (name === undefined || bytes === undefined || type === undefined || type === 'image/svg+xml') return this.#blank();
    return this.#add(name, EXTENSIONS[type], bytes);
  }

  #blank(): string {
    return this.#add('blank', 'png', encodePng(1, 1, Uint8Array.of(255, 255, 255, 255)));
  }

  #drawing({ name, alt, width, height, file, svg }: Placed, relations: Relations): string {
    this.#count += 1;
    const extent = `cx="${emu(width)}" cy="${emu(height)}"`;
    const named = `id="${this.#count}" name="${escapeXml(name)}" descr="${escapeXml(alt)}"`;
    const drawing =
      svg === undefined
        ? ''
        : `<a:extLst><a:ext uri="${SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="${SVG_NAMESPACE}" r:embed="${relations.part('image', svg)}"/></a:ext></a:extLst>`;
    return (
      `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${extent}/><wp:docPr ${named}/>` +
      `<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>` +
      `<pic:nvPicPr><pic:cNvPr ${named}/><pic:cNvPicPr/></pic:nvPicPr>` +
      `<pic:blipFill><a:blip r:embed="${relations.part('image', file)}">${drawing}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
      `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
      `</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
    );
  }
}

/** Drawings with the PNG or JPEG that the author shows in e-mails instead. */
function fallbacksOf(bundle: TemplateBundle): Map<string, string> {
  const { logo, logoFallback } = bundle.brand;
  const named = objectsOf(bundle).flatMap(({ type, asset, fallback }): [string, string][] =>
    type === 'image' && typeof asset === 'string' && typeof fallback === 'string' ? [[asset, fallback]] : [],
  );
  return new Map([...(logo === undefined || logoFallback === undefined ? [] : [[logo, logoFallback] as const]), ...named]);
}

/** Millimetres: what the node says, else as many as the picture has at 96 dots per inch; never wider than there is room. */
function sizeOf(node: ResolvedImage, bytes: Uint8Array, most: number): { width: number; height: number } {
  const facts = imageSize(node.asset, bytes);
  const ratio = facts.height / facts.width;
  const wanted = node.width ?? (node.height === undefined ? facts.width * PIXEL : node.height / ratio);
  const width = Math.min(wanted, most);
  return { width, height: node.height === undefined || width < wanted ? width * ratio : node.height };
}
