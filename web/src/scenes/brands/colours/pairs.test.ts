import type { Brand } from '@posthorn/engine';
import { expect, test } from 'vitest';
import { groundsOf, recolour, textColours, usesOfColour } from './pairs.ts';

const brand = {
  colors: { ink: '#1d2a2f', quiet: '#5c6b70', tint: '#eef4f1' },
  styles: {
    body: { size: 10, color: '#1d2a2f' },
    title: { basedOn: 'body', size: 19 },
    fine: { basedOn: 'body', size: 8, color: '#5c6b70' },
    footer: { basedOn: 'fine', size: 7.5 },
  },
  tableStyles: { table: { headerBackground: '#EEF4F1', zebra: '#eef4f1', ruleColor: '#c9d6d1' } },
  boxStyles: { payment: { background: '#eef4f1' } },
} as unknown as Brand;

test('texts have the colours of their styles, those that they inherit too', () => {
  expect(textColours(brand)).toEqual([
    { colour: '#1d2a2f', styles: ['body', 'title'], large: false },
    { colour: '#5c6b70', styles: ['fine', 'footer'], large: false },
  ]);
  expect(textColours({ styles: { title: { size: 20, color: '#123456' } } })).toEqual([
    { colour: '#123456', styles: ['title'], large: true },
  ]);
});

test('grounds are the paper and what tables and boxes put behind texts', () => {
  expect(groundsOf(brand)).toEqual([
    { colour: '#ffffff', uses: ['paper'] },
    { colour: '#eef4f1', uses: ['table', 'payment'] },
  ]);
});

test('styles go with the colour of the palette that they have, and colours that are there twice stay apart', () => {
  expect(usesOfColour(brand, '#5c6b70')).toBe(1);
  const changed = recolour(brand, 'quiet', '#445055');
  expect(changed.styles.fine?.color).toBe('#445055');
  expect(usesOfColour(changed, '#5c6b70')).toBe(0);
  const twice = { ...brand, colors: { ...brand.colors, other: '#5c6b70' } };
  expect(recolour(twice, 'quiet', '#445055').styles).toBe(twice.styles);
});

test('styles that build on each other in a circle do not hang', () => {
  expect(textColours({ styles: { a: { basedOn: 'b' }, b: { basedOn: 'a', color: '#111111' } } })).toHaveLength(1);
});
