import { channels, consentActs, consentWays } from '@posthorn/contract';
import { emailPoint, phonePoint } from '../contact-point.ts';
import type { ConsentChannel, NewConsent } from '../permissions/types.ts';

/** What a row can say. Columns are called so unless the import says otherwise. */
export const consentFields = [
  'number',
  'email',
  'phone',
  'channel',
  'purpose',
  'act',
  'at',
  'confirmedAt',
  'until',
  'way',
  'text',
  'proof',
  'ip',
] as const;
export type ConsentField = (typeof consentFields)[number];

/** What every row is, unless it says otherwise itself. */
export interface RowDefaults {
  readonly purpose?: string;
  readonly channel?: string;
  readonly act?: string;
  readonly way?: string;
  /** Name of a wording that is kept here. */
  readonly text?: string;
}

/** A row that is understood: whom it is about, and what they did. */
export interface ConsentRow {
  readonly customer: { readonly number: string } | { readonly email: string };
  readonly textName: string | undefined;
  readonly acts: readonly Omit<NewConsent, 'customerId' | 'textId'>[];
}

/** What can be wrong with a row; each has a sentence of its own in the workplace. */
export type RowFaultCode =
  | 'unreadable'
  | 'missing'
  | 'not-in-list'
  | 'no-purpose'
  | 'no-moment'
  | 'in-future'
  | 'ends-too-early'
  | 'confirmed-too-early'
  | 'no-proof'
  | 'nobody'
  | 'unknown-customer'
  | 'no-one-customer'
  | 'no-address'
  | 'unknown-text'
  | 'purchase';

/** Says which field cannot be understood, and why. */
export class RowFault extends Error {
  readonly field: ConsentField;
  readonly code: RowFaultCode;
  constructor(field: ConsentField, code: RowFaultCode, reason: string) {
    super(reason);
    this.field = field;
    this.code = code;
  }
}

/**
 * Reads one row. A consent that was confirmed (`confirmedAt`) becomes two acts, as they happened.
 * @param source who made the file: part of the proof
 * @throws RowFault
 */
export function readConsentRow(given: (field: ConsentField) => string, defaults: RowDefaults, source: string): ConsentRow {
  const value = (field: ConsentField) => given(field) || (defaults as { readonly [name: string]: string | undefined })[field] || undefined;
  const channel = oneOf<ConsentChannel>('channel', [...channels, 'phone'], value('channel'));
  const purpose = value('purpose') ?? 'advertising';
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(purpose))
    throw new RowFault('purpose', 'no-purpose', 'A purpose is a word in lower case, such as advertising.');
  const act = oneOf('act', consentActs, value('act') ?? 'granted');
  const way = oneOf('way', consentWays, value('way'));
  const at = moment('at', value('at'));
  if (at === undefined) throw new RowFault('at', 'no-moment', 'It does not say when.');
  const address = addressOf(channel, value('email'), value('phone'));
  const until = moment('until', value('until'));
  if (until !== undefined && until <= at) throw new RowFault('until', 'ends-too-early', 'It would end before it begins.');
  const [proof, ip] = [value('proof'), value('ip')];
  if (act === 'granted' && proof === undefined) throw new RowFault('proof', 'no-proof', 'It does not say what proves it.');
  const evidence = { source, ...(proof === undefined ? {} : { proof }), ...(ip === undefined ? {} : { ip }) };
  const shared = { purpose, channel, evidence, ...(address === undefined ? {} : { address }), ...(until === undefined ? {} : { until }) };
  const confirmedAt = moment('confirmedAt', value('confirmedAt'));
  if (confirmedAt !== undefined && confirmedAt < at)
    throw new RowFault('confirmedAt', 'confirmed-too-early', 'It was confirmed before it was given.');
  const confirmed = confirmedAt === undefined ? [] : [{ ...shared, act: 'confirmed' as const, way: 'e-mail' as const, at: confirmedAt }];
  return {
    customer: customerOf(value('number'), value('email')),
    textName: value('text'),
    acts: [{ ...shared, act, way, at }, ...confirmed],
  };
}

function customerOf(number: string | undefined, email: string | undefined): ConsentRow['customer'] {
  if (number !== undefined) return { number };
  if (email !== undefined) return { email };
  throw new RowFault('number', 'nobody', 'It does not say whose it is: neither number nor email.');
}

function addressOf(channel: ConsentChannel, email: string | undefined, phone: string | undefined): string | undefined {
  if (channel === 'post' || channel === 'portal') return undefined;
  const [field, text, point] =
    channel === 'email' ? (['email', email, emailPoint] as const) : (['phone', phone, (one: string) => phonePoint(one, 'DE')] as const);
  if (text === undefined) return undefined;
  const { state, address } = point(text);
  if (state !== 'valid')
    throw new RowFault(field, 'no-address', field === 'email' ? 'This is no e-mail address.' : 'This is no phone number.');
  return address;
}

function oneOf<T extends string>(field: ConsentField, known: readonly T[], value: string | undefined): T {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  if (value === undefined) throw new RowFault(field, 'missing', 'It is missing.');
  throw new RowFault(field, 'not-in-list', `"${value}" is none of ${known.join(', ')}.`);
}

/** A day counts from its first moment in UTC. Days as they are written in German (`31.12.2025`) mean nothing else anywhere. */
function moment(field: ConsentField, given: string | undefined): Date | undefined {
  if (given === undefined) return undefined;
  const text = given.replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})(?=$| )/, (_all, day, month, year) => [year, two(month), two(day)].join('-'));
  const form = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  const iso = form === null ? '' : form[1] === undefined ? `${text}T00:00:00Z` : form[4] === undefined ? `${text}Z` : text;
  const at = new Date(iso.replace(' ', 'T'));
  const sound = !Number.isNaN(at.getTime()) && new Date(`${text.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(text.slice(0, 10));
  if (!sound) throw new RowFault(field, 'no-moment', `"${given}" is no moment; write YYYY-MM-DD, or with time and zone as ISO 8601.`);
  return at;
}

const two = (digits: string): string => digits.padStart(2, '0');
