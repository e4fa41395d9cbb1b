import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { decodePng } from './png.ts';

describe('PNG pictures', () => {
  // Noise, a slope and flat stretches, so that every filter has something to do.
  const width = 23;
  const height = 11;
  const pixels = Buffer.from(
    Array.from({ length: width * height }, (_, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      return y < 4 ? [(i * 7919) % 256, (i * 104729) % 256, (i * 31) % 256, 255 - x] : y < 8 ? [x * 11, y * 23, 200, 128] : [9, 8, 7, 0];
    }).flat(),
  );
  const picture = (filterType: number, colorType: 2 | 6): Buffer => {
    const png = new PNG({ width, height });
    pixels.copy(png.data);
    return PNG.sync.write(png, { filterType, colorType, inputHasAlpha: true, bgColor: { red: 0, green: 0, blue: 0 } });
  };

  it.each([0, 1, 2, 3, 4, -1])('come out as they went in, with row filter %i', (filterType) => {
    expect(Buffer.from(decodePng('logo', picture(filterType, 6)).rows).equals(pixels)).toBe(true);
    // Three bytes to a pixel: what another decoder makes of it, without its opacity.
    const opaque = picture(filterType, 2);
    const expected = PNG.sync.read(opaque).data.filter((_, i) => i % 4 !== 3);
    expect(Buffer.from(decodePng('logo', opaque).rows).equals(Buffer.from(expected))).toBe(true);
  });
});
