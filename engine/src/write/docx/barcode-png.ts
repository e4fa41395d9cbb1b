import { barcodePath } from '../../graphics/barcode.ts';
import { encodePng } from '../../graphics/encode-png.ts';
import { swissCross } from '../../graphics/swiss-cross.ts';
import type { ResolvedBarcode } from '../../resolve/resolved.ts';

/** Modules of free space around a code, which readers need. */
const QUIET = 4;
/** A module is at least so many pixels, and a picture about so wide: sharp at 600 dots per inch. */
const LEAST = 4;
const WIDE = 800;

/**
 * A barcode as a picture whose pixels are whole parts of its modules, so that none is blurred, with its quiet zone.
 * @returns with the width and height in parts of the code's own width
 * @throws BarcodeError when the payload cannot be such a code
 */
export function barcodePng(node: ResolvedBarcode): { png: Uint8Array; width: number; height: number } {
  const { rectangles, width, height } = barcodePath(
    node.symbology,
    node.payload,
    node.height === undefined ? undefined : node.height / node.width,
  );
  const scale = Math.max(LEAST, Math.round(WIDE / width));
  const across = Math.round((width + 2 * QUIET) * scale);
  const down = Math.round((height + 2 * QUIET) * scale);
  const pixels = new Uint8Array(across * down * 4).fill(255);
  const paint = (x: number, y: number, w: number, h: number, [red, green, blue]: readonly [number, number, number]): void => {
    const [left, right] = [x, x + w].map((at) => Math.round((at + QUIET) * scale)) as [number, number];
    const [top, bottom] = [y, y + h].map((at) => Math.round((at + QUIET) * scale)) as [number, number];
    for (let row = top; row < bottom; row++) {
      for (let at = (row * across + left) * 4, end = (row * across + right) * 4; at < end; at += 4) pixels.set([red, green, blue], at);
    }
  };
  for (let i = 0; i < rectangles.length; i += 4) {
    paint(rectangles[i]!, rectangles[i + 1]!, rectangles[i + 2]!, rectangles[i + 3]!, [0, 0, 0]);
  }
  if (node.overlay !== undefined) {
    for (const part of swissCross(width)) paint(part.x, part.y, part.width, part.height, colorOf(part.fill));
  }
  return { png: encodePng(across, down, pixels), width: across / (width * scale), height: down / (width * scale) };
}

function colorOf(color: string): [number, number, number] {
  const n = Number.parseInt(color.slice(1), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
}
