import { expect, test } from 'vitest';
import { differingPlaces } from './marks.ts';

const [width, height] = [120, 96];
const white = () => new Uint8ClampedArray(width * height * 4).fill(255);
function paint(picture: Uint8ClampedArray, x: number, y: number, shade = 0): Uint8ClampedArray {
  picture.fill(shade, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return picture;
}

test('the same picture has no places, and rounding is forgiven', () => {
  expect(differingPlaces(white(), white(), width, height)).toEqual({ share: 0, marks: [] });
  expect(differingPlaces(white(), paint(white(), 3, 3, 250), width, height).marks).toEqual([]);
});

test('what is near is one place, what is far another', () => {
  const changed = paint(paint(paint(white(), 5, 5), 30, 5), 110, 90);
  expect(differingPlaces(white(), changed, width, height)).toEqual({
    share: 3 / (width * height),
    marks: [
      { x: 0, y: 0, width: 36, height: 12 },
      { x: 108, y: 84, width: 12, height: 12 },
    ],
  });
});
