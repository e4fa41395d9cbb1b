import { Decimal } from '../decimal.ts';
import { type EngineFunction, FunctionError } from './engine-function.ts';
import { toDecimal } from './number-functions.ts';

/** The QR code of a Swiss QR-bill. */
export const swissQrFunction: EngineFunction = {
  name: 'swissqr',
  signatures: ['(map): string'],
  description:
    'The payload of a Swiss QR-bill (SIX, Implementation Guidelines 2.3): iban, creditor and debtor (name, street, number, postcode, town, country), amount, currency, reference, message, billInformation, alternatives.',
  example:
    "swissqr({'iban': invoice.iban, 'creditor': {'name': 'Muster AG', 'postcode': '3000', 'town': 'Bern', 'country': 'CH'}, 'amount': invoice.total, 'currency': 'CHF', 'reference': invoice.reference})",
  call: (values: Values) => swissQr(entries(values)),
};

type Values = Record<string, unknown> | Map<string, unknown>;

const entries = (values: unknown): Record<string, unknown> =>
  values instanceof Map ? Object.fromEntries(values) : ((values ?? {}) as Record<string, unknown>);

const FIELDS = ['iban', 'creditor', 'debtor', 'amount', 'currency', 'reference', 'message', 'billInformation', 'alternatives'];
/** Fields of an address, in the order of the payload, and how long each may be (4.3.3). */
const ADDRESS: { readonly [field: string]: number } = { name: 70, street: 70, number: 16, postcode: 16, town: 35, country: 2 };
const LEAST = new Decimal(1n, 2);
const GREATEST = new Decimal(99_999_999_999n, 2);
const MOST_CHARACTERS = 997;
const MOST_MESSAGE = 140;
/** Characters of the payload (4.1.1): Basic Latin, Latin-1, Latin Extended-A, four Romanian letters and the euro. */
const CHARACTERS = /^[\u0020-\u007e\u00a0-\u017f\u0218-\u021b\u20ac]*$/;

function swissQr(values: Record<string, unknown>): string {
  known(values, FIELDS, 'swissqr()');
  const iban = ibanOf(values.iban);
  const currency = text(values, 'currency', 3);
  if (currency !== 'CHF' && currency !== 'EUR') throw new FunctionError('A Swiss QR-bill is in CHF or EUR.');
  const message = text(values, 'message', MOST_MESSAGE);
  const information = text(values, 'billInformation', MOST_MESSAGE);
  if (message.length + information.length > MOST_MESSAGE) {
    throw new FunctionError(`Message and bill information have ${MOST_MESSAGE} characters together at most.`);
  }
  const none = Object.keys(ADDRESS).map(() => '');
  const debtor = values.debtor === undefined || values.debtor === null ? ['', ...none] : addressOf(values.debtor, 'debtor');
  const lines = [
    ...['SPC', '0200', '1', iban],
    ...addressOf(values.creditor, 'creditor'),
    // The ultimate creditor is for future use (4.2.2).
    ...['', ...none],
    ...[amountOf(values.amount), currency],
    ...debtor,
    ...referenceOf(text(values, 'reference', 35), iban),
    ...[message, 'EPD', information, ...alternativesOf(values.alternatives)],
  ];
  while (lines.at(-1) === '') lines.pop();
  const payload = lines.join('\n');
  if (payload.length > MOST_CHARACTERS)
    throw new FunctionError(`A Swiss QR code holds ${MOST_CHARACTERS} characters; this has ${payload.length}.`);
  return payload;
}

function known(values: Record<string, unknown>, fields: readonly string[], of: string): void {
  for (const key of Object.keys(values)) {
    if (!fields.includes(key)) throw new FunctionError(`${of} knows no "${key}".`, `It takes ${fields.join(', ')}.`);
  }
}

function text(values: Record<string, unknown>, key: string, most: number): string {
  const value = values[key];
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw new FunctionError(`"${key}" of a Swiss QR-bill must be text.`);
  const tidy = value.normalize('NFC').trim().replace(/\s+/g, ' ');
  if (!CHARACTERS.test(tidy)) throw new FunctionError(`"${key}" has a character that a Swiss QR-bill may not have.`);
  if (tidy.length > most) throw new FunctionError(`"${key}" of a Swiss QR-bill has at most ${most} characters.`);
  return tidy;
}

/** A structured address (type S), the only kind since November 2025. */
function addressOf(value: unknown, who: string): string[] {
  const address = entries(value);
  known(address, Object.keys(ADDRESS), `The ${who} of a Swiss QR-bill`);
  const fields = Object.entries(ADDRESS).map(([key, most]) => text(address, key, most));
  for (const key of ['name', 'postcode', 'town', 'country']) {
    if (text(address, key, 70) === '') throw new FunctionError(`The ${who} of a Swiss QR-bill needs "${key}".`);
  }
  const country = fields.at(-1)!;
  if (!/^[A-Z]{2}$/.test(country)) throw new FunctionError(`"${country}" is no country code of two letters.`);
  return ['S', ...fields];
}

function ibanOf(value: unknown): string {
  const iban = String(value ?? '')
    .replace(/\s+/g, '')
    .toUpperCase();
  if (!/^(CH|LI)\d{7}[A-Z0-9]{12}$/.test(iban)) throw new FunctionError('A Swiss QR-bill needs an IBAN of Switzerland or Liechtenstein.');
  if (mod97(iban.slice(4) + iban.slice(0, 4)) !== 1) throw new FunctionError(`The check digits of the IBAN "${iban}" are wrong.`);
  return iban;
}

/** ISO 7064, mod 97-10, letters as 10 to 35. */
const mod97 = (text: string): number => Number(BigInt(text.replace(/[A-Z]/g, (c) => String(c.charCodeAt(0) - 55))) % 97n);

/** Type and reference: a QR-IBAN (institution 30000 to 31999) wants a QR reference, others a creditor reference or none (4.2.2). */
function referenceOf(written: string, iban: string): [string, string] {
  const reference = written.replace(/\s+/g, '').toUpperCase();
  const institution = Number(iban.slice(4, 9));
  if (institution >= 30_000 && institution <= 31_999) {
    if (!/^\d{27}$/.test(reference)) throw new FunctionError('A QR-IBAN wants a QR reference of 27 digits.', 'Or use the ordinary IBAN.');
    if (checkDigit(reference.slice(0, 26)) !== Number(reference[26]))
      throw new FunctionError('The check digit of the QR reference is wrong.');
    return ['QRR', reference];
  }
  if (reference === '') return ['NON', ''];
  if (!/^RF\d\d[A-Z0-9]{1,21}$/.test(reference)) {
    throw new FunctionError(
      'With an ordinary IBAN the reference is a creditor reference (RF…), or none.',
      'A QR reference wants a QR-IBAN.',
    );
  }
  if (mod97(reference.slice(4) + reference.slice(0, 4)) !== 1)
    throw new FunctionError('The check digits of the creditor reference are wrong.');
  return ['SCOR', reference];
}

/** Modulo 10, recursive (annex B). */
function checkDigit(digits: string): number {
  const table = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];
  let carry = 0;
  for (const digit of digits) carry = table[(carry + Number(digit)) % 10]!;
  return (10 - carry) % 10;
}

function amountOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  const amount = typeof value === 'bigint' ? toDecimal(value) : value;
  if (!(amount instanceof Decimal)) throw new FunctionError('The amount of a Swiss QR-bill must be a decimal.');
  const cents = amount.round(2, 'half-up');
  if (!cents.equals(amount)) throw new FunctionError(`The amount ${amount} has parts of a cent.`, 'Round it first: round(x, 2).');
  if (cents.compare(LEAST) < 0 || cents.compare(GREATEST) > 0)
    throw new FunctionError(`A Swiss QR-bill is of 0.01 to 999999999.99, not ${amount}.`);
  return cents.toString();
}

function alternativesOf(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.length > 2) throw new FunctionError('"alternatives" is a list of two texts at most.');
  return value.map((_, i) => text({ alternatives: value[i] }, 'alternatives', 100));
}
