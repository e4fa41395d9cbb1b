import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOfDay, dayNumber, isDate } from './dates.ts';
import { Decimal } from './decimal.ts';

describe('the number of a day', () => {
  it('leads back to its date, for every day of four-digit years', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (day) => {
        expect(dayNumber(dateOfDay(day))).toBe(day);
      }),
    );
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-1-01', '2026-01-0a', '20260101', '2026-01-01Z', '1900-02-29', ''])(
    'is none for what is no day: %s',
    (text) => expect(isDate(text)).toBe(false),
  );

  it.each(['2024-02-29', '2000-02-29', '1970-01-01', '0000-01-01', '9999-12-31'])('is one for a day: %s', (text) =>
    expect(dayNumber(text)).toBe(Date.parse(`${text}T00:00:00Z`) / 86_400_000),
  );
});

describe('a decimal that is read', () => {
  it('is what is written, however long', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }), fc.integer({ min: 0, max: 9 }), (unscaled, scale) => {
        const decimal = new Decimal(unscaled, scale);
        const read = Decimal.parse(decimal.toString());
        expect([read?.unscaled, read?.scale]).toEqual([unscaled, scale]);
      }),
    );
  });

  it.each(['', '-', '+', '.', '1.', '.5', '-.5', '1.2.3', '1e3', ' 1', '1 ', '--1', '0x10', '١'])(
    'is none where the text is none: “%s”',
    (text) => expect(Decimal.parse(text)).toBeUndefined(),
  );

  it.each([
    ['+1.50', 150n, 2],
    ['-0', 0n, 0],
    ['007', 7n, 0],
    ['999999999999999', 999_999_999_999_999n, 0],
    ['-9999999999999.9', -99_999_999_999_999n, 1],
  ] as const)('may have a sign and zeros: %s', (text, unscaled, scale) => expect(Decimal.parse(text)).toMatchObject({ unscaled, scale }));
});
