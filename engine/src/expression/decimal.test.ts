import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from './decimal.ts';

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: 9 }))
  .map(([n, s]) => new Decimal(n, s));
const d = (text: string): Decimal => Decimal.parse(text)!;

describe('Decimal', () => {
  it('reads back what it writes, with all its digits', () => {
    fc.assert(
      fc.property(decimals, (a) => {
        const again = d(a.toString());
        expect(again.scale).toBe(a.scale);
        expect(again.unscaled).toBe(a.unscaled);
      }),
    );
  });

  it('adds and subtracts without loss, whatever the digits', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(a.plus(b).minus(b).equals(a)).toBe(true);
        expect(a.plus(b).equals(b.plus(a))).toBe(true);
      }),
    );
  });

  it('multiplies by the law of distribution', () => {
    fc.assert(
      fc.property(decimals, decimals, decimals, (a, b, c) => {
        expect(a.times(b.plus(c)).equals(a.times(b).plus(a.times(c)))).toBe(true);
      }),
    );
  });

  it('rounds to the nearest and never further than half a unit', () => {
    fc.assert(
      fc.property(decimals, fc.integer({ min: 0, max: 9 }), fc.constantFrom('half-up', 'half-even'), (a, digits, rounding) => {
        const rounded = a.round(digits, rounding);
        const off = rounded.minus(a).absolute().times(new Decimal(2n, 0));
        expect(off.compare(new Decimal(1n, digits))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it.each([
    ['0.5', 'half-up', '1'],
    ['-0.5', 'half-up', '-1'],
    ['2.5', 'half-even', '2'],
    ['3.5', 'half-even', '4'],
    ['-2.5', 'half-even', '-2'],
    ['2.9', 'down', '2'],
    ['-2.1', 'up', '-3'],
  ] as const)('rounds %s %s to %s', (value, rounding, expected) => {
    expect(d(value).round(0, rounding).toString()).toBe(expected);
  });

  it('compares by value, not by digits', () => {
    expect(d('1.50').equals(d('1.5'))).toBe(true);
    expect(d('-0.01').compare(d('0'))).toBe(-1);
    expect(d('0.10').compare(d('0.09'))).toBe(1);
  });

  it('takes JavaScript numbers as they are written', () => {
    expect(Decimal.fromNumber(0.1)!.plus(Decimal.fromNumber(0.2)!).toString()).toBe('0.3');
    expect(Decimal.fromNumber(1e21)!.toString()).toBe('1000000000000000000000');
    expect(Decimal.fromNumber(1.5e-7)!.toString()).toBe('0.00000015');
    expect(Decimal.fromNumber(Number.NaN)).toBeUndefined();
  });

  it.each(['', '1,5', '1e5', ' 1', '1.', '.5', '--1', '0x10', 'NaN', '1 000'])('does not take %j for a number', (text) => {
    expect(Decimal.parse(text)).toBeUndefined();
  });

  it('divides to the digits asked for and refuses zero', () => {
    expect(d('10').dividedBy(d('3'), 4, 'half-up').toString()).toBe('3.3333');
    expect(d('-2').dividedBy(d('3'), 2, 'half-up').toString()).toBe('-0.67');
    expect(() => d('1').dividedBy(d('0.00'), 2, 'half-up')).toThrow('Division by zero');
  });
});
