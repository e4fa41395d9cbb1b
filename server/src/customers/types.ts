import type { ChannelName, Representative, Wishes } from '@posthorn/contract';

export type { Frequency, PlaceParts, Representative, SeasonalAddress, TextFormat, Wishes } from '@posthorn/contract';

/** Where a customer can be written to on one channel. */
export interface ContactPoint {
  readonly channel: ChannelName;
  /** An e-mail address, or a phone number in E.164. As it was given where it has no valid form. */
  readonly address: string;
  /** Only `valid` may be used; `unknown` has no valid form. */
  readonly state: 'valid' | 'bounced' | 'opted_out' | 'unknown';
  readonly stateReason: string | null;
}

/** A postal address in its parts, and as it is printed. */
export interface PostalAddress {
  readonly street?: string;
  readonly houseNumber?: string;
  readonly postcode?: string;
  readonly city?: string;
  readonly region?: string;
  /** ISO 3166 code. */
  readonly country: string;
  /** Name, street and place in the order of the country, without the country; empty when nobody could deliver there. */
  readonly lines: readonly string[];
}

/** Preferred channel per purpose; `*` for all others. */
export type Preferences = { readonly [purpose: string]: ChannelName };

/** A customer as a row of a file says it, checked and tidied. */
export interface ImportedCustomer {
  readonly number: string;
  readonly name: string;
  readonly language: string;
  readonly country: string;
  readonly address: PostalAddress;
  readonly attributes: { readonly [name: string]: unknown };
  readonly preferences: Preferences;
  readonly wishes: Wishes;
  readonly contactPoints: readonly ContactPoint[];
}

/** What composing and routing need to know of a customer. */
export interface CustomerForComposition {
  readonly id: string;
  /** The same for all who live at an address. */
  readonly household: string;
  readonly number: string;
  readonly name: string;
  readonly language: string;
  readonly country: string;
  /** As printed, with the country for foreign addresses; empty when there is no address that could be delivered to. */
  readonly postalAddress: readonly string[];
  readonly contactPoints: readonly ContactPoint[];
  readonly preferences: Preferences;
  /** How they want to be written to: those that were set here above those imported. */
  readonly wishes: Wishes;
  /** Addresses in the wishes that did not work, as they are compared: of letters the lines, all in lower case. */
  readonly deadAddresses?: readonly DeadAddress[];
  /** Who gets it in the customer's stead; the addresses are then theirs. */
  readonly representative?: Pick<Representative, 'kind' | 'name'>;
  readonly attributes: { readonly [name: string]: unknown };
}

/** An address that is no contact point of its own and did not work. */
export interface DeadAddress {
  readonly channel: ChannelName;
  readonly address: string;
  readonly reason: string;
}

/** Something that happened with a customer. */
export interface TimelineEntry {
  readonly customerId: string;
  readonly at: Date;
  /** `room-noun.what-happened`, e.g. `communication.composed`. */
  readonly type: string;
  /** One line for people. */
  readonly summary: string;
  readonly communicationId?: string;
  readonly data: object;
}
