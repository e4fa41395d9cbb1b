import { expect, test } from 'vitest';
import { stepOf } from './steps.ts';

const plain = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };

test('arrows move by a millimetre, by five and by a tenth, and size with Ctrl', () => {
  expect(stepOf({ ...plain, key: 'ArrowLeft' })).toEqual({ dx: -1, dy: 0, sizes: false });
  expect(stepOf({ ...plain, key: 'ArrowDown', shiftKey: true })).toEqual({ dx: 0, dy: 5, sizes: false });
  expect(stepOf({ ...plain, key: 'ArrowUp', altKey: true })).toEqual({ dx: 0, dy: -0.1, sizes: false });
  expect(stepOf({ ...plain, key: 'ArrowRight', ctrlKey: true, shiftKey: true })).toEqual({ dx: 5, dy: 0, sizes: true });
});

test('other keys do nothing', () => {
  expect(stepOf({ ...plain, key: 'a' })).toBeUndefined();
});
