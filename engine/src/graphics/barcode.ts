import type bwipModule from 'bwip-js/generic';
import { BoundedCache } from '../text/bounded-cache.ts';
import { type ModuleGrid, outlinePath, rectanglesOf } from './module-grid.ts';
import { qrCode } from './qr-code.ts';

export type Symbology = 'qr' | 'datamatrix' | 'code128' | 'ean13';

/** A barcode to draw, in modules, of which it is `width` × `height` large. No quiet zone. */
export interface BarcodePath {
  /** Its outline: path commands (`M`, `L`, `Z`). */
  readonly d: string;
  /** Its dark areas: x, y, width and height of one rectangle after the other. */
  readonly rectangles: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** Outlines and rectangles are made of the modules when they are asked for: no writer wants both. */
class GridPath implements BarcodePath {
  readonly #grid: ModuleGrid;
  #rectangles: readonly number[] | undefined;
  #d: string | undefined;

  constructor(grid: ModuleGrid) {
    this.#grid = grid;
  }

  get width(): number {
    return this.#grid.width;
  }

  get height(): number {
    return this.#grid.height;
  }

  get d(): string {
    this.#d ??= outlinePath(this.#grid);
    return this.#d;
  }

  get rectangles(): readonly number[] {
    this.#rectangles ??= rectanglesOf(this.#grid);
    return this.#rectangles;
  }
}

/** The payload cannot be a barcode of this kind. */
export class BarcodeError extends Error {
  constructor(symbology: Symbology, why: string) {
    super(`This cannot be a ${symbology} barcode: ${why}`);
    this.name = 'BarcodeError';
  }
}

let library: typeof bwipModule | undefined;

/** Makes symbologies ready to draw. QR codes always are; for others a library is loaded, which takes a tenth of a second. */
export async function prepareBarcodes(symbologies: Iterable<Symbology>): Promise<void> {
  for (const symbology of symbologies) if (symbology !== 'qr') library ??= (await import('bwip-js/generic')).default;
}

/** A path of a QR code weighs about 10 KB. */
const cache = new BoundedCache<string, BarcodePath>(64);

/**
 * Draws a barcode of a symbology that is ready. QR codes have error correction level M; linear codes are a quarter as high as wide.
 * @throws BarcodeError when the payload is empty, too long, or has characters that the symbology lacks.
 */
export function barcodePath(symbology: Symbology, payload: string): BarcodePath {
  const key = `${symbology} ${payload}`;
  let path = cache.get(key);
  if (path === undefined) {
    path = new GridPath(encode(symbology, payload));
    cache.set(key, path);
  }
  return path;
}

function encode(symbology: Symbology, payload: string): ModuleGrid {
  if (payload === '') throw new BarcodeError(symbology, 'the payload is empty');
  try {
    if (symbology === 'qr') return qrCode(payload);
    if (symbology === 'datamatrix') return matrix(raw({ bcid: 'datamatrix', text: utf8(payload), binarytext: true }));
    return bars(raw({ bcid: symbology, text: payload }));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw Object.assign(new BarcodeError(symbology, why.replace(/^bwipp?\.\w+#\d+: /, '')), { cause });
  }
}

/** One character per byte, as the library wants binary text. */
function utf8(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}

/** What the library gives: a matrix of modules, or widths of bars and spaces in turn. Its own types say less. */
interface Raw {
  readonly pixs?: readonly number[];
  readonly pixx?: number;
  readonly pixy?: number;
  readonly sbs?: readonly number[];
}

function raw(options: { bcid: string; text: string; binarytext?: boolean }): Raw {
  if (library === undefined) throw new Error('call prepareBarcodes first');
  const [code] = library.raw(options) as readonly Raw[];
  if (code === undefined) throw new Error('the library made nothing');
  return code;
}

function matrix({ pixs = [], pixx = 0, pixy = 0 }: Raw): ModuleGrid {
  return { width: pixx, height: pixy, modules: Uint8Array.from(pixs) };
}

/** One row of modules, repeated a quarter as often as it is wide. */
function bars({ sbs = [] }: Raw): ModuleGrid {
  const row = sbs.flatMap((width, i) => new Array<number>(width).fill(i % 2 === 0 ? 1 : 0));
  const height = Math.max(10, Math.round(row.length / 4));
  const modules = new Uint8Array(row.length * height);
  for (let y = 0; y < height; y++) modules.set(row, y * row.length);
  return { width: row.length, height, modules };
}
