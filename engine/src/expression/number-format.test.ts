import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from './decimal.ts';
import { makeNumberFormatter } from './number-format.ts';

const LOCALES = ['de', 'en-GB', 'en-US', 'fr', 'es', 'pl', 'de-CH', 'de-AT', 'hi-IN', 'ar-EG', 'sv', 'pt-PT', 'ja', 'nl'];
/** Amounts that a JavaScript number holds exactly enough for Intl to round as we do: no ties at the digits shown. */
const amounts = fc.integer({ min: -(10 ** 11), max: 10 ** 11 }).map((cents) => new Decimal(BigInt(cents), 2));
const asNumber = (value: Decimal): number => Number(value.toString());

describe('the number formatter', () => {
  it.each(LOCALES)('writes money in %s as Intl does', (locale) => {
    for (const currency of ['EUR', 'GBP', 'CHF', 'USD', 'SEK']) {
      const intl = new Intl.NumberFormat(locale, { style: 'currency', currency });
      const own = makeNumberFormatter(locale, { style: 'currency', currency });
      fc.assert(
        fc.property(amounts, (value) => {
          expect(own(value)).toBe(intl.format(asNumber(value)));
        }),
        { numRuns: 40 },
      );
    }
  });

  it.each(LOCALES)('writes plain numbers in %s as Intl does', (locale) => {
    for (const digits of [0, 2, 3]) {
      const intl = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
      const own = makeNumberFormatter(locale, { digits });
      const fitting = amounts
        .filter((v) => digits >= 2 || v.unscaled % 100n !== 50n)
        .filter((v) => digits >= 2 || v.unscaled % 100n !== -50n);
      // Intl writes a negative zero, which no letter should.
      fc.assert(
        fc.property(
          fitting.filter((v) => digits >= 2 || v.absolute().unscaled > 99n || v.unscaled >= 0n),
          (value) => {
            expect(own(value)).toBe(intl.format(asNumber(value)));
          },
        ),
        { numRuns: 60 },
      );
    }
  });

  it.each(LOCALES)('writes percentages in %s as Intl does', (locale) => {
    const intl = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
    const own = makeNumberFormatter(locale, { style: 'percent', digits: 1 });
    for (const text of ['0.19', '0.07', '1', '-0.055', '12.345', '0']) expect(own(Decimal.parse(text)!)).toBe(intl.format(Number(text)));
  });

  it('writes the sign that the language has, which can be copied and searched for', () => {
    const minus = Decimal.parse('-12.5')!;
    const signs = (locale: string) => makeNumberFormatter(locale, { digits: 2 })(minus).replace(/[\d.,]/g, '');
    for (const locale of ['de', 'en-GB', 'fr', 'it', 'es', 'nl', 'pl']) expect(signs(locale)).toBe('-');
    for (const locale of ['sv', 'nb', 'fi']) expect(signs(locale)).toBe('\u2212');
  });

  it('keeps every digit of amounts that floating point could not hold', () => {
    const own = makeNumberFormatter('de', { style: 'currency', currency: 'EUR' });
    expect(own(Decimal.parse('12345678901234567890.12')!)).toBe('12.345.678.901.234.567.890,12\u00a0€');
  });

  it('knows currencies without and with three digits', () => {
    expect(makeNumberFormatter('en', { style: 'currency', currency: 'JPY' })(Decimal.parse('1234')!)).toBe('¥1,234');
    expect(makeNumberFormatter('en', { style: 'currency', currency: 'KWD' })(Decimal.parse('1.5')!)).toBe('KWD\u00a01.500');
  });

  it('rounds commercially and never writes minus nothing', () => {
    const own = makeNumberFormatter('en', { digits: 1 });
    expect(own(Decimal.parse('0.25')!)).toBe('0.3');
    expect(own(Decimal.parse('-0.25')!)).toBe('-0.3');
    expect(own(Decimal.parse('-0.01')!)).toBe('0.0');
  });
});
