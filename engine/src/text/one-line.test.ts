import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleStyle, sampleTypesetter } from './testing/sample-type.ts';

const styles = await Promise.all([
  sampleStyle({ align: 'left' }),
  sampleStyle({ align: 'right', tracking: 30 }),
  sampleStyle({ align: 'center', firstIndent: 7 }),
  sampleStyle({ align: 'justify', firstIndent: -4, lineBreaking: 'optimal' }),
  sampleStyle({ align: 'end', firstIndent: 12 }),
]);
const typesetter = await sampleTypesetter();
const word = fc.oneof(
  fc.constantFrom('Lastschrift', 'Gärtnerei', '914892', '–', '“Voß”', 'a', '12,50', '€', 'Donau­dampf­schiff', 'שלום', 'E-Mail', '\u200b'),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const text = fc.array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', '  ', '\n')), { maxLength: 8 }).map((pairs) =>
  pairs
    .map(([a, b]) => a + b)
    .join('')
    .replace(/ $/, ''),
);

test('a text on one line stands as it does cut into words, broken and set', () => {
  fc.assert(
    fc.property(text, fc.constantFrom(...styles), fc.integer({ min: 20, max: 400 }), (whole, style, width) => {
      const at = Math.floor(whole.length / 2);
      // Of two runs a text always takes the long way, on which runs of one look join.
      const long = typesetter.set([{ text: whole.slice(0, at) }, { text: whole.slice(at) }], style, width, 'de');
      expect(typesetter.set([{ text: whole }], style, width, 'de')).toEqual(long);
    }),
    { numRuns: 1_000 },
  );
});

test('dates are remembered, other figures are not', () => {
  const style = styles[0]!;
  const twice = (figure: string) => [1, 2].map(() => typesetter.set([{ text: figure }], style, 200, 'de'));
  for (let i = 0; i < 500; i++) typesetter.set([{ text: `${i},50` }], style, 200, 'de');
  for (const date of ['31.10.2026', '31/10/2026', '2026-10-31']) {
    const [first, second] = twice(date);
    expect(second).toBe(first);
  }
  const [first, second] = twice('1.234.567,89');
  expect(second).toEqual(first);
  expect(second).not.toBe(first);
});
