import type bwipModule from 'bwip-js/generic';
import { BoundedCache } from '../text/bounded-cache.ts';
import { type ModuleGrid, outlinePath, rectanglesOf } from './module-grid.ts';
import { qrCode } from './qr-code.ts';
import { SYMBOLOGIES, type Symbology } from './symbologies.ts';

export type { Symbology } from './symbologies.ts';

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

const USUAL_ASPECT = 0.25;

/** A path of a QR code weighs about 10 KB. */
const cache = new BoundedCache<string, BarcodePath>(64);

/**
 * Draws a barcode of a symbology that is ready. QR codes have error correction level M.
 * @param aspect of bars: height in parts of the width; a quarter if absent
 * @throws BarcodeError when the payload is empty, too long, or has characters that the symbology lacks.
 */
export function barcodePath(symbology: Symbology, payload: string, aspect = USUAL_ASPECT): BarcodePath {
  const key = aspect === USUAL_ASPECT ? `${symbology} ${payload}` : `${symbology} ${aspect} ${payload}`;
  let path = cache.get(key);
  if (path === undefined) {
    path = new GridPath(encode(symbology, payload, aspect));
    cache.set(key, path);
  }
  return path;
}

function encode(symbology: Symbology, payload: string, aspect: number): ModuleGrid {
  if (payload === '') throw new BarcodeError(symbology, 'the payload is empty');
  try {
    if (symbology === 'qr') return qrCode(payload);
    const { library: bcid = '', shape, bytes } = SYMBOLOGIES[symbology];
    const code = raw(bytes ? { bcid, text: utf8(payload), binarytext: true } : { bcid, text: payload });
    return shape === 'matrix' ? matrix(code) : shape === 'post' ? postBars(code) : bars(code, aspect);
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
  /** Heights of bars, and how high above the ground they begin. */
  readonly bhs?: readonly number[];
  readonly bbs?: readonly number[];
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

/** One row of modules, repeated as often as its height wants. */
function bars({ sbs = [] }: Raw, aspect: number): ModuleGrid {
  const row = sbs.flatMap((width, i) => new Array<number>(width).fill(i % 2 === 0 ? 1 : 0));
  const height = Math.min(1000, Math.max(10, Math.round(row.length * aspect)));
  const modules = new Uint8Array(row.length * height);
  for (let y = 0; y < height; y++) modules.set(row, y * row.length);
  return { width: row.length, height, modules };
}

/** Bars of the post, 3 modules wide and 4 apart: trackers in the middle third, ascenders up from it, descenders down. */
function postBars({ bhs = [], bbs = [] }: Raw): ModuleGrid {
  const ground = Math.max(...bbs);
  const middle = Math.min(...bhs) * 1.5;
  const width = bhs.length * 7 - 4;
  const modules = new Uint8Array(width * 24);
  bhs.forEach((height, bar) => {
    const [top, bottom] = [bbs[bar]! + height > ground + middle ? 0 : 8, bbs[bar]! < ground / 2 ? 24 : 16];
    for (let y = top; y < bottom; y++) modules.fill(1, y * width + bar * 7, y * width + bar * 7 + 3);
  });
  return { width, height: 24, modules };
}
