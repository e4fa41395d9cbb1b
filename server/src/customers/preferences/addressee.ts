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
  return season === undefined ? customer : { ...customer, postalAddress: seasonalLines(season, customer, matter.homeCountry) };
}

/** Those who get a copy of a matter on a day. */
export function copiesFor(customer: CustomerForComposition, { purpose, at }: Matter): readonly Representative[] {
  const { representatives = [] } = customer.wishes;
  if (representatives.length === 0) return [];
  const { day } = localTime(at, timeZoneOf(customer));
  return representatives.filter((one) => one.kind === 'copy' && standsFor(one, purpose, day));
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
  const points: ContactPoint[] = [];
  if (one.email !== undefined) points.push(emailPoint(one.email));
  if (one.phone !== undefined) points.push(phonePoint(one.phone, customer.country));
  // What a representative cannot be reached by must not reach the customer past them: an empty address closes the way.
  const lines = one.place === undefined ? [] : linesAt(one.place, [one.name], homeCountry);
  return { contactPoints: points, postalAddress: lines, representative: { kind: one.kind, name: one.name } };
}

function seasonalLines({ place, careOf }: SeasonalAddress, customer: CustomerForComposition, homeCountry: string | undefined) {
  return linesAt(place, [customer.name, ...(careOf === undefined ? [] : [careOf])], homeCountry);
}

function linesAt(place: PlaceParts, names: readonly string[], homeCountry: string | undefined): readonly string[] {
  const address = postalAddress(place);
  return printedLines({ ...address, lines: [...names, ...address.lines] }, homeCountry);
}
