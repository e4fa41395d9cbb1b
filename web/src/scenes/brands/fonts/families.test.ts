import type { Brand } from '@posthorn/engine';
import { expect, test } from 'vitest';
import { familyName, slotOf, withFont } from './families.ts';

test('a font goes where its weight and slant say', () => {
  const slots = [
    [400, false],
    [600, false],
    [500, true],
    [900, true],
  ] as const;
  expect(slots.map(([weight, italic]) => slotOf({ weight, italic }))).toEqual(['regular', 'bold', 'italic', 'boldItalic']);
});

test('a family that is there gets the cut; a new one has a regular cut from the beginning', () => {
  const brand = { fonts: { sans: { regular: 'a', bold: 'b' } }, assets: { a: 'a.ttf', b: 'b.ttf' } } as unknown as Brand;
  const font = { asset: 'c-123456789012', place: 'assets/c-123456789012.ttf' };
  expect(withFont(brand, 'sans', 'bold', font).fonts.sans).toEqual({ regular: 'a', bold: 'c-123456789012' });
  const made = withFont(brand, 'serif', 'italic', font);
  expect(made.fonts.serif).toEqual({ regular: 'c-123456789012', italic: 'c-123456789012' });
  expect(made.assets['c-123456789012']).toBe('assets/c-123456789012.ttf');
  expect(familyName({ family: 'Noto Sans Hebrew' }, [])).toBe('noto-sans-hebrew');
  expect(familyName({ family: 'Sans' }, ['sans'])).toBe('sans');
});
