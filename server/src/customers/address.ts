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

/** Parts in the formatter's words, each with a character that stands for it in a layout. */
const placeParts = {
  street: ['road', '\uE000'],
  houseNumber: ['houseNumber', '\uE001'],
  postcode: ['postcode', '\uE002'],
  city: ['city', '\uE003'],
  region: ['state', '\uE004'],
} as const;
type PlacePart = keyof typeof placeParts;

/** Layouts of lines by country and by the parts that there are: formatting takes a fifth of a millisecond, filling in takes nothing. */
const layouts = new Map<string, readonly string[] | undefined>();

function placeLines(parts: AddressParts): string[] {
  const given = (Object.keys(placeParts) as PlacePart[]).filter((part) => parts[part]);
  const key = `${parts.country} ${given}`;
  if (!layouts.has(key)) layouts.set(key, layoutOf(parts.country, given));
  const layout = layouts.get(key);
  if (!layout) return formatLines(parts.country, given, (part) => parts[part]!);
  return layout.map((line) => given.reduce((text, part) => text.replace(placeParts[part][1], () => parts[part]!), line));
}

/** Undefined where the country's rules look at the content, so that it cannot be filled in later. */
function layoutOf(country: string, given: readonly PlacePart[]): readonly string[] | undefined {
  const lines = formatLines(country, given, (part) => placeParts[part][1]);
  const text = lines.join('\n');
  return given.every((part) => text.split(placeParts[part][1]).length === 2) ? lines : undefined;
}

function formatLines(country: string, given: readonly PlacePart[], textOf: (part: PlacePart) => string): string[] {
  const input = Object.fromEntries(given.map((part) => [placeParts[part][0], textOf(part)]));
  return formatter.format({ ...input, countryCode: country }, { output: 'array', appendCountry: false, fallbackCountryCode: 'GB' });
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
