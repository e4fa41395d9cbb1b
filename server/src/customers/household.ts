import { hash } from 'node:crypto';
import { postalKey } from './suppression/keys.ts';
import type { PostalAddress } from './types.ts';

/**
 * Who lives together: all whose address is the same once spelling is evened out; a customer without an address is a household of their own. A
 * house with many flats is one household where addresses don't name the flat; rules for households can be left out there.
 * @returns an id (uuid) that is the same for all of them
 */
export function householdOf(customerId: string, { street, houseNumber, postcode, country }: PostalAddress): string {
  if (street === undefined || postcode === undefined) return customerId;
  const place = postalKey({ name: country, street, houseNumber, postcode });
  if (place === undefined) return customerId;
  const digits = hash('sha256', place);
  return [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`, digits.slice(20, 32)].join('-');
}
