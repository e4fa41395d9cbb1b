import type { ReturnReason } from '@posthorn/contract';
import type { CustomerForComposition } from '../../customers/index.ts';
import type { Delivery } from '../types.ts';

/**
 * What follows at once from a letter that came back: `address`, no letters to the customer's address any more; `person`, nothing to the customer at
 * all; `recipient`, no letters to the address that it went to, which is not the customer's own; `none`.
 */
export type Consequence = 'address' | 'person' | 'recipient' | 'none';

/**
 * A letter says something of the address that it went to and of the person that it was addressed to, and of nothing else: one that went to a
 * guardian, or to an address that is not the customer's any more, leaves the customer's alone.
 * @param customer with their own address as it is now
 */
export function consequenceOf(
  reason: ReturnReason,
  { copy, address }: Pick<Delivery, 'copy' | 'address'>,
  { name, postalAddress }: Pick<CustomerForComposition, 'name' | 'postalAddress'>,
): Consequence {
  if (reason === 'refused') return 'none';
  const own = copy === 0 && address === postalAddress.join('\n');
  if (own) return reason === 'deceased' ? 'person' : 'address';
  const toCustomer = address.split('\n').includes(name);
  return reason === 'deceased' && toCustomer ? 'person' : 'recipient';
}
