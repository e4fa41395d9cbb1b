import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Ask, type Comparison, celToRule, comparisons, literalOf, needsValue, type Rule, ruleToCel, typedOf } from './rule.ts';

const value = fc.constantFrom("'de'", "'O\\'Hara (x) && y'", '3', '-2.5', "decimal('10.50')", 'a.c');
const ask: fc.Arbitrary<Ask> = fc
  .record({ path: fc.constantFrom('a', 'a.b', 'customer.language'), comparison: fc.constantFrom<Comparison>(...comparisons), value })
  .map(({ path, comparison, value: literal }) => ({
    kind: 'ask',
    path,
    comparison,
    ...(needsValue(comparison) ? { value: literal } : {}),
  }));
const { rule } = fc.letrec<{ rule: Rule; group: Rule }>((tie) => ({
  rule: fc.oneof({ maxDepth: 2, withCrossShrink: true }, ask, tie('group')),
  group: fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('rule'), { minLength: 2, maxLength: 3 }) }),
}));

test('every rule of the builder comes back from CEL as it was', () => {
  fc.assert(
    fc.property(rule, (one) => {
      expect(celToRule(ruleToCel(one))).toEqual(one);
    }),
    { numRuns: 1000 },
  );
});

test('rules that people wrote are understood', () => {
  expect(celToRule("customer.language=='de'&&!has(reminder.blockFrom)")).toEqual({
    kind: 'all',
    of: [
      { kind: 'ask', path: 'customer.language', comparison: '==', value: "'de'" },
      { kind: 'ask', path: 'reminder.blockFrom', comparison: 'lacks' },
    ],
  });
  expect(celToRule('a > 1 || b && c')).toMatchObject({ kind: 'any', of: [{ path: 'a' }, { kind: 'all' }] });
});

test('what the builder cannot show stays text', () => {
  for (const cel of [
    'a + 1 > 2',
    "items.exists(i, i.due == '')",
    'size(a) > 3',
    "a in ['x']",
    'true',
    'a ? b : c',
    '(a',
    "a == 'x",
    '',
    'daysBetween(a, b) > 3',
  ]) {
    expect(celToRule(cel), cel).toBeUndefined();
  }
});

test('what is typed becomes a literal of the type, and is shown as it was typed', () => {
  for (const [typed, type, literal] of [
    ["O'Hara", 'text', "'O\\'Hara'"],
    ['12', 'integer', '12'],
    ['10,5', 'decimal', "decimal('10.5')"],
    ['10', 'decimal', '10'],
  ] as const) {
    expect(literalOf(typed, type)).toBe(literal);
  }
  expect(typedOf(literalOf("a\\b'c", 'text'))).toBe("a\\b'c");
});
