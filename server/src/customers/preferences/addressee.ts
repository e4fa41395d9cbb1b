import type { PlaceParts, Representative, SeasonalAddress } from '@posthorn/contract';
import { postalAddress, printedLines } from '../address.ts';
import { emailPoint, phonePoint } from '../contact-point.ts';
import type { ContactPoint, CustomerForComposition } from '../types.ts';
import { localTime } from './local-time.ts';
import { timeZoneOf } from './timing.ts';

/** What a communication is about, as far as it matters for whom it goes to. */
export interface Matter {
  /** The template's purpose. */
  readonly purpose: string;
  readonly at: Date;
}

/**
 * The customer with the addresses that hold for a matter now: those of the guardian or authorised recipient who stands for them, else the seasonal
 * address. Who is written about stays the same: name, number and attributes are the customer's own.
 * @param matter with the country that letters are sent from
 */
export function addressee(
  customer: CustomerForComposition,
  matter: Matter & { readonly homeCountry?: string | undefined },
): CustomerForComposition {
  const { seasonalAddresses = [], representatives = [] } = customer.wishes;
  if (seasonalAddresses.length === 0 && representatives.length === 0) return customer;
  const { day } = localTime(matter.at, timeZoneOf(customer));
  const instead = representatives.find((one) => one.kind !== 'copy' && standsFor(one, matter.purpose, day));
  if (instead !== undefined) return { ...customer, ...addressesOf(instead, customer, matter.homeCountry) };
  const season = seasonalAddresses.find((one) => inSeason(one, day));
  if (season === undefined) return customer;
  const lines = seasonalLines(season, customer, matter.homeCountry);
  return deadAt(customer, 'post', lines.join('\n')) === undefined ? { ...customer, postalAddress: lines } : customer;
}

/** Somebody beside the addressee who gets a copy: the customer that it is about, with the addresses of who gets it. */
export type CopyRecipient = CustomerForComposition & Required<Pick<CustomerForComposition, 'representative'>>;

/**
 * Those who get a copy of a matter: all who stand for the customer in it, but the one who gets it in the customer's stead. Nobody gets a copy of
 * advertising: that needs a consent of each person of their own (§ 7 UWG), and those of the ledger are the customer's.
 * @param matter with the country that letters are sent from
 */
export function copiesFor(
  customer: CustomerForComposition,
  { purpose, at, homeCountry }: Matter & { readonly homeCountry?: string | undefined },
): readonly CopyRecipient[] {
  const { representatives = [] } = customer.wishes;
  if (representatives.length === 0 || purpose === 'advertising') return [];
  const { day } = localTime(at, timeZoneOf(customer));
  const standing = representatives.filter((one) => standsFor(one, purpose, day));
  const instead = standing.find((one) => one.kind !== 'copy');
  return standing.flatMap((one) => (one === instead ? [] : { ...customer, preferences: {}, ...addressesOf(one, customer, homeCountry) }));
}

/** Nobody is appointed to be sent somebody else's advertising, unless it says so. */
export function standsFor({ purposes, from, until }: Representative, purpose: string, day: string): boolean {
  if ((from !== undefined && day < from) || (until !== undefined && day > until)) return false;
  return purposes === undefined ? purpose !== 'advertising' : purposes.includes(purpose) || purposes.includes('*');
}

/** Both days belong to the season; over the turn of the year where it ends before it begins. */
export function inSeason({ from, until }: Pick<SeasonalAddress, 'from' | 'until'>, day: string): boolean {
  const now = day.slice(5);
  return from <= until ? from <= now && now <= until : now >= from || now <= until;
}

function addressesOf(one: Representative, customer: CustomerForComposition, homeCountry: string | undefined) {
  const given: ContactPoint[] = [];
  if (one.email !== undefined) given.push(emailPoint(one.email));
  if (one.phone !== undefined) given.push(phonePoint(one.phone, customer.country));
  // What a representative cannot be reached by must not reach the customer past them: an empty address closes the way.
  const lines = one.place === undefined ? [] : linesAt(one.place, [one.name], homeCountry);
  const points = given.map((point) => ({ ...point, ...deadAt(customer, point.channel, point.address) }));
  const dead = deadAt(customer, 'post', lines.join('\n'));
  if (dead !== undefined) points.push({ channel: 'post', address: lines.join('\n'), ...dead });
  const wanted = one.channel === undefined ? {} : { preferences: { '*': one.channel } };
  return { contactPoints: points, postalAddress: lines, representative: { kind: one.kind, name: one.name }, ...wanted };
}

/** What is known against an address of somebody beside the customer. */
function deadAt({ deadAddresses = [] }: CustomerForComposition, channel: ContactPoint['channel'], address: string) {
  const found = deadAddresses.find((one) => one.channel === channel && one.address === address.toLowerCase());
  return found && { state: 'bounced' as const, stateReason: found.reason };
}

function seasonalLines({ place, careOf }: SeasonalAddress, customer: CustomerForComposition, homeCountry: string | undefined) {
  return linesAt(place, [customer.name, ...(careOf === undefined ? [] : [careOf])], homeCountry);
}

function linesAt(place: PlaceParts, names: readonly string[], homeCountry: string | undefined): readonly string[] {
  const address = postalAddress(place);
  return printedLines({ ...address, lines: [...names, ...address.lines] }, homeCountry);
}
