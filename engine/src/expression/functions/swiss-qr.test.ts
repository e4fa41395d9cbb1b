import { describe, expect, it } from 'vitest';
import { Decimal } from '../decimal.ts';
import { swissQrFunction } from './swiss-qr.ts';

const creditor = { name: 'Robert Schneider AG', street: 'Rue du Lac', number: '1268', postcode: '2501', town: 'Biel', country: 'CH' };
const debtor = {
  name: 'Pia-Maria Rutschmann-Schnyder',
  street: 'Grosse Marktgasse',
  number: '28',
  postcode: '9400',
  town: 'Rorschach',
  country: 'CH',
};
/** The QR-IBAN, IBAN and references of the examples in the guidelines of SIX. */
const QR = { iban: 'CH44 3199 9123 0008 8901 2', reference: '21 00000 00003 13947 14300 09017' };
const base = { creditor, currency: 'CHF', amount: Decimal.parse('1949.75') };
const made = (values: Record<string, unknown>) => swissQrFunction.call({ ...base, ...QR, ...values }) as string;

describe('the payload of a Swiss QR-bill', () => {
  it('is that of the example of SIX, its fields in their lines', () => {
    const information = '//S1/10/10201409/11/190512/20/1400.000-53/30/106017086/31/180508/32/7.7/40/2:10;0:30';
    const lines = made({ debtor, message: 'Order of 15.06.2020', billInformation: information }).split('\n');
    expect(lines).toEqual([
      ...['SPC', '0200', '1', 'CH4431999123000889012', 'S', 'Robert Schneider AG', 'Rue du Lac', '1268', '2501', 'Biel', 'CH'],
      ...['', '', '', '', '', '', '', '1949.75', 'CHF'],
      ...['S', 'Pia-Maria Rutschmann-Schnyder', 'Grosse Marktgasse', '28', '9400', 'Rorschach', 'CH'],
      ...['QRR', '210000000003139471430009017', 'Order of 15.06.2020', 'EPD', information],
    ]);
  });

  it('has a creditor reference or none with an ordinary IBAN, and may leave amount and debtor open', () => {
    const iban = 'CH58 0079 1123 0008 8901 2';
    expect(made({ iban, reference: 'RF18 5390 0754 7034' })).toContain('\nSCOR\nRF18539007547034\n\nEPD');
    const open = made({ iban, reference: undefined, amount: undefined }).split('\n');
    expect(open.slice(18, 31)).toEqual(['', 'CHF', '', '', '', '', '', '', '', 'NON', '', '', 'EPD']);
  });

  it.each([
    ['a foreign IBAN', { iban: 'DE89370400440532013000' }, /Switzerland or Liechtenstein/],
    ['an IBAN with a wrong digit', { iban: 'CH4531999123000889012' }, /check digits of the IBAN/],
    ['a QR reference with a wrong digit', { reference: '210000000003139471430009018' }, /check digit of the QR reference/],
    ['a QR-IBAN without a reference', { reference: '' }, /wants a QR reference/],
    ['a QR reference with an ordinary IBAN', { iban: 'CH5800791123000889012' }, /creditor reference/],
    ['another currency', { currency: 'USD' }, /CHF or EUR/],
    ['no town', { creditor: { ...creditor, town: '' } }, /needs "town"/],
    ['a name too long', { creditor: { ...creditor, name: 'x'.repeat(71) } }, /at most 70/],
    ['a character that is not allowed', { message: 'Привет' }, /may not have/],
    ['parts of a cent', { amount: Decimal.parse('1.005') }, /parts of a cent/],
    ['a field that does not exist', { iban2: 'x' }, /knows no "iban2"/],
    ['too long a message', { message: 'x'.repeat(100), billInformation: 'y'.repeat(41) }, /together/],
  ])('with %s is refused', (_, values, message) => expect(() => made(values)).toThrow(message));
});
