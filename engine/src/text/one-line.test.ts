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
