import { type ChannelName, channels } from '@posthorn/contract';
import type { Fault } from '../intake/index.ts';
import { postalAddress } from './address.ts';
import { emailPoint, phonePoint } from './contact-point.ts';
import { wishesFrom } from './preferences/wishes.ts';
import type { ContactPoint, ImportedCustomer, Preferences, Wishes } from './types.ts';

export { emailPoint, phonePoint } from './contact-point.ts';

/** Fields of a record that mean something here; all others become attributes. */
const ownFields = new Set([
  'number',
  'name',
  'company',
  'firstName',
  'lastName',
  'language',
  'address',
  'email',
  'mobile',
  'phone',
  'preferences',
  'wishes',
]);

/** A customer out of a record that a mapping with target `customers` makes, or what is wrong with it. */
export function customerFrom(data: { readonly [field: string]: unknown }): ImportedCustomer | Fault {
  const text = (field: string): string | undefined => textOf(data[field]);
  const address = (data.address ?? {}) as { readonly [field: string]: unknown };
  const person = [text('firstName'), text('lastName')].filter(Boolean).join(' ') || undefined;
  const company = text('company');
  const name = text('name') ?? company ?? person;
  const number = text('number');
  const country = textOf(address.country) ?? textOf(data.country);
  if (number === undefined) return missing('number', 'number');
  if (name === undefined) return missing('name', 'name, company or lastName');
  if (country === undefined || !/^[A-Z]{2}$/.test(country)) return missing('address.country', 'address.country (two letters, ISO 3166)');
  const { preferences, fault } = preferencesOf(data.preferences);
  if (fault) return fault;
  const wishes = wishesOf(data.wishes, country);
  if ('code' in wishes) return wishes;
  return {
    number,
    name,
    language: text('language') ?? 'en',
    country,
    address: postalAddress({
      company: company ?? (person ? undefined : name),
      person: person ?? undefined,
      street: textOf(address.street),
      houseNumber: textOf(address.houseNumber),
      postcode: textOf(address.postcode),
      city: textOf(address.city),
      region: textOf(address.region),
      country,
    }),
    attributes: Object.fromEntries(Object.entries(data).filter(([field]) => !ownFields.has(field))),
    preferences,
    wishes,
    contactPoints: contactPointsOf(text('email'), text('mobile') ?? text('phone'), country),
  };
}

const textOf = (value: unknown): string | undefined => (value === undefined || value === null || value === '' ? undefined : String(value));

const missing = (field: string, what: string): Fault => ({
  field,
  code: 'customer-incomplete',
  reason: `The customer has no ${field}`,
  hint: `The mapping must give ${what}`,
});

function preferencesOf(value: unknown): { preferences: Preferences; fault?: Fault } {
  const preferences: Record<string, ChannelName> = {};
  for (const [purpose, channel] of Object.entries((value ?? {}) as object)) {
    if (!channels.includes(channel as ChannelName)) {
      const fault = {
        field: `preferences.${purpose}`,
        code: 'channel-unknown',
        reason: 'The preferred channel is none that there is',
        hint: `One of: ${channels.join(', ')}`,
      };
      return { preferences: {}, fault };
    }
    preferences[purpose] = channel as ChannelName;
  }
  return { preferences };
}

function wishesOf(value: unknown, country: string): Wishes | Fault {
  try {
    return wishesFrom(value, country);
  } catch (error) {
    const [field, reason] = splitAt((error as Error).message, ': ');
    return { field: `wishes.${field}`, code: 'wish-invalid', reason, hint: 'See "Wishes" in docs/guides/import.md' };
  }
}

function splitAt(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + separator.length)];
}

function contactPointsOf(email: string | undefined, phone: string | undefined, country: string): ContactPoint[] {
  const points: ContactPoint[] = [];
  if (email !== undefined) points.push(emailPoint(email));
  if (phone !== undefined) points.push(phonePoint(phone, country));
  return points;
}

/** Lower-case, without accents: how names are looked for. */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('æ', 'ae')
    .replaceAll('ı', 'i');
}
