import { namedCountry } from './country.ts';

/** A printed address in the parts that interfaces of providers ask for. */
export interface Place {
  /** Name and street, up to the line with the city. */
  readonly lines: readonly string[];
  /** Empty where the country has none, or the line does not begin with one. */
  readonly postcode: string;
  readonly city: string;
}

/** Takes the lines of a printed address apart. */
export function placeOf(address: readonly string[]): Place {
  const lines = namedCountry(address) === undefined ? address : address.slice(0, -1);
  const last = lines.at(-1) ?? '';
  const [, postcode = '', city = last] = /^((?:[A-Z]{1,3}[- ]?)?\d[\dA-Z -]*?)\s+(\D.*)$/.exec(last) ?? [];
  return { lines: lines.slice(0, -1), postcode, city };
}
