import type { PlaceParts, Representative, SeasonalAddress, Wishes } from '@posthorn/contract';
import { frequencies, mostRepresentatives, representativeChannels, representativeKinds, textFormats } from '@posthorn/contract';
import { emailPoint, phonePoint } from '../contact-point.ts';
import { isTimeZone } from './local-time.ts';

/*
 * The wishes of a customer as they are kept: those of the last import, and above them those that were set here. What is set here is kept as
 * the difference to the import, one entry for each kind of wish, `null` for one taken back; so that a new import still brings what nobody
 * touched.
 */

/** What was set here, over what was imported. */
export type ChosenWishes = { readonly [K in keyof Wishes]: Wishes[K] | null };

type Loose = { readonly [name: string]: unknown };

/** The wishes that hold. */
export function effectiveWishes(imported: Wishes, chosen: ChosenWishes | null): Wishes {
  const all: Loose = { ...imported, ...chosen };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined)) as Wishes;
}

/** What must be kept so that `wanted` holds over what was imported; null where that is nothing. */
export function chosenOver(imported: Wishes, wanted: Wishes): ChosenWishes | null {
  const [was, is] = [imported as Loose, wanted as Loose];
  const changed = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => !same(was[name], is[name]));
  return changed.length === 0 ? null : (Object.fromEntries(changed.map((name) => [name, is[name] ?? null])) as ChosenWishes);
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** With the names of objects in order: the database does not keep theirs. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}

/** What is wrong with wishes of the right form, and where; undefined when they can be kept. */
export function faultOf(wishes: Wishes, country: string): { readonly field: string; readonly reason: string } | undefined {
  if (wishes.timeZone !== undefined && !isTimeZone(wishes.timeZone)) return { field: 'timeZone', reason: 'There is no such time zone.' };
  if (wishes.quietHours !== undefined && wishes.quietHours.from === wishes.quietHours.to)
    return { field: 'quietHours', reason: 'Quiet hours that end when they begin.' };
  if (new Set(wishes.quietDays).size > 6) return { field: 'quietDays', reason: 'One day of the week at least must be left.' };
  const day = wishes.seasonalAddresses?.flatMap(({ from, until }) => [from, until]).find((one) => !isDayOfYear(one));
  if (day !== undefined) return { field: 'seasonalAddresses', reason: `There is no day ${day} in any year.` };
  for (const one of wishes.representatives ?? []) {
    const reason = faultOfRepresentative(one, country);
    if (reason !== undefined) return { field: 'representatives', reason: `${one.name}: ${reason}` };
  }
  return undefined;
}

function faultOfRepresentative(one: Representative, country: string): string | undefined {
  const { kind, channel, purposes, email, phone, place, from, until } = one;
  if (email === undefined && phone === undefined && place === undefined) return 'has no address.';
  if (channel !== undefined && { email, sms: phone, post: place }[channel] === undefined) return `has no address for ${channel}.`;
  if (kind === 'copy' && purposes?.includes('advertising')) return 'nobody gets copies of advertising: each must agree to it themselves.';
  if (email !== undefined && emailPoint(email).state !== 'valid') return 'this is no e-mail address.';
  if (phone !== undefined && phonePoint(phone, country).state !== 'valid') return 'this is no phone number.';
  return from !== undefined && until !== undefined && until < from ? 'ends before it begins.' : undefined;
}

/** Of a leap year: 29 February is a day. */
const isDayOfYear = (day: string): boolean => new Date(`2024-${day}T00:00:00Z`).toISOString().slice(5, 10) === day;

/**
 * Wishes as a row of a file says them: lists as texts with commas, quiet hours as `22:00-07:00`, one seasonal address, and representatives: one, or
 * several under `representatives`, in a list or by any names.
 * @throws Error that says what is wrong, its field in front: `quietHours: …`
 */
export function wishesFrom(value: unknown, country: string): Wishes {
  const given = (value ?? {}) as Loose;
  const text = (name: string): string | undefined => textIn(given, name);
  const list = (name: string): string[] | undefined =>
    text(name)
      ?.split(/[\s,;]+/)
      .filter(Boolean);
  const wishes = withoutGaps<Wishes>({
    language: text('language'),
    formats: list('formats')?.map((one) => oneOf(textFormats, one, 'formats')),
    frequency: frequencyFrom(given.frequency),
    timeZone: text('timeZone'),
    quietHours: quietHoursFrom(text('quietHours')),
    quietDays: list('quietDays')?.map(Number),
    pauseUntil: text('pauseUntil'),
    seasonalAddresses: seasonalFrom(given.seasonalAddress, country),
    representatives: representativesFrom(given, country),
  });
  const wrong = (wishes.quietDays ?? []).find((day) => !Number.isInteger(day) || day < 1 || day > 7);
  if (wrong !== undefined) throw new Error('quietDays: days are numbers from 1 (Monday) to 7 (Sunday)');
  if (wishes.pauseUntil !== undefined && !isDay(wishes.pauseUntil)) throw new Error('pauseUntil: a day is expected, YYYY-MM-DD');
  const fault = faultOf(wishes, country);
  if (fault !== undefined) throw new Error(`${fault.field}: ${fault.reason}`);
  return wishes;
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) === text;

function oneOf<T extends string>(known: readonly T[], value: string, field: string): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new Error(`${field}: "${value}" is none of ${known.join(', ')}`);
  return found;
}

function frequencyFrom(value: unknown): Wishes['frequency'] {
  const given = Object.entries((value ?? {}) as Loose).filter(([, often]) => often !== '' && often !== null && often !== undefined);
  if (given.length === 0) return undefined;
  return Object.fromEntries(given.map(([purpose, often]) => [purpose, oneOf(frequencies, String(often), 'frequency')]));
}

function quietHoursFrom(text: string | undefined): Wishes['quietHours'] {
  if (text === undefined) return undefined;
  const found = /^([01]\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]\d|2[0-3]):([0-5]\d)$/.exec(text.trim());
  if (found === null) throw new Error('quietHours: two times are expected, such as 22:00-07:00');
  return { from: `${found[1]}:${found[2]}`, to: `${found[3]}:${found[4]}` };
}

function seasonalFrom(value: unknown, country: string): SeasonalAddress[] | undefined {
  const given = (value ?? {}) as Loose;
  const [from, until] = [textIn(given, 'from'), textIn(given, 'until')];
  const place = placeFrom(given, country);
  if (place === undefined && from === undefined && until === undefined) return undefined;
  if (place === undefined || from === undefined || until === undefined)
    throw new Error('seasonalAddress: from, until, street and city are needed');
  const form = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
  if (!form.test(from) || !form.test(until)) throw new Error('seasonalAddress: days of the year are expected, MM-DD');
  return [withoutGaps<SeasonalAddress>({ from, until, careOf: textIn(given, 'careOf'), place })];
}

function representativesFrom({ representative, representatives }: Loose, country: string): Representative[] | undefined {
  const all = [representative, ...Object.values(representatives ?? {})].flatMap((one) => representativeFrom(one, country) ?? []);
  if (all.length > mostRepresentatives)
    throw new Error(`representatives: there are ${all.length}, at most ${mostRepresentatives} can be kept`);
  return all.length === 0 ? undefined : all;
}

function representativeFrom(value: unknown, country: string): Representative | undefined {
  const given = (value ?? {}) as Loose;
  const name = textIn(given, 'name');
  if (name === undefined) return undefined;
  const kind = oneOf(representativeKinds, textIn(given, 'kind') ?? 'authorised-recipient', 'representative.kind');
  const way = textIn(given, 'channel');
  const channel = way === undefined ? undefined : oneOf(representativeChannels, way, 'representative.channel');
  const [email, phone, proof] = ['email', 'phone', 'proof'].map((one) => textIn(given, one));
  const [from, until] = (['from', 'until'] as const).map((one) => dayIn(given, one));
  const purposes = textIn(given, 'purposes')
    ?.split(/[\s,;]+/)
    .filter(Boolean);
  const place = placeFrom(given, country);
  return withoutGaps<Representative>({ kind, name, channel, purposes, email, phone, place, from, until, proof });
}

function dayIn(given: Loose, name: 'from' | 'until'): string | undefined {
  const day = textIn(given, name);
  if (day !== undefined && !isDay(day)) throw new Error(`representative.${name}: a day is expected, YYYY-MM-DD`);
  return day;
}

function placeFrom(given: Loose, country: string): PlaceParts | undefined {
  const [street, city] = [textIn(given, 'street'), textIn(given, 'city')];
  if (street === undefined || city === undefined) return undefined;
  const [houseNumber, postcode, region] = ['houseNumber', 'postcode', 'region'].map((one) => textIn(given, one));
  return withoutGaps<PlaceParts>({ street, houseNumber, postcode, city, region, country: textIn(given, 'country') ?? country });
}

function textIn(given: Loose, name: string): string | undefined {
  const value = given[name];
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

/** Without names that have no value. */
function withoutGaps<T>(given: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}
