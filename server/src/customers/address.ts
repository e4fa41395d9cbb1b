import formatter from '@fragaria/address-formatter';
import type { PostalAddress } from './types.ts';

/** Who lives there, and where. Empty texts count as absent. */
export interface AddressParts {
  readonly company?: string | undefined;
  readonly person?: string | undefined;
  readonly street?: string | undefined;
  readonly houseNumber?: string | undefined;
  readonly postcode?: string | undefined;
  readonly city?: string | undefined;
  readonly region?: string | undefined;
  readonly country: string;
}

/**
 * An address with its lines in the order of its country (OpenCage's templates). Without street or city nobody can deliver: then
 * there are no lines.
 */
export function postalAddress(parts: AddressParts): PostalAddress {
  const { company, person, street, houseNumber, postcode, city, region, country } = parts;
  const lines = [company, person].filter((line): line is string => Boolean(line));
  if (street && city) lines.push(...placeLines(parts));
  else lines.length = 0;
  return {
    ...(street ? { street } : {}),
    ...(houseNumber ? { houseNumber } : {}),
    ...(postcode ? { postcode } : {}),
    ...(city ? { city } : {}),
    ...(region ? { region } : {}),
    country,
    lines,
  };
}

function placeLines({ street, houseNumber, postcode, city, region, country }: AddressParts): string[] {
  const input = { road: street, houseNumber, postcode, city, state: region };
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value));
  return formatter.format({ ...given, countryCode: country }, { output: 'array', appendCountry: false, fallbackCountryCode: 'GB' });
}

const countryNames = new Intl.DisplayNames('en', { type: 'region' });

/** The lines as printed by a sender in `homeCountry`: abroad the country stands last, in capitals (UPU S42). */
export function printedLines(address: PostalAddress, homeCountry?: string): readonly string[] {
  if (address.lines.length === 0 || address.country === homeCountry) return address.lines;
  return [...address.lines, countryName(address.country).toUpperCase()];
}

function countryName(code: string): string {
  try {
    return countryNames.of(code) ?? code;
  } catch {
    return code;
  }
}
