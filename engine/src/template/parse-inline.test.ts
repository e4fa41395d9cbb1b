import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInline } from './parse-inline.ts';

/** The pieces in short: text as it is, fields in angle brackets, bold in capitals B, italic in I. */
const short = (source: string): string =>
  parseInline(source)
    .pieces.map((p) => `${p.bold ? 'B' : ''}${p.italic ? 'I' : ''}(${p.kind === 'text' ? p.text : `<${p.expression}>`})`)
    .join('');

describe('the short form of text', () => {
  it.each([
    ['Dear {{ name }},', '(Dear )(<name>)(,)'],
    ['**{{ name }}** and _more_', 'B(<name>)( and )I(more)'],
    ['**bold _both_**', 'B(bold )BI(both)'],
    ['snake_case_name and 2_000', '(snake_case_name and 2_000)'],
    ['_open', '(_open)'],
    ['a \\* b \\_c\\_ \\{{ x }}', '(a * b _c_ {{ x }})'],
    ["{{ plural(n, {'one': 'a }} b', 'other': '# items'}) }}!", "(<plural(n, {'one': 'a }} b', 'other': '# items'})>)(!)"],
    ['_{{ a_b }} c_', 'I(<a_b>)I( c)'],
    ['2 * 3 ** 4', '(2 * 3 )B( 4)'],
  ])('%s', (source, expected) => {
    expect(short(source)).toBe(expected);
  });

  it('knows where an expression begins', () => {
    const [, field] = parseInline('Dear {{  name }}').pieces;
    expect(field).toMatchObject({ expression: 'name', offset: 9 });
  });

  it('reads anything, and keeps text without marks as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { pieces } = parseInline(text);
        if (!/[*_{}\\]/.test(text)) expect(pieces.map((p) => (p.kind === 'text' ? p.text : '')).join('')).toBe(text);
      }),
    );
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('{', '}', '*', '_', '\\', "'", 'a', ' ') }), (text) => void parseInline(text)));
  });
});
