/** The clock of a time zone: what it shows at a moment, and when it shows something. Daylight saving is that of the machine's tz database. */

/** What a clock on the wall shows. */
export interface LocalTime {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Minutes since midnight, as shown. */
  readonly minutes: number;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
}

const minute = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** @param zone a name of the IANA database */
export function localTime(at: Date, zone: string): LocalTime {
  const shown = new Date(at.getTime() + offsetAt(at, zone));
  return {
    day: shown.toISOString().slice(0, 10),
    minutes: shown.getUTCHours() * 60 + shown.getUTCMinutes(),
    weekday: shown.getUTCDay() || 7,
  };
}

/** How far the zone's clock is ahead of UTC at a moment, in milliseconds. */
export function offsetAt(at: Date, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) parts[type] = Number(value);
  const { year, month, day, hour, minute: minutes, second } = parts as { [part: string]: number };
  const shown = Date.UTC(year!, month! - 1, day!, hour!, minutes!, second!);
  return shown - Math.floor(at.getTime() / 1_000) * 1_000;
}

/**
 * The first moment after `from`, up to `to`, at which the zone's clock goes on with another offset; undefined where it does not. To the minute.
 */
export function nextJump(from: Date, to: Date, zone: string): Date | undefined {
  const offset = offsetAt(from, zone);
  if (offsetAt(to, zone) === offset) return undefined;
  let before = Math.floor(from.getTime() / minute);
  let after = Math.ceil(to.getTime() / minute);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(new Date(middle * minute), zone) === offset) before = middle;
    else after = middle;
  }
  return new Date(after * minute);
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-u-hc-h23', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    era: undefined,
  });
  formats.set(zone, made);
  return made;
}

/** Where a country has several zones, the one of most of its people. */
const mostPeople: Readonly<Record<string, string>> = {
  AR: 'America/Argentina/Buenos_Aires',
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CD: 'Africa/Kinshasa',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  ID: 'Asia/Jakarta',
  KZ: 'Asia/Almaty',
  MN: 'Asia/Ulaanbaatar',
  MX: 'America/Mexico_City',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PT: 'Europe/Lisbon',
  RU: 'Europe/Moscow',
  UA: 'Europe/Kyiv',
  US: 'America/New_York',
  UZ: 'Asia/Tashkent',
};
const zones = new Map<string, string>();

/** The time zone that is likely for who lives in a country (ISO 3166); UTC for a country that the tz database does not know. */
export function zoneOfCountry(country: string): string {
  const known = zones.get(country);
  if (known !== undefined) return known;
  const zone = mostPeople[country] ?? firstZone(country) ?? 'UTC';
  zones.set(country, zone);
  return zone;
}

function firstZone(country: string): string | undefined {
  try {
    // Not among the types of the language yet.
    const place = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones(): readonly string[] | undefined };
    return place.getTimeZones()?.[0];
  } catch {
    return undefined;
  }
}
