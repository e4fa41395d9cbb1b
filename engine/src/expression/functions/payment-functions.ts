import { Decimal } from '../decimal.ts';
import { type EngineFunction, FunctionError } from './engine-function.ts';
import { toDecimal } from './number-functions.ts';
import { swissQrFunction } from './swiss-qr.ts';

/** Bank accounts and the QR code of a euro transfer. */
export const paymentFunctions: readonly EngineFunction[] = [
  {
    name: 'iban',
    signatures: ['(string): string'],
    description: 'A bank account number in groups of four, as people read it; refuses one whose check digits are wrong.',
    example: 'iban(brand.sender.iban)',
    call: (text: string) => checkedIban(text).replace(/(.{4})(?=.)/g, '$1 '),
  },
  {
    name: 'girocode',
    signatures: ['(map): string'],
    description: 'The payload of the QR code of a SEPA transfer (EPC069-12): name, iban, bic, amount in euro, and reference or text.',
    example: "girocode({'name': brand.sender.organisation, 'iban': brand.sender.iban, 'amount': invoice.total, 'text': invoice.number})",
    call: (values: Record<string, unknown> | Map<string, unknown>) => girocode(values instanceof Map ? Object.fromEntries(values) : values),
  },
  swissQrFunction,
];

/** The account number without blanks. @throws FunctionError where its check digits (ISO 7064, mod 97-10) are wrong */
function checkedIban(text: string): string {
  if (lastIban.text !== text) lastIban = { text, iban: checkIban(text) };
  return lastIban.iban;
}

/** The last number asked for: that of the sender stands in every document. */
let lastIban: { readonly text: string | undefined; readonly iban: string } = { text: undefined, iban: '' };

function checkIban(text: string): string {
  const iban = text.replace(/\s+/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) throw new FunctionError(`"${text}" is not an IBAN.`);
  if (remainderOf97(iban.slice(4) + iban.slice(0, 4)) !== 1) throw new FunctionError(`The check digits of the IBAN "${text}" are wrong.`);
  return iban;
}

/** Of the number that digits and letters (A is 10) are written one behind the other. */
function remainderOf97(text: string): number {
  let rest = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    rest = code <= DIGIT_9 ? (rest * 10 + code - DIGIT_0) % 97 : (rest * 100 + code - BEFORE_A) % 97;
  }
  return rest;
}

const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
/** What is taken off from a capital's code to make A 10. */
const BEFORE_A = 55;

const FIELDS = new Set(['name', 'iban', 'bic', 'amount', 'purpose', 'reference', 'text', 'note']);

/** Limits of EPC069-12, version 2.1: characters of each field and bytes of the whole payload (QR version 13 at level M). */
const LENGTHS: Record<string, number> = { name: 70, purpose: 4, reference: 35, text: 140, note: 70 };
const MAX_BYTES = 331;
const LEAST = new Decimal(1n, 2);
const GREATEST = new Decimal(99_999_999_999n, 2);

/**
 * The payload of a GiroCode by EPC069-12 (European Payments Council, "Quick Response Code: Guidelines to Enable Data Capture
 * for the Initiation of a SEPA Credit Transfer"): version 002 (BIC optional), UTF-8, structured reference or free text.
 */
function girocode(values: Record<string, unknown>): string {
  for (const key of Object.keys(values)) {
    if (!FIELDS.has(key)) throw new FunctionError(`girocode() knows no "${key}".`, `It takes ${[...FIELDS].join(', ')}.`);
  }
  if (values.reference !== undefined && values.text !== undefined) {
    throw new FunctionError('A GiroCode carries a reference or a text, not both.');
  }
  const name = field(values, 'name');
  if (name === '') throw new FunctionError('A GiroCode needs the name of the recipient.');
  const bic = field(values, 'bic').replace(/\s+/g, '').toUpperCase();
  if (bic !== '' && !/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic)) throw new FunctionError(`"${bic}" is not a BIC.`);
  const account = checkedIban(field(values, 'iban'));
  const lines = ['BCD', '002', '1', 'SCT', bic, name, account, amountOf(values.amount)];
  lines.push(field(values, 'purpose'), field(values, 'reference'), field(values, 'text'), field(values, 'note'));
  while (lines.at(-1) === '') lines.pop();
  const payload = lines.join('\n');
  const bytes = new TextEncoder().encode(payload).length;
  if (bytes > MAX_BYTES) throw new FunctionError(`A GiroCode holds ${MAX_BYTES} bytes; this one has ${bytes}.`, 'Shorten the text.');
  return payload;
}

function field(values: Record<string, unknown>, key: string): string {
  const value = values[key];
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw new FunctionError(`"${key}" of a GiroCode must be text.`);
  const text = value.trim().replace(/\s+/g, ' ');
  const limit = LENGTHS[key] ?? Number.POSITIVE_INFINITY;
  if ([...text].length > limit) throw new FunctionError(`"${key}" of a GiroCode has at most ${limit} characters.`);
  return text;
}

function amountOf(value: unknown): string {
  if (value === undefined) return '';
  const amount = typeof value === 'bigint' ? toDecimal(value) : value;
  if (!(amount instanceof Decimal)) throw new FunctionError('The amount of a GiroCode must be a decimal.');
  const cents = amount.round(2, 'half-up');
  if (!cents.equals(amount)) throw new FunctionError(`The amount ${amount} has parts of a cent.`, 'Round it first: round(x, 2).');
  if (cents.compare(LEAST) < 0 || cents.compare(GREATEST) > 0) {
    throw new FunctionError(`A GiroCode transfers 0.01 to 999999999.99 euro, not ${amount}.`);
  }
  return `EUR${cents}`;
}
