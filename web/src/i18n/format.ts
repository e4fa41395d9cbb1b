import type { Language } from './i18n.ts';

const locales: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

/** How numbers, moments and sizes read in a language. All moments in the zone of the person who reads. */
export interface Format {
  readonly number: (value: number, digits?: number) => string;
  readonly percent: (share: number) => string;
  readonly date: (iso: string) => string;
  readonly dateTime: (iso: string) => string;
  /** With seconds, for receipts and audit entries. */
  readonly exact: (iso: string) => string;
  /** "3 minutes ago", against `now`. */
  readonly relative: (iso: string, now: Date) => string;
  readonly bytes: (bytes: number) => string;
  /** "1 min 20 s" out of seconds. */
  readonly duration: (seconds: number) => string;
  /** A day of the calendar, `YYYY-MM-DD`: the same in all zones. */
  readonly day: (day: string) => string;
  /** `MM-DD`, of any year. */
  readonly dayOfYear: (day: string) => string;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: (day: number) => string;
  readonly language: (tag: string) => string;
  readonly country: (code: string) => string;
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** The formats of one language. Makes Intl objects once. */
export function formatFor(language: Language): Format {
  const locale = locales[language];
  const plain = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const named = (type: 'language' | 'region') => {
    const names = new Intl.DisplayNames(locale, { type });
    return (code: string) => {
      try {
        return names.of(code) ?? code;
      } catch {
        return code;
      }
    };
  };
  const calendar = (style: Intl.DateTimeFormatOptions) => {
    const shown = new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });
    return (iso: string) => shown.format(new Date(iso));
  };
  const digits = (value: number, count: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: count, maximumFractionDigits: count }).format(value);
  return {
    number: (value, count) => (count === undefined ? plain.format(value) : digits(value, count)),
    percent: (share) => percent.format(share),
    date: (iso) => date.format(new Date(iso)),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    exact: (iso) => exact.format(new Date(iso)),
    relative: (iso, now) => relativeTo(relative, (new Date(iso).getTime() - now.getTime()) / 1000),
    bytes: (bytes) => sized(bytes, plain, digits),
    duration: (seconds) => durationText(seconds, plain),
    day: (day) => calendar({ dateStyle: 'medium' })(`${day}T00:00:00Z`),
    dayOfYear: (day) => calendar({ day: 'numeric', month: 'long' })(`2024-${day}T00:00:00Z`),
    weekday: (day) => calendar({ weekday: 'long' })(`2024-01-0${day}T00:00:00Z`),
    language: named('language'),
    country: named('region'),
  };
}

function relativeTo(format: Intl.RelativeTimeFormat, seconds: number): string {
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return format.format(Math.trunc(seconds), 'second');
}

/** Decimal units: 1 kB is 1,000 bytes, as file managers and postage tables count. */
function sized(bytes: number, plain: Intl.NumberFormat, digits: (value: number, count: number) => string): string {
  if (bytes < 1_000) return `${plain.format(bytes)} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1_000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${digits(value, value < 10 ? 1 : 0)} ${units[unit]}`;
}

function durationText(seconds: number, plain: Intl.NumberFormat): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${plain.format(Math.floor(whole / 3_600))} h ${Math.floor((whole % 3_600) / 60)} min`;
}
