import { describe, expect, test } from 'vitest';
import type { Figures } from './figures.ts';
import { type Features, type ShapedWord, Shaper } from './shaper.ts';
import { FONT_FILES, sampleFace } from './testing/sample-type.ts';

const NUMBERS = '01234567890123456789.,-−/%€£$\u00A0\u202F';
const REFERENCES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.,-−/%€£$\u00A0\u202F():+*'’";

/** Numbers of all forms, the same in every run (a linear congruential generator, Numerical Recipes). */
function numbers(count: number, characters = NUMBERS): string[] {
  let state = 42;
  const next = (below: number): number => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, () => Array.from({ length: 2 + next(12) }, () => characters[next(characters.length)]).join(''));
}

/** A word as a shaper gives it that has seen too little to put numbers together. */
const byHarfBuzz = (typeface: (shaper: Shaper) => ReturnType<Shaper['typeface']>, text: string): ShapedWord => {
  const fresh = new Shaper();
  return fresh.shape(typeface(fresh), text);
};

const facts = ({ text, glyphs, advances, offsets, clusters, width, missing }: ShapedWord) =>
  JSON.stringify([text, [...glyphs], [...advances], offsets && [...offsets], [...clusters], width, missing]);

describe('a number put together from single digits', () => {
  test.each<[string, Features]>([
    ['regular', {}],
    ['regular', { tnum: 1 }],
    ['bold', { tnum: 1 }],
    ['italic', { tnum: 1, onum: 1 }],
    ['regular', { frac: 1 }],
    ['regular', { zero: 1, sups: 1 }],
  ])('is what HarfBuzz makes of it: %s %o', async (name, features) => {
    const face = await sampleFace(FONT_FILES[name as keyof typeof FONT_FILES]);
    const typeface = (shaper: Shaper) => shaper.typeface(face, features, 'de');
    const shaper = new Shaper();
    for (const text of [...numbers(600), ...numbers(1200, REFERENCES)]) {
      expect(facts(shaper.shape(typeface(shaper), text)), text).toBe(facts(byHarfBuzz(typeface, text)));
    }
  });

  test('is what tables are made of, but no fraction is, and no word with letters', async () => {
    const face = await sampleFace();
    const figuresOf = (features: Features): Figures => {
      const { figures } = new Shaper().typeface(face, features, 'de');
      for (const text of numbers(500)) figures.compose(text);
      return figures;
    };
    const plain = figuresOf({ tnum: 1 });
    for (const text of ['1.234,50', '-12.00', '£1,234.50', '1\u00A0234,56\u00A0€', '30.11.2011', '100%']) {
      expect(plain.compose(text)?.text).toBe(text);
    }
    expect(plain.compose('12b4')).toBeUndefined();
    expect(plain.compose('Ⅻ1')).toBeUndefined();
    expect(figuresOf({ frac: 1 }).compose('1/2')).toBeUndefined();
  });
});
