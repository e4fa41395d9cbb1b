import { PNG } from 'pngjs';

/** How a photograph of a page is worse than the page. */
export interface Faults {
  /** Degrees, clockwise. */
  readonly turned?: number;
  /** Pixels to either side that run into each other. */
  readonly blurred?: number;
  /** Of 255: how far grey values stray. */
  readonly noise?: number;
  /** Of 255: white is so dark. */
  readonly shade?: number;
}

/** A part of a picture, in pixels. */
export function cutOut(page: Uint8Array, x: number, y: number, width: number, height: number): Buffer {
  const whole = PNG.sync.read(Buffer.from(page));
  const part = new PNG({ width, height });
  PNG.bitblt(whole, part, x, y, width, height, 0, 0);
  return PNG.sync.write(part);
}

/** A page as somebody photographs it: turned, out of focus, grainy, in bad light. The same faults give the same picture. */
export function photograph(page: Uint8Array, { turned = 0, blurred = 0, noise = 0, shade = 0 }: Faults): Buffer {
  const { width, height, data } = PNG.sync.read(Buffer.from(page));
  let grey: Float32Array = Float32Array.from({ length: width * height }, (_, at) => data[at * 4]!);
  if (blurred > 0) grey = blur(blur(grey, width, height, blurred, 1), width, height, blurred, width);
  const angle = (turned * Math.PI) / 180;
  const side = turned % 180 === 0 ? undefined : Math.ceil(Math.hypot(width, height));
  const [w, h] = [side ?? width, side ?? height];
  const picture = new PNG({ width: w, height: h });
  let seed = 42;
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const [dx, dy] = [x - w / 2, y - h / 2];
      const from = [
        dx * Math.cos(angle) + dy * Math.sin(angle) + width / 2,
        dy * Math.cos(angle) - dx * Math.sin(angle) + height / 2,
      ] as const;
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      const stray = ((seed >> 16) / 16_384 - 1) * noise;
      const value = Math.max(0, Math.min(255, at(grey, width, height, from) * (1 - shade / 255) + stray));
      picture.data.set([value, value, value, 255], (y * w + x) * 4);
    }
  }
  return PNG.sync.write(picture);
}

/** A table as dark as wood around the page. */
const table = 110;

function at(grey: Float32Array, width: number, height: number, [x, y]: readonly [number, number]): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return table;
  const [right, below] = [x - left, y - top];
  const row = (line: number) => grey[line * width + left]! * (1 - right) + grey[line * width + left + 1]! * right;
  return row(top) * (1 - below) + row(top + 1) * below;
}

function blur(grey: Float32Array, width: number, height: number, radius: number, step: number): Float32Array {
  return grey.map((_, at) => {
    let [sum, count] = [0, 0];
    for (let off = -radius; off <= radius; off++) {
      const other = at + off * step;
      if (other < 0 || other >= width * height) continue;
      sum += grey[other]!;
      count++;
    }
    return sum / count;
  });
}
