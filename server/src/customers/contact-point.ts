import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { ContactPoint } from './types.ts';

/** RFC 5321 in its everyday form: no quoted local parts, no address literals. */
const emailForm =
  /^[^\s@<>()[\]\\,;:"]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])$/u;

/** The domain in lower case; the local part as it is, since it belongs to the domain's owner. */
export function emailPoint(address: string): ContactPoint {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const valid = address.length <= 254 && emailForm.test(address) && !local.startsWith('.') && !local.endsWith('.') && !local.includes('..');
  if (!valid) return { channel: 'email', address, state: 'unknown', stateReason: 'This is no e-mail address.' };
  return { channel: 'email', address: `${local}@${address.slice(at + 1).toLowerCase()}`, state: 'valid', stateReason: null };
}

/** E.164; a number without country code is read as one of the customer's country. Whether it is assigned is not asked. */
export function phonePoint(text: string, country: string): ContactPoint {
  const number = parsePhoneNumberFromString(text, country as CountryCode);
  if (!number?.isPossible()) return { channel: 'sms', address: text, state: 'unknown', stateReason: 'This is no phone number.' };
  return { channel: 'sms', address: number.number, state: 'valid', stateReason: null };
}
