/** The seven passes of Adam7: first column and row, steps (PNG specification, third edition, 8.1). */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

export interface Pass {
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  /** Copies its rows, without filters, into the whole picture. */
  place(rows: Uint8Array, picture: Uint8Array): void;
}

/** The passes of an interlaced picture that have pixels, in the order of the file. */
export function passesOf(width: number, height: number, bitsPerPixel: number): Pass[] {
  const stride = Math.ceil((width * bitsPerPixel) / 8);
  return PASSES.flatMap(([x0, y0, dx, dy]) => {
    const own = { width: Math.ceil((width - x0) / dx), height: Math.ceil((height - y0) / dy) };
    if (own.width <= 0 || own.height <= 0) return [];
    const ownStride = Math.ceil((own.width * bitsPerPixel) / 8);
    const place = (rows: Uint8Array, picture: Uint8Array): void => {
      for (let y = 0; y < own.height; y++) {
        for (let x = 0; x < own.width; x++) {
          copyPixel(rows, y * ownStride, x, picture, (y0 + y * dy) * stride, x0 + x * dx, bitsPerPixel);
        }
      }
    };
    return [{ ...own, stride: ownStride, place }];
  });
}

function copyPixel(from: Uint8Array, row: number, x: number, to: Uint8Array, toRow: number, toX: number, bits: number): void {
  if (bits >= 8) {
    const bytes = bits / 8;
    for (let i = 0; i < bytes; i++) to[toRow + toX * bytes + i] = from[row + x * bytes + i]!;
    return;
  }
  const mask = (1 << bits) - 1;
  const value = (from[row + ((x * bits) >> 3)]! >> (8 - bits - ((x * bits) & 7))) & mask;
  to[toRow + ((toX * bits) >> 3)]! |= value << (8 - bits - ((toX * bits) & 7));
}
